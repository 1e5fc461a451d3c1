/** Subjects from files: a connector folder, or one file alone. */
import { basename } from 'node:path';
import { isObject } from '../../validate/json';
import { readDocument } from '../../validate/reading/read-document';
import type { ScriptAnalysis, Subject, SubjectDocument, SubjectText } from '../../validate/subject';
import type { FileSystem } from '../ports';
import { connectorIn } from './connector-files';

/** How custom code is looked at; the reason when it can't be. */
export type AnalyseScript = (text: string, options: { readonly generated: boolean }) => Promise<ScriptAnalysis | { readonly notRun: string }>;

/** Everything in a connector folder. */
export async function folderSubject(folder: string, files: FileSystem, analyse: AnalyseScript): Promise<Subject> {
  const found = connectorIn(folder, files) ?? { scripts: [] };
  const document = (file: string | undefined): SubjectDocument | undefined => (file === undefined ? undefined : documentAt(file, files));
  const text = (file: string | undefined): SubjectText | undefined => (file === undefined ? undefined : textAt(file, files));
  const scripts = await Promise.all(found.scripts.flatMap(file => textAt(file, files) ?? [])
    .map(async script => ({ ...script, generated: false, analysis: await analyse(script.text, { generated: false }) })));
  const icon = found.icon === undefined ? undefined : files.readBytes(found.icon);
  // Who keeps the two documents alone keeps the rest elsewhere, as Microsoft's repository does with icons.
  const whole = scripts.length > 0 || [found.settings, found.icon, found.readme, found.intro].some(file => file !== undefined);
  return {
    name: folder, whole, folder: true, scripts,
    ...given('definition', document(found.definition)), ...given('properties', document(found.properties)), ...given('settings', document(found.settings)),
    ...given('readme', text(found.readme)), ...given('intro', text(found.intro)),
    ...(icon && found.icon !== undefined ? { icon: { file: found.icon, bytes: icon } } : {}),
  };
}

/** One file by itself; what it is shows in its name or, failing that, in its keys. */
export function singleSubject(file: string, files: FileSystem): Subject {
  const document = documentAt(file, files);
  return { name: file, whole: false, scripts: [], ...given(partOf(file, document), document) };
}

function partOf(file: string, document: SubjectDocument | undefined): 'definition' | 'properties' | 'settings' {
  if (/^apiproperties\./i.test(basename(file))) return 'properties';
  if (/^settings\.json$/i.test(basename(file))) return 'settings';
  const value = document?.value;
  const looksLikeProperties = isObject(value) && isObject(value['properties']) && !('swagger' in value) && !('openapi' in value) && !('paths' in value);
  return looksLikeProperties ? 'properties' : 'definition';
}

function documentAt(file: string, files: FileSystem): SubjectDocument | undefined {
  const bytes = files.readBytes(file);
  return bytes && readDocument(file, bytes);
}

function textAt(file: string, files: FileSystem): SubjectText | undefined {
  const bytes = files.readBytes(file);
  return bytes && { file, text: Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, ''), bytes: bytes.byteLength };
}

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [k in K]?: V } => (value === undefined ? {} : { [key]: value } as { readonly [k in K]: V }); // one key with its value
