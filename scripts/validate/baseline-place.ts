/** Where a finding is, in words that stay the same when lines move, lists are sorted and neighbours get other names. */
import { basename } from 'node:path';
import { escapedPointerKey } from '../diagnostics/json/json-pointer';
import { isArray, isObject, member, textAt, type JsonValue } from './json';
import type { Finding, TextPlace } from './rule';
import { Spot } from './spot';
import type { Part, Subject } from './subject';

/** The place as a text such as `definition /ListItems/parameters/query kind/description`. */
export function stablePlace({ at }: Finding, subject: Subject): string {
  if (at instanceof Spot) return `${at.part} ${placeInDocument(at, documentValue(subject, at.part)).map(key => `/${escapedPointerKey(key)}`).join('')}`.trimEnd();
  const file = at.part === 'script' ? `script ${basename(at.file)}` : at.part;
  if ('whole' in at) return file;
  const words = wordsAt(at, subject);
  return words === '' ? file : `${file} ${words}`;
}

function documentValue(subject: Subject, part: Part): JsonValue | undefined {
  return part === 'definition' || part === 'properties' || part === 'settings' ? subject[part]?.value : undefined;
}

/** The keys from the root on. An operation stands under its id instead of path and method, an item of a list under its name instead of its position. */
function placeInDocument(spot: Spot, root: JsonValue | undefined): readonly string[] {
  const place: string[] = [];
  let value = root;
  for (const key of spot.path()) {
    place.push(isArray(value) ? itemName(value, Number(key)) : String(key));
    value = isArray(value) ? value[Number(key)] : isObject(value) ? member(value, String(key)) : undefined;
    const operationId = spot.part === 'definition' && place.length === 3 && place[0] === 'paths' && isObject(value) ? textAt(value, 'operationId') : undefined;
    if (operationId !== undefined && operationId !== '') place.splice(0, 3, operationId);
  }
  return place;
}

/** What an item of a list is known by; its position where it has nothing of its own. */
function itemName(list: readonly JsonValue[], position: number): string {
  const item = list[position];
  if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return String(item);
  if (!isObject(item)) return String(position);
  const name = ['name', '$ref', 'templateId', 'propertyName', 'value', 'text', 'title'].map(key => member(item, key)).find(value => typeof value === 'string' && value !== '');
  if (name === undefined) return String(position);
  const within = textAt(item, 'in') ?? (textAt(item, 'templateId') === name ? textAt(item, 'title') : undefined);
  return within === undefined ? String(name) : `${within} ${String(name)}`;
}

/** The text of the line, or of the stretch, that a place names. */
function wordsAt(at: Exclude<TextPlace, { readonly whole: true }>, subject: Subject): string {
  const text = textOf(at, subject);
  if (text === undefined) return '';
  const words = 'line' in at ? text.split('\n', at.line)[at.line - 1] ?? '' : text.slice(at.offset, at.offset + at.length);
  return words.replace(/\s+/g, ' ').trim().slice(0, 80);
}

function textOf({ part, file }: TextPlace, subject: Subject): string | undefined {
  if (part === 'script') return subject.scripts.find(script => script.file === file)?.text;
  if (part === 'icon' || part === 'publisher') return undefined;
  return subject[part]?.text;
}
