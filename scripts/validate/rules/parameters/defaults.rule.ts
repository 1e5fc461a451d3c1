import { inBody, inParameter } from '../../examples/example';
import { isArray, member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';
import { fitsType, inType } from './value-types';

export const defaultType = rule<{ value: JsonValue; type: string }>({
  code: 'default-type',
  title: 'A default value is of the declared type',
  severity: always('warning'),
  microsoft: ['DefaultValueMustMatchType'],
  source: 'Swagger validator rules',
  evidence: { certified: 95.4, recent: 96.4, independent: 95.8, applicable: 414 },
  why: 'The designer puts the default into the request as it is written. A service that expects true or 5 may refuse "true" or "5".',
  says: ({ value, type }) => ({
    what: `The default ${quoted(value)} is not of the type ${brief(type)}.`,
    todo: inType(value, type) === undefined ? 'Write a value of that type, or change the type.' : `Write ${quoted(inType(value, type) ?? value)}, or change the type.`,
  }),
  fix: {
    safe: false,
    title: 'Write the default in the declared type.',
    edits: ({ value, type }, at) => {
      const fitting = inType(value, type);
      return fitting !== undefined && 'pointer' in at ? [{ at, set: fitting }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ type: 'integer', default: 5 }), inParameter({ type: 'number', default: 5 }), inBody({ type: 'object', default: {} })],
    bad: [
      { example: inParameter({ type: 'boolean', default: 'true' }), at: ['/default'], fixed: inParameter({ type: 'boolean', default: true }) },
      { example: inParameter({ type: 'integer', default: 'five' }), at: ['/default'] },
      { example: inBody({ type: 'object', properties: { size: { type: 'string', default: 5 } } }), at: ['/properties/size/default'], fixed: inBody({ type: 'object', properties: { size: { type: 'string', default: '5' } } }) },
    ],
  }),
  check: ({ report }) => atKeys({
    default(value, object, role, spot) {
      if (!takesValues(role)) return;
      const type = object['type'];
      if (typeof type === 'string' && !fitsType(value, type)) report(spot.at('default'), { value, type });
    },
  }),
});

export const enumDefault = rule<{ value: JsonValue }>({
  code: 'enum-default',
  title: 'A default value is one of the values of the enum',
  severity: always('warning'),
  source: 'seen in published connectors',
  evidence: { certified: 98.4, recent: 98.2, independent: 100, applicable: 188 },
  why: 'The designer offers the values of the enum only; a default that is none of them shows up as a custom value that the service may refuse.',
  says: ({ value }) => ({
    what: `The default ${quoted(value)} is not one of the values of the enum.`,
    todo: 'Correct the default, or add it to the enum.',
  }),
  examples: () => ({
    good: [inParameter({ enum: ['cat', 'dog'], default: 'cat' })],
    bad: [{ example: inParameter({ enum: ['cat', 'dog'], default: 'Cat' }), at: ['/default'] }],
  }),
  check: ({ report }) => atKeys({
    default(value, object, role, spot) {
      if (typeof value === 'object' || !takesValues(role)) return;
      const list = member(object, 'enum');
      // A default of the wrong type is told by default-type.
      if (isArray(list) && list.length > 0 && fitsType(value, object['type']) && !list.includes(value)) report(spot.at('default'), { value });
    },
  }),
});
