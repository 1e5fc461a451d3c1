import { inBody, inParameter } from '../../examples/example';
import { isArray, isObject, member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';
import { fitsType, inType } from './value-types';

const EXTENSION = 'x-ms-enum-values';

type EnumMistake = { readonly key: 'enum' | typeof EXTENSION } & ({ readonly kind: 'empty' } | { readonly kind: 'twice'; readonly value: JsonValue });

/** What tells simple values apart: 1 and "1" are two. Objects and lists do not occur in enums and are not compared. */
const isSimple = (value: JsonValue | undefined): value is string | number | boolean | null => value !== undefined && (value === null || typeof value !== 'object');

/** Positions at which a value stands that stood before; the last comes first, so that deleting one leaves the places of the others. */
function repeated(values: readonly (JsonValue | undefined)[]): readonly number[] {
  if (new Set(values).size === values.length) return [];
  const seen = new Set<JsonValue>();
  const positions = values.flatMap((value, position) => {
    if (!isSimple(value)) return [];
    if (seen.has(value)) return [position];
    seen.add(value);
    return [];
  });
  return positions.reverse();
}

export const enumNonempty = rule<EnumMistake>({
  code: 'enum-nonempty',
  title: 'An enum has values, each of them once',
  severity: always('error'),
  microsoft: ['EnumMustContainAtLeastOneElement', 'ArrayDuplicateValue', 'DuplicateEnumValuesInExtension'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 362 },
  why: 'The designer makes a list of choices from it. An empty list, or one with a choice twice, makes the import fail.',
  says: data => (data.kind === 'empty'
    ? { what: `The ${data.key} has no values.`, todo: 'List the values, or delete the key if any value will do.' }
    : { what: `The ${data.key} has the value ${quoted(data.value)} more than once.`, todo: 'Delete the repetition.' }),
  fix: { safe: true, title: 'Delete the repetition.', edits: (data, at) => (data.kind === 'twice' && 'pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [inParameter({ enum: ['cat'] }), inParameter({ enum: ['cat', 'Cat'] }), inBody({ enum: [1, '1'] })],
    bad: [
      { example: inParameter({ enum: [] }), at: ['/enum'] },
      { example: inParameter({ enum: ['cat', 'dog', 'cat', 'cat'] }), at: ['/enum/2', '/enum/3'], fixed: inParameter({ enum: ['cat', 'dog'] }) },
      {
        example: inParameter({ 'x-ms-enum-values': [{ value: 1, displayName: 'Cat' }, { value: 1, displayName: 'Dog' }] }), at: ['/x-ms-enum-values/1'],
        fixed: inParameter({ 'x-ms-enum-values': [{ value: 1, displayName: 'Cat' }] }),
      },
    ],
  }),
  check: ({ report }) => atKeys({
    enum(list, _, role, spot) {
      if (!isArray(list) || !takesValues(role)) return;
      if (list.length === 0) report(spot.at('enum'), { key: 'enum', kind: 'empty' });
      else for (const position of repeated(list)) report(spot.at('enum', position), { key: 'enum', kind: 'twice', value: list[position] ?? null });
    },
    [EXTENSION](named, _, role, spot) {
      if (!isArray(named) || !takesValues(role)) return;
      if (named.length === 0) report(spot.at(EXTENSION), { key: EXTENSION, kind: 'empty' });
      const values = named.map(each => (isObject(each) ? member(each, 'value') : undefined));
      for (const position of repeated(values)) report(spot.at(EXTENSION, position), { key: EXTENSION, kind: 'twice', value: values[position] ?? null });
    },
  }),
});

export const enumType = rule<{ value: JsonValue; type: string }>({
  code: 'enum-type',
  title: 'The values of an enum are of the declared type',
  severity: always('warning'),
  microsoft: ['InvalidEnumValue'],
  source: 'Swagger validator rules',
  evidence: { certified: 95.8, recent: 97.1, independent: 98.1, applicable: 361 },
  why: 'The chosen value goes into the request as it is written. A service that expects true or 5 may refuse "true" or "5".',
  says: ({ value, type }) => ({
    what: `The value ${quoted(value)} of the enum is not of the type ${brief(type)}.`,
    todo: 'Write the values in the declared type, or declare the type that they have.',
  }),
  fix: {
    safe: false,
    title: 'Write the value in the declared type.',
    edits: ({ value, type }, at) => {
      const fitting = inType(value, type);
      return fitting !== undefined && 'pointer' in at ? [{ at, set: fitting }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ type: 'integer', enum: [1, 2] }), inBody({ type: 'string', enum: ['a', null] })],
    bad: [
      { example: inParameter({ type: 'boolean', enum: ['true', 'false'] }), at: ['/enum/0', '/enum/1'], fixed: inParameter({ type: 'boolean', enum: [true, false] }) },
      { example: inBody({ type: 'array', enum: ['cat'], items: { type: 'string' } }), at: ['/enum/0'] },
    ],
  }),
  check: ({ report }) => atKeys({
    enum(list, object, role, spot) {
      if (!isArray(list) || !takesValues(role)) return;
      const type = object['type'];
      if (typeof type !== 'string') return;
      for (let position = 0; position < list.length; position += 1) {
        const value = list[position];
        if (value !== undefined && !fitsType(value, type)) report(spot.at('enum', position), { value, type });
      }
    },
  }),
});

