/** Our packages beside real exports, and before another reader of zips. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import connector from '../../connector';
import { generateWithOrigins } from '../../scripts/generate/origins';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import { isZip, type Packed, type PackedZip } from '../../scripts/package/packed';
import { packageKinds, packagesOf, type PackageInput, type PackageKind } from '../../scripts/package/package-set';
import type { PackageFile } from '../../scripts/package/package-file';
import { writePacked } from '../../scripts/package/write-packed';
import { parseXml } from '../../scripts/package/xml/read-xml';
import { isElement, type XmlElement } from '../../scripts/package/xml/xml-element';
import { exported, realFiles, realSolutions, twoConnectorsUnpacked, unpacked } from './solution/real-solutions';

const input = (profile: PackageInput['profile']): PackageInput => ({
  connector, publisher: placeholderPublisher, generated: generateWithOrigins(connector, placeholderPublisher), locales: [], version: '1.0.0.0', names: {}, profile,
  icon: Buffer.from('an icon'), intro: undefined,
});
const ours = packagesOf(input('verified'), packageKinds);
const contentsOf = (kind: PackageKind): readonly Packed[] => ours.find(each => each.kind === kind)?.contents ?? [];
const zipAt = (kind: PackageKind, position: number): PackedZip => { const zip = contentsOf(kind).filter(isZip)[position]; assert.ok(zip); return zip; };
const filesOf = (packed: readonly Packed[]): readonly PackageFile[] => packed.filter((each): each is PackageFile => !isZip(each));

/** For each kind of element, by its path from the root: the names of its children in their order, each once, and those of its attributes. */
function shapeOf(root: XmlElement): ReadonlyMap<string, { readonly children: readonly string[]; readonly attributes: readonly string[] }> {
  const shape = new Map<string, { children: string[]; attributes: string[] }>();
  const visit = (element: XmlElement, path: string): void => {
    const known = shape.get(path) ?? { children: [], attributes: [] };
    shape.set(path, known);
    for (const [name] of element.attributes) if (!known.attributes.includes(name)) known.attributes.push(name);
    for (const child of element.children.filter(isElement)) {
      if (!known.children.includes(child.name)) known.children.push(child.name);
      visit(child, `${path}/${child.name}`);
    }
  };
  visit(root, root.name);
  return shape;
}

/** What ours has and the real ones have not, and what stands in another order, as lines. */
function beyond(mine: ReturnType<typeof shapeOf>, real: readonly ReturnType<typeof shapeOf>[]): readonly string[] {
  return [...mine].flatMap(([path, { children, attributes }]) => {
    const theirs = real.flatMap(each => { const found = each.get(path); return found ? [found] : []; });
    if (theirs.length === 0) return [];
    const unknown = children.filter(name => !theirs.some(each => each.children.includes(name))).map(name => `${path}/${name}`);
    const unknownAttributes = attributes.filter(name => !theirs.some(each => each.attributes.includes(name))).map(name => `${path}@${name}`);
    const disordered = theirs.filter(each => { const both = children.filter(name => each.children.includes(name)); return both.join() !== each.children.filter(name => both.includes(name)).join(); }).map(each => `${path}: ${each.children.join()}`);
    return [...unknown, ...unknownAttributes, ...disordered];
  });
}

const shapesOf = async (files: readonly PackageFile[], wanted: RegExp): Promise<readonly ReturnType<typeof shapeOf>[]> =>
  Promise.all(files.filter(file => wanted.test(file.path)).map(async file => shapeOf(parseXml(await file.read(), file.path))));

