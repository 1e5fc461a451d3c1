/** Opens a package: recognises what is in it, reads the files that count, and opens the archives inside. */
import type { PackageFile } from '../package-file';
import { isDeploymentSettings } from './checks/deployment-settings';
import { directoryOf, fileName, filesBelow, shownIn, type Container, type Directory } from './container';
import type { Report } from './finding-kind';
import { flowIn } from './inspected-flow';
import { openArchive } from './open-archive';
import { OpenedFile } from './opened-file';
import type { Part } from './part';
import { readConnectorFolder } from './read-connector-folder';
import { readFile } from './read-file';
import { readSolutionPart } from './read-solution-part';
import { readXml } from './read-xml';
import { folderOf, hasFile, isArchiveName, isMarkdownName, mayBeFlowDefinition, mayBeSettings, rootKindOf, type RootKind } from './recognise';

/** Archives inside archives are opened so deep: a certification package has three. */
const DEEPEST = 4;

/** Everything in a container as one part. What can't be read is reported and left out. */
export async function openContainer(container: Container, report: Report): Promise<Part> {
  const opening = new Opening(container, report);
  const directory = directoryOf(container.files, container.name);
  const parts = await opening.partsOf(directory);
  const base = { name: container.name, shown: container.shown, container, directory };
  const archives = parts.filter(part => part.container !== container);
  const kind = wrapperKind(container, directory, archives);
  if (kind === 'inner package') return { kind, ...base, files: [], archives: archivesIn(directory, archives) };
  if (kind === 'certification package') return { kind, ...base, files: await opening.read(directory.files.filter(file => !isArchiveName(file.path)), ''), archives };
  const recognised = parts.filter(part => part.kind !== 'unknown');
  const only = recognised[0];
  // A folder is what the one package in it is; an archive that was opened keeps its own name.
  if (recognised.length === 1 && only && only.container === container) return { ...only, name: only.directory === directory || only.name === container.name ? container.name : `${container.name}/${only.name}` };
  if (recognised.length > 0) return { kind: 'packages', ...base, files: [], parts };
  return { kind: 'unknown', ...base, files: [], reason: container.files.length === 0 ? 'it is empty' : 'nothing in it is a solution, a connector or a flow' };
}

/** The two archives that hold archives. In a folder only the names that the platform's tools give them count. */
function wrapperKind({ form }: Container, directory: Directory, archives: readonly Part[]): 'inner package' | 'certification package' | undefined {
  const [assets] = directory.folders;
  if (rootKindOf(directory) !== undefined) return undefined;
  if (folderOf(directory, 'PkgAssets')) return 'inner package';
  if (form === 'folder') return hasFile(directory, /^intro\.md$/i) && archives.some(part => part.kind === 'inner package') ? 'certification package' : undefined;
  if (directory.folders.length === 1 && assets && assets.files.some(file => isArchiveName(file.path)) && !directory.files.some(file => isArchiveName(file.path))) return 'inner package';
  if (hasFile(directory, /^intro\.md$/i)) return 'certification package';
  const hasArchive = directory.files.some(file => isArchiveName(file.path));
  return hasArchive && (directory.files.some(file => isMarkdownName(file.path)) || archives.some(part => part.kind === 'inner package')) ? 'certification package' : undefined;
}

/** An inner package is about the archives of its folder; others are left to the checks of its structure. */
const archivesIn = (directory: Directory, archives: readonly Part[]): readonly Part[] => {
  const assets = folderOf(directory, 'PkgAssets') ?? directory.folders[0];
  const inside = new Set(assets?.files.map(file => file.path));
  return archives.filter(part => inside.has(part.container.name));
};

class Opening {
  constructor(private readonly container: Container, private readonly report: Report) {}

  /** The packages in a directory and below it, in the order of their paths. */
  async partsOf(directory: Directory): Promise<readonly Part[]> {
    const kind = rootKindOf(directory);
    const found: Part[] = kind ? [await this.rootPart(kind, directory)] : [];
    for (const file of directory.files) {
      if (isArchiveName(file.path)) found.push(await this.archivePart(file));
      else if (kind === undefined && (mayBeFlowDefinition(fileName(file)) || mayBeSettings(fileName(file)) || this.container.files.length === 1)) found.push(...await this.filePart(directory, file));
    }
    for (const folder of directory.folders) if (!isClaimed(kind, folder)) found.push(...await this.partsOf(folder));
    return found;
  }

  read(files: readonly PackageFile[], root: string): Promise<readonly OpenedFile[]> {
    return Promise.all(files.map(file => readFile(file, file.path.slice(root.length), shownIn(this.container, file.path), this.container.shown, this.report)));
  }

  private async rootPart(kind: RootKind, directory: Directory): Promise<Part> {
    const { container, report } = this;
    const { path } = directory;
    const shown = path === '' ? container.shown : shownIn(container, path.slice(0, -1));
    const claimed = [...directory.files.filter(file => !isArchiveName(file.path)), ...directory.folders.filter(folder => isClaimed(kind, folder)).flatMap(filesBelow)];
    const files = await this.read(claimed, path);
    const base = { name: path === '' ? directory.name : path.slice(0, -1), shown, container, directory, files };
    switch (kind) {
      case 'exported solution': return { kind: 'solution', ...base, solution: readSolutionPart(files, 'exported', shown, readXml(report)) };
      case 'unpacked solution': return { kind: 'solution', ...base, solution: readSolutionPart(files, 'unpacked', shown, readXml(report)) };
      case 'connector folder': return { kind, ...base, ...readConnectorFolder(files, shown) };
      case 'legacy flow package': return { kind, ...base, flows: files.filter(file => /^Microsoft\.Flow\/flows\/[^/]+\/definition\.json$/i.test(file.path)).flatMap(file => flowIn(file) ?? []) };
    }
  }

  private async archivePart(file: PackageFile): Promise<Part> {
    const shown = shownIn(this.container, file.path);
    const container = { name: file.path, shown, form: 'archive' as const, files: [], depth: this.container.depth + 1 };
    const unknown = (reason: string): Part => ({ kind: 'unknown', name: container.name, shown, container, directory: directoryOf([], container.name), files: [], reason });
    if (container.depth > DEEPEST) return unknown('it lies in too many archives to be opened');
    const opened = await readFile(file, file.path, shown, this.container.shown, this.report);
    if (!opened.isReadable) return unknown('it can\'t be read');
    const files = await openArchive(opened, this.report);
    return files ? openContainer({ ...container, files }, this.report) : unknown('it can\'t be opened');
  }

  /** A package that is one file: a flow's definition, or settings. */
  private async filePart(directory: Directory, file: PackageFile): Promise<readonly Part[]> {
    if (!/\.json$/i.test(file.path)) return [];
    const shown = shownIn(this.container, file.path);
    const opened = await readFile(file, fileName(file), shown, this.container.shown, this.report);
    const base = { name: file.path, shown, container: this.container, directory: { ...directory, files: [file], folders: [] }, files: [opened] };
    const flow = flowIn(opened);
    if (flow) return [{ kind: 'flow definition', ...base, flow }];
    return isDeploymentSettings(opened.value) ? [{ kind: 'deployment settings', ...base, file: opened }] : [];
  }
}

/** Whether a folder belongs to the package around it. A connector folder has its files beside each other. `Other` is a part of a solution, also beside the files of an exported one. */
const isClaimed = (kind: RootKind | undefined, folder: Directory): boolean =>
  kind !== undefined && kind !== 'connector folder' && (rootKindOf(folder) === undefined || (kind !== 'legacy flow package' && /^other$/i.test(folder.name)));

