/** Documents with random damage: of their values, and of their texts. */
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../scripts/validate/catalogue';
import type { JsonValue } from '../../scripts/validate/json';

const root = path.resolve(__dirname, '../..');
const corpus = path.resolve(root, '../shared/corpus');
/** Larger documents say nothing that smaller ones don't, and take the time of hundreds of them. */
const LARGEST = 60_000;

/** Texts to begin with: our own artifacts, the examples of all rules and, where it lies beside the project, the corpus. */
export function seeds(): { readonly definitions: readonly string[]; readonly properties: readonly string[] } {
  const own = (name: string): string => readFileSync(path.join(root, 'connector', 'generated', name), 'utf8');
  const examples = catalogue.flatMap(rule => { const { good, bad } = rule.examples(); return [...good, ...bad.map(each => each.example)]; });
  const texts = (part: 'definition' | 'properties'): string[] => examples.flatMap(({ subject }) => subject[part]?.text ?? []);
  const definitions = [...new Set(texts('definition'))];
  const properties = [own('apiProperties.json'), ...new Set(texts('properties'))];
  if (existsSync(corpus)) {
    for (const kind of readdirSync(corpus)) {
      for (const connector of readdirSync(path.join(corpus, kind))) {
        for (const [name, list] of [['apiDefinition.swagger.json', definitions], ['apiProperties.json', properties]] as const) {
          const file = path.join(corpus, kind, connector, name);
          if (existsSync(file) && statSync(file).size <= LARGEST) list.push(readFileSync(file, 'utf8'));
        }
      }
    }
  }
  return { definitions, properties };
}

/** Values that stand where others are expected. */
const strange: readonly JsonValue[] = [
  null, true, false, 0, -1, 1e308, '', ' ', 'x', '__proto__', 'constructor', '$ref', '#/definitions/', '#/definitions/__proto__', '#', '{}', '\u0000', '\uD800', 'a'.repeat(5000), '/'.repeat(500), '{'.repeat(500),
  '@connectionParameters(\'', '(((((((((((((((((((((a+)+)+)+)+$', [], {}, [[]], [null], { $ref: '#/definitions/A' }, { type: 'object', properties: { a: { $ref: '#' } } },
  { 'x-ms-dynamic-values': { operationId: 1, parameters: [] } }, { 'x-ms-dynamic-list': { operationId: 'ListItems', parameters: { a: { parameterReference: 'b/c/d' } }, itemValuePath: '///' } },
  nested(400),
];

function nested(depth: number): JsonValue {
  let value: JsonValue = { type: 'string' };
  for (let level = 0; level < depth; level += 1) value = { type: 'object', properties: { a: value } };
  return value;
}

type Place = { readonly holder: Record<string, JsonValue> | JsonValue[]; readonly key: string | number };

/** Every place of a value, breadth first. */
function places(value: JsonValue): readonly Place[] {
  const found: Place[] = [];
  const waiting: JsonValue[] = [value];
  for (let next = 0; next < waiting.length; next += 1) {
    const holder = waiting[next];
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      const open = holder as Record<string, JsonValue> | JsonValue[]; // a fresh copy that only this module has
      found.push({ holder: open, key });
      waiting.push((open as Record<string | number, JsonValue>)[key]!); // the key was just read from it
    }
  }
  return found;
}

/** One change of a value: `pick` says where, `how` what, `with` by which strange value. */
export interface ValueMutation { readonly pick: number; readonly how: number; readonly by: number }

/** A copy with the changes made one after the other. */
export function mutated(value: JsonValue, mutations: readonly ValueMutation[]): JsonValue {
  let copy = structuredClone(value) as JsonValue; // JSON values clone to JSON values
  for (const { pick, how, by } of mutations) {
    const all = places(copy);
    const place = all[pick % Math.max(all.length, 1)];
    const other = strange[by % strange.length]!;
    if (!place) { copy = other; continue; }
    const holder = place.holder as Record<string | number, JsonValue>; // indexed by the key that was read from it
    const { key } = place;
    if (how === 0) holder[key] = structuredClone(other) as JsonValue;
    else if (how === 1 && Array.isArray(place.holder)) place.holder.splice(Number(key), 1);
    else if (how === 1) delete holder[key];
    else if (how === 2 && Array.isArray(place.holder)) place.holder.push(structuredClone(holder[key]!) as JsonValue);
    else if (how === 2) { holder[`${String(key)}2`] = structuredClone(holder[key]!) as JsonValue; }
    else if (how === 3) holder[key] = [holder[key]!];
    else if (how === 4) holder[key] = { [String(by)]: holder[key]! };
    else { // two places change their values
      const second = all[by % all.length]!;
      const theirs = second.holder as Record<string | number, JsonValue>; // as above
      [holder[key], theirs[second.key]] = [structuredClone(theirs[second.key]!) as JsonValue, structuredClone(holder[key]!) as JsonValue];
    }
  }
  return copy;
}

/** One change of a text. */
export interface TextMutation { readonly at: number; readonly remove: number; readonly insert: string }

export const mutatedText = (text: string, mutations: readonly TextMutation[]): string =>
  mutations.reduce((whole, { at, remove, insert }) => { const offset = at % (whole.length + 1); return whole.slice(0, offset) + insert + whole.slice(offset + remove); }, text);

export const valueMutations = fc.array(fc.record({ pick: fc.nat(100_000), how: fc.nat(5), by: fc.nat(1000) }), { minLength: 1, maxLength: 6 });
export const textMutations = fc.array(fc.record({
  at: fc.nat(100_000), remove: fc.nat(30),
  insert: fc.oneof(fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\u0000', '\uFEFF', '\uD83D', '//', '/*', '\'', '{"a":1}', '\t', '\r\n', '1e999', '-'), fc.string({ maxLength: 5 })),
}), { maxLength: 5 });
