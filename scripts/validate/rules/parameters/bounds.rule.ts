import { inBody, inParameter } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys, type KeyVisitor } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';

type BoundMistake =
  | { readonly kind: 'order'; readonly low: string; readonly high: string; readonly lowest: number; readonly highest: number }
  | { readonly kind: 'alone'; readonly key: string; readonly needs: string }
  | { readonly kind: 'negative' | 'not positive'; readonly key: string; readonly value: number };

export const bounds = rule<BoundMistake>({
  code: 'bounds',
  title: 'Bounds leave room for a value',
  severity: always('error'),
  microsoft: [
    'MinimumShouldBeLessThanOrEqualToMaximum', 'MinLengthShouldBeLessThanOrEqualToMaxLength', 'MinItemsShouldBeLessThanOrEqualToMaxItems',
    'ExclusiveMinimumRequiresMinimum', 'ExclusiveMaximumRequiresMaximum', 'MinLengthShouldBeGreaterThanOrEqualToZero', 'MultipleOfMustBeGreaterThanZero',
  ],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 43 },
  why: 'Bounds that contradict each other allow no value at all; the platform refuses them at import.',
  page: 'In Swagger 2.0 `exclusiveMinimum` and `exclusiveMaximum` are true or false and say whether the bound itself is excluded; later JSON Schema drafts have a number there.',
  says: data => {
    switch (data.kind) {
      case 'order': return { what: `"${data.low}" is ${data.lowest}, which is more than the ${data.highest} of "${data.high}".`, todo: 'Swap them, or correct the one that is wrong.' };
      case 'alone': return { what: `"${data.key}" is there without "${data.needs}".`, todo: `Add "${data.needs}", or delete "${data.key}".` };
      case 'negative': return { what: `"${data.key}" is ${data.value}; a count can't be negative.`, todo: 'Write 0 or more, or delete the key.' };
      case 'not positive': return { what: `"${data.key}" is ${data.value}; it has to be greater than 0.`, todo: 'Correct it, or delete the key.' };
    }
  },
  examples: () => ({
    good: [inParameter({ type: 'integer', minimum: 1, maximum: 1 }), inParameter({ minLength: 0, maxLength: 5 }), inBody({ type: 'number', minimum: 0, exclusiveMinimum: true, multipleOf: 0.5 })],
    bad: [
      { example: inParameter({ type: 'integer', minimum: 2, maximum: 1 }), at: ['/minimum'] },
      { example: inBody({ type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 2 }), at: ['/minItems'] },
      { example: inParameter({ type: 'integer', exclusiveMaximum: true }), at: ['/exclusiveMaximum'] },
      { example: inParameter({ minLength: -1 }), at: ['/minLength'] },
      { example: inParameter({ type: 'integer', multipleOf: 0 }), at: ['/multipleOf'] },
    ],
  }),
  check: ({ report }) => {
    const inOrder = (low: string, high: string): KeyVisitor => (lowest, object, role, spot) => {
      const highest = object[high];
      if (typeof lowest === 'number' && typeof highest === 'number' && lowest > highest && takesValues(role)) report(spot.at(low), { kind: 'order', low, high, lowest, highest });
    };
    const notAlone = (key: string, needs: string): KeyVisitor => (value, object, role, spot) => {
      if (value === true && object[needs] === undefined && takesValues(role)) report(spot.at(key), { kind: 'alone', key, needs });
    };
    const notNegative = (key: string): KeyVisitor => (value, _, role, spot) => {
      if (typeof value === 'number' && value < 0 && takesValues(role)) report(spot.at(key), { kind: 'negative', key, value });
    };
    const both = (first: KeyVisitor, second: KeyVisitor): KeyVisitor => (...node) => { first(...node); second(...node); };
    return atKeys({
      minimum: inOrder('minimum', 'maximum'),
      exclusiveMinimum: notAlone('exclusiveMinimum', 'minimum'),
      exclusiveMaximum: notAlone('exclusiveMaximum', 'maximum'),
      minLength: both(inOrder('minLength', 'maxLength'), notNegative('minLength')),
      maxLength: notNegative('maxLength'),
      minItems: both(inOrder('minItems', 'maxItems'), notNegative('minItems')),
      maxItems: notNegative('maxItems'),
      minProperties: both(inOrder('minProperties', 'maxProperties'), notNegative('minProperties')),
      maxProperties: notNegative('maxProperties'),
      multipleOf(value, _, role, spot) {
        if (typeof value === 'number' && value <= 0 && takesValues(role)) report(spot.at('multipleOf'), { kind: 'not positive', key: 'multipleOf', value });
      },
    });
  },
});
