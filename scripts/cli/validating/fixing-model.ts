/** Fixes of models: texts that the author wrote inside builder calls. */
import { dirname, sep } from 'node:path';
import { editedSource, sourceEdit, type SourceEdit } from '../../diagnostics/source/source-edit';
import { sourceTextsOnDisk, type SourceTexts } from '../../diagnostics/source/source-texts';
import { isArray, isObject, member, type JsonValue } from '../../validate/json';
import type { Edit, Finding } from '../../validate/rule';
import type { Subject } from '../../validate/subject';
import type { ModelPlaces } from '../../validate/wording';
import type { FileSystem } from '../ports';
import type { CollectedSubject } from './collected';
import { editsOf, MOST_ROUNDS, type ChangedText, type Fixed } from './fixing-edits';
import { writeInPlace } from './write-in-place';

type Reload = () => Promise<CollectedSubject>;

/** As `fixSubject`: writes the author's files, loads the model anew, and takes a round back that did not make it better. */
export async function fixedModel(collected: CollectedSubject, findingsOf: (subject: Subject) => readonly Finding[], reload: Reload, { unsafe, files }: { readonly unsafe: boolean; readonly files: FileSystem }): Promise<Fixed> {
  let current = collected;
  let findings = findingsOf(current.subject);
  let fixed = 0;
  const original = new Map<string, string>();
  for (let round = 0; round < MOST_ROUNDS && current.places; round += 1) {
    const edits = sourceEdits(findings, current.subject, current.places, unsafe);
    if (edits.length === 0) break;
    const written = writeEdits(edits, files);
    forgetModules(dirname(current.subject.name));
    const next = await reload();
    const left = next.subject.definition ? findingsOf(next.subject) : undefined;
    if (!left || left.length >= findings.length || next.diagnostics.some(each => each.severity === 'error')) {
      for (const { file, before } of written) if (before !== undefined) writeInPlace(file, before, files);
      forgetModules(dirname(current.subject.name));
      current = await reload();
      break;
    }
    for (const { file, before } of written) if (before !== undefined && !original.has(file)) original.set(file, before);
    fixed += findings.length - left.length;
    current = next;
    findings = left;
  }
  const changed = [...original].map(([file, before]): ChangedText => ({ file, before, after: files.read(file) ?? '' }));
  return { collected: current, changed, fixed, byHand: findings };
}

/** The edits of all findings that can be mended in the source, without those that would overlap. */
function sourceEdits(findings: readonly Finding[], subject: Subject, places: ModelPlaces, unsafe: boolean): readonly SourceEdit[] {
  const texts = sourceTextsOnDisk();
  const chosen: SourceEdit[] = [];
  for (const finding of findings) {
    const edits = editsOf(finding, subject, unsafe)?.map(edit => inSource(edit, subject, places, texts));
    if (!edits?.every(edit => edit !== undefined)) continue;
    const isNew = edits.filter(edit => !chosen.some(other => same(edit, other)));
    if (!isNew.some(edit => chosen.some(other => edit.file === other.file && edit.from <= other.to && other.from <= edit.to))) chosen.push(...isNew);
  }
  return chosen;
}

const same = (one: SourceEdit, other: SourceEdit): boolean => one.file === other.file && one.from === other.from && one.to === other.to && one.text === other.text;

/** Only texts are changed: what else a value is made of can't be told from the source with certainty. */
function inSource(edit: Edit, subject: Subject, places: ModelPlaces, texts: SourceTexts): SourceEdit | undefined {
  if (!('set' in edit) || typeof edit.set !== 'string') return undefined;
  const where = places(edit.at.part, edit.at.pointer());
  const document = edit.at.part === 'definition' || edit.at.part === 'properties' ? subject[edit.at.part] : undefined;
  const current = edit.at.path().reduce<JsonValue | undefined>((value, key) => (isArray(value) ? value[Number(key)] : isObject(value) ? member(value, String(key)) : undefined), document?.value);
  return where && (current === undefined || typeof current === 'string') ? sourceEdit(where, current, edit.set, texts) : undefined;
}

function writeEdits(edits: readonly SourceEdit[], files: FileSystem): readonly ChangedText[] {
  return [...new Set(edits.map(edit => edit.file))].map(file => {
    const before = files.read(file);
    const after = editedSource(before ?? '', edits.filter(edit => edit.file === file));
    writeInPlace(file, after, files);
    return { file, before, after };
  });
}

/** The author's modules are loaded again at the next require; the toolchain's and those of packages stay. */
function forgetModules(folder: string): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder + sep) && !file.includes(`${sep}node_modules${sep}`)) delete require.cache[file];
  }
}