type ExtensionMistake = { readonly kind: 'no list' | 'no object' | 'no name' } | { readonly kind: 'no value' } | { readonly kind: 'unknown'; readonly value: JsonValue };

export const enumValuesExtension = rule<ExtensionMistake>({
  code: 'enum-values-extension',
  title: 'x-ms-enum-values names values of the enum',
  severity: always('error'),
  microsoft: ['InvalidEnumValuesExtensionValue', 'MissingEnumValuesDisplayName'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 33 },
  why: 'The extension gives each value of the enum the name that makers choose it by; an entry that fits no value makes the import fail.',
  page: 'The form is `[{ "value": 1, "displayName": "Cat" }, …]`; each `value` is also in `enum`.',
  says: data => {
    switch (data.kind) {
      case 'no list': return { what: 'The key x-ms-enum-values holds no list.', todo: 'Write [{ "value": …, "displayName": "…" }], one entry for each value.' };
      case 'no object': return { what: 'The entry of x-ms-enum-values is not an object.', todo: 'Write { "value": …, "displayName": "…" }.' };
      case 'no value': return { what: 'The entry of x-ms-enum-values has no value.', todo: 'Add the "value" of the enum that it names.' };
      case 'no name': return { what: 'The entry of x-ms-enum-values has no displayName.', todo: 'Add the "displayName" that makers read.' };
      case 'unknown': return { what: `The value ${quoted(data.value)} of x-ms-enum-values is not in the enum.`, todo: 'Write it exactly as in the enum, or add it there.' };
    }
  },
  examples: () => ({
    good: [inParameter({ type: 'integer', enum: [1, 2], 'x-ms-enum-values': [{ value: 1, displayName: 'Cat' }, { value: 2, displayName: 'Dog' }] })],
    bad: [
      { example: inParameter({ enum: ['1'], 'x-ms-enum-values': { 1: 'Cat' } }), at: ['/x-ms-enum-values'] },
      { example: inParameter({ enum: ['1'], 'x-ms-enum-values': ['Cat', { displayName: 'Cat' }, { value: '1' }, { value: '2', displayName: 'Dog' }] }), at: ['/x-ms-enum-values/0', '/x-ms-enum-values/1', '/x-ms-enum-values/2', '/x-ms-enum-values/3/value'] },
    ],
  }),
  check: ({ report }) => atKeys({
    [EXTENSION](named, object, role, spot) {
      if (!takesValues(role)) return;
      const above = spot.at(EXTENSION);
      if (!isArray(named)) { report(above, { kind: 'no list' }); return; }
      const list = object['enum'];
      const known = isArray(list) ? new Set(list) : undefined;
      for (const [position, entry] of named.entries()) {
        if (!isObject(entry)) { report(above.at(position), { kind: 'no object' }); continue; }
        const value = member(entry, 'value');
        const name = member(entry, 'displayName');
        if (value === undefined) report(above.at(position), { kind: 'no value' });
        else if (known && isSimple(value) && !known.has(value)) report(above.at(position, 'value'), { kind: 'unknown', value });
        if (typeof name !== 'string' || name === '') { if (value !== undefined) report(above.at(position), { kind: 'no name' }); }
      }
    },
  }),
});
