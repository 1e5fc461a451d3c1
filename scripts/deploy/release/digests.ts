/** Digests that say whether two contents are the same, however each side writes them. */
import { isRecord } from '../json-record';
import { sha256 } from '../../package/packed';
import { connectorParts, type ConnectorPart, type PartContents, type PartDigests } from './release';

export type { PartContents };

/** Digests of the parts that are there. JSON that can't be read is compared as a text. */
export function partDigests(contents: PartContents): PartDigests {
  return Object.fromEntries(connectorParts.flatMap(part => {
    const form = formOf(part, contents);
    return form === undefined ? [] : [[part, sha256(form)]];
  }));
}

function formOf(part: ConnectorPart, contents: PartContents): string | Uint8Array | undefined {
  if (part === 'icon') return contents.icon === undefined || contents.icon.length === 0 ? undefined : contents.icon;
  const text = contents[part];
  if (text === undefined || text.trim() === '') return undefined;
  if (part === 'script') return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').trimEnd();
  if (part === 'brandColor') return text.trim().toLowerCase();
  const value = jsonOf(text);
  if (value === undefined) return text;
  // The order of operations that run the script says nothing.
  const known = part === 'scriptOperations' && Array.isArray(value) ? [...value].sort() : part === 'connectionParameters' || part === 'connectionParameterSets' ? withoutSecrets(value) : value;
  return isNothing(known) ? undefined : sortedJson(known);
}

/** Digest of a flow's document, as JSON or its text: its definition and which references it has. What an environment adds beside them does not count. */
export function flowDigest(document: unknown): string {
  const value = typeof document === 'string' ? jsonOf(document) ?? document : document;
  const properties = memberOf(value, 'properties') ?? value;
  const references = memberOf(properties, 'connectionReferences');
  const known = { definition: memberOf(properties, 'definition'), references: isRecord(references) ? Object.fromEntries(Object.entries(references).map(([key, each]) => [key, memberOf(memberOf(each, 'connection'), 'connectionReferenceLogicalName')])) : undefined };
  return sha256(sortedJson(known.definition === undefined ? value : known));
}

/** A target never gives a secret back, and what stands in its place says nothing. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, each]) => !(name === 'clientSecret' && typeof each !== 'object')).map(([name, each]) => [name, withoutSecrets(each)]));
}

/** JSON with the names of every object in order; values that are undefined are left out. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(each => sortedJson(each ?? null)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return `{${Object.keys(value).sort().filter(name => value[name] !== undefined).map(name => `${JSON.stringify(name)}:${sortedJson(value[name])}`).join(',')}}`;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);
function jsonOf(text: string): unknown {
  try { return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown; } catch { return undefined; }
}