describe('our packages', () => {
  describe('beside real exports', () => {
    before(function () { if (!realSolutions()) { console.log('      skipped: the real exports (../shared/data/solutions) are not here'); this.skip(); } });
    const realExports = (): readonly PackageFile[] => Object.values(exported).flatMap(realFiles);

    /** Elements that no export at hand has, each with where its name comes from. */
    const known = {
      // A connector with code and several ways to authenticate: named after the files of such solutions.
      connector: ['scriptoperations', 'connectionparametersets', 'customcodeblobcontent'].map(name => `ImportExportXml/Connectors/Connector/${name}`),
      // The id of a custom connector in a reference: two generators write it so, after an export.
      reference: ['ImportExportXml/connectionreferences/connectionreference/customconnectorid'],
      // Exported zips have it, and what the platform's tool made of one of them has not.
      workflow: ['Workflow/BusinessProcessType'],
      // A needed connector: `type` and names as for other components that have a name of their own.
      needed: ['ImportExportXml/SolutionManifest/MissingDependencies/MissingDependency/Required@schemaName', 'ImportExportXml/SolutionManifest/MissingDependencies/MissingDependency/Required@id'],
    };

    it('connector solutions have their elements in their order, and no others', async () => {
      for (const position of [0, 1]) {
        const files = filesOf(zipAt('solution', position).entries);
        const [manifest] = await shapesOf(files, /^solution\.xml$/);
        const [customizations] = await shapesOf(files, /^customizations\.xml$/);
        assert.deepEqual(beyond(manifest!, await shapesOf(realExports(), /^solution\.xml$/)), []);
        assert.deepEqual(beyond(customizations!, await shapesOf(realExports(), /^customizations\.xml$/)), known.connector);
      }
    });

    it('flow solutions have their elements in their order, and no others', async () => {
      const files = filesOf(zipAt('flows', 0).entries);
      const [manifest] = await shapesOf(files, /^solution\.xml$/);
      const [customizations] = await shapesOf(files, /^customizations\.xml$/);
      assert.deepEqual(beyond(manifest!, await shapesOf(realExports(), /^solution\.xml$/)), known.needed);
      assert.deepEqual(beyond(customizations!, await shapesOf(realExports(), /^customizations\.xml$/)), known.reference);
      const variables = await shapesOf(files, /environmentvariabledefinition\.xml$/);
      assert.ok(variables.length > 0);
      for (const variable of variables) assert.deepEqual(beyond(variable, await shapesOf(realExports(), /environmentvariabledefinition\.xml$/)), []);
    });

    it('unpacked solutions too', async () => {
      const real = [...twoConnectorsUnpacked(), ...realFiles(unpacked['flow, unpacked'])];
      for (const [file, expected] of [[/Other\/Solution\.xml$/, known.needed], [/Other\/Customizations\.xml$/, known.reference], [/Connectors\/[^/]+\.xml$/, known.connector.map(name => name.replace('ImportExportXml/Connectors/', ''))], [/\.data\.xml$/, known.workflow]] as const) {
        const mine = await shapesOf([...filesOf(contentsOf('solution-unpacked')), ...filesOf(contentsOf('flows-unpacked'))], file);
        // The manifest is the same in both forms, and exported ones at hand have more in it.
        const theirs = [...await shapesOf(real, file), ...(String(file).includes('Solution') ? await shapesOf(realExports(), /^solution\.xml$/) : [])];
        assert.ok(mine.length > 0 && theirs.length > 0, String(file));
        assert.deepEqual([...new Set(mine.flatMap(each => beyond(each, theirs)))], expected, String(file));
      }
    });

    it('flows have the keys of real flows', async () => {
      const keys = (value: unknown, path = ''): readonly string[] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).flatMap(([key, inner]) => [`${path}${key}`, ...(/^(properties|definition)$/.test(key) ? keys(inner, `${path}${key}.`) : [])]) : []);
      const keysOf = async (files: readonly PackageFile[]): Promise<readonly string[]> => [...new Set((await Promise.all(files.filter(file => /Workflows\/[^/]+\.json$/.test(file.path)).map(async file => keys(JSON.parse(Buffer.from(await file.read()).toString('utf8')))))).flat())];
      const theirs = await keysOf(realExports());
      assert.deepEqual((await keysOf(filesOf(zipAt('flows', 0).entries))).filter(key => !theirs.includes(key)), []);
    });
  });

  it('ship flows turned off, and the connector of a deployment outside of them', async () => {
    const text = async (zip: PackedZip, path: string): Promise<string> => Buffer.from(await filesOf(zip.entries).find(file => file.path === path)!.read()).toString('utf8');
    const customizations = await text(zipAt('flows', 0), 'customizations.xml');
    assert.deepEqual([...new Set([...customizations.matchAll(/<(StateCode|StatusCode)>(\d)/g)].map(([, name, code]) => `${name} ${code}`))], ['StateCode 0', 'StatusCode 1']);
    assert.ok(!/<Connectors>/.test(customizations));
    assert.equal([...(await text(zipAt('flows', 0), 'solution.xml')).matchAll(/<Required type="372"/g)].length, connector.flows?.length);
  });

  it('differ between managed and unmanaged in one word', async () => {
    for (const kind of ['solution', 'flows'] as const) {
      const [unmanaged, managed] = await Promise.all([0, 1].map(async position => Promise.all(filesOf(zipAt(kind, position).entries).map(async file => [file.path, Buffer.from(await file.read()).toString('latin1')] as const))));
      assert.deepEqual(managed, unmanaged!.map(([path, content]) => [path, path === 'solution.xml' ? content.replace('<Managed>0<', '<Managed>1<') : content]));
    }
  });

  it('hold no secret: no client secret, no key, for every profile', async () => {
    for (const profile of ['verified', 'independent'] as const) {
      const all = packagesOf(input(profile), packageKinds).flatMap(each => each.contents);
      const leaves = (packed: Packed): readonly PackageFile[] => (isZip(packed) ? packed.entries.flatMap(leaves) : [packed]);
      for (const file of all.flatMap(leaves)) assert.doesNotMatch(Buffer.from(await file.read()).toString('latin1'), /"clientSecret"\s*:\s*"(?!$)[^"]/, file.path);
    }
  });

  it('are laid out for certification as Microsoft\'s validator wants them', () => {
    const [outer] = contentsOf('certification').filter(isZip);
    const inner = outer!.entries.find(isZip);
    assert.deepEqual([outer!.entries.map(each => each.path), inner?.entries.map(each => [each.path, isZip(each) && each.entries.some(file => file.path.startsWith('Connector/')), isZip(each) && each.entries.some(file => file.path.startsWith('Workflows/'))])], [
      ['intro.md', 'customProperties.json', 'package.zip'],
      [['PkgAssets/CustomerInsightsAutomation.zip', true, false], ['PkgAssets/CustomerInsightsAutomationFlows.zip', true, true]],
    ]);
  });

  it('are read by Python in the same order with the same content', async function () {
    this.timeout(60_000);
    if (spawnSync('python3', ['--version']).status !== 0) { console.log('      skipped: there is no python3 here'); this.skip(); }
    const program = 'import sys, zipfile, hashlib, json\ndef read(name):\n  z = zipfile.ZipFile(name)\n  assert z.testzip() is None\n  return [[i.filename, hashlib.sha256(z.read(i)).hexdigest(), list(i.date_time)] for i in z.infolist()]\nprint(json.dumps([read(name) for name in sys.argv[1:]]))';
    const directory = mkdtempSync(join(tmpdir(), 'konektor-zips-'));
    try {
      const zips = ours.flatMap(each => each.contents).filter(isZip);
      const expected: unknown[] = [];
      for (const [position, zip] of zips.entries()) {
        const pieces: Uint8Array[] = [];
        await writePacked(zip, piece => { pieces.push(piece); });
        writeFileSync(join(directory, String(position)), Buffer.concat(pieces));
        expected.push(await Promise.all(zip.entries.map(async entry => [entry.path, (await writePacked(entry, () => undefined)).sha256, [1980, 1, 1, 0, 0, 0]])));
      }
      const { stdout, stderr } = spawnSync('python3', ['-c', program, ...zips.map((_, position) => join(directory, String(position)))], { encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.deepEqual(JSON.parse(stdout), expected);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
