/** Emitted schemas mean what the model means: a JSON Schema validator must accept every value that fits, and refuse one that does not. */
import assert from 'node:assert/strict';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { namedRecords } from '../../scripts/generate/named-records';
import { emitSchema } from '../../scripts/generate/schema-emit';
import { dateTime, decimalNumber, freeForm, list, mapOf, optional, record, text, wholeNumber, yesNo, type Schema } from '../../scripts/model';

/** A schema, a way to make values that fit it, and one value that does not. */
interface Sample { readonly schema: Schema; readonly fitting: fc.Arbitrary<unknown>; readonly wrong: unknown }
const constant = (schema: Schema, fitting: fc.Arbitrary<unknown>, wrong: unknown): fc.Arbitrary<Sample> => fc.constant({ schema, fitting, wrong });

const scalars = fc.oneof(
  constant(text(), fc.string(), 1),
  constant(text({ choices: [{ value: 'a', title: 'A' }, { value: 'b', title: 'B' }] }), fc.constantFrom('a', 'b'), 'c'),
  constant(text({ maximumLength: 3 }), fc.string({ maxLength: 3, unit: 'grapheme-ascii' }), 'long'),
  constant(text({ format: 'uuid' }), fc.uuid(), 'no uuid'),
  constant(wholeNumber({ minimum: 0, maximum: 9 }), fc.integer({ min: 0, max: 9 }), 10),
  constant(wholeNumber(), fc.integer(), 0.5),
  constant(decimalNumber(), fc.double({ noNaN: true, noDefaultInfinity: true }), '1'),
  constant(yesNo(), fc.boolean(), 'true'),
  constant(dateTime(), fc.date({ noInvalidDate: true, min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') }).map(date => date.toISOString()), 'yesterday'),
  constant(freeForm(), fc.dictionary(fc.string(), fc.integer()), []),
);
// A wrong value inside a list, map or record makes the whole wrong; so does a missing property.
const { sample } = fc.letrec<{ sample: Sample }>(tie => ({
  sample: fc.oneof({ maxDepth: 3 }, scalars,
    tie('sample').map(({ schema, fitting, wrong }) => ({ schema: list(schema), fitting: fc.array(fitting, { maxLength: 3 }), wrong: [wrong] })),
    tie('sample').map(({ schema, fitting, wrong }) => ({ schema: mapOf(schema), fitting: fc.dictionary(fc.string().filter(name => name !== '__proto__'), fitting, { maxKeys: 3 }), wrong: { any: wrong } })),
    fc.tuple(tie('sample'), tie('sample'), fc.constantFrom(undefined, 'Named')).map(([must, may, name]) => {
      const properties = { must: must.schema, may: optional(may.schema) };
      return { schema: name ? record(name, properties) : record(properties), fitting: fc.record({ must: must.fitting, may: may.fitting }, { requiredKeys: ['must'] }), wrong: {} };
    })),
}));

describe('emitSchema', () => {
  it('accepts what fits and refuses what does not, for any schema', () => {
    let compared = 0;
    fc.assert(fc.property(sample.chain(({ schema, fitting, wrong }) => fitting.map(value => ({ schema, value, wrong }))), ({ schema, value, wrong }) => {
      const named = namedRecords();
      const emitted = emitSchema(schema, { host: { parameters: {} }, named });
      if (named.conflicts().length > 0) return; // two random records with one name: the rule about names is tested elsewhere
      const ajv = new Ajv({ strict: false });
      addFormats(ajv as never, ['uuid', 'date-time', 'int64', 'double']); // the plug-in's type wants the newer class, of which it uses the common part
      // Beside $ref draft 4 ignores the rest, so the root stands inside allOf.
      const fits = ajv.compile({ allOf: [emitted], definitions: named.definitions() });
      const plain = JSON.parse(JSON.stringify(value)) as unknown; // fast-check makes objects without prototype
      assert.ok(fits(plain), JSON.stringify({ emitted, plain, errors: fits.errors }));
      assert.equal(fits(wrong), false, JSON.stringify({ emitted, wrong }));
      compared += 1;
    }), { seed: 20240611, numRuns: 150 });
    assert.ok(compared > 120, `only ${compared} schemas were compared`);
  });
});
