/** The two ways to a validator: compiled by ajv in a clone, precompiled in a package. They must say the same. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { compileSchema } from '../../scripts/schema-validators/compile-schema';
import { precompiledSource } from '../../scripts/schema-validators/precompile';
import { usualAnswers } from '../package/probe/usual-answers';
import { precompiledModule, schemaNames, type SchemaName } from '../../scripts/schema-validators/schema-names';
import { schemaValidator } from '../../scripts/schema-validators/schema-validator';
import { artifactTexts } from '../../scripts/generate/artifacts';
import * as connectors from './connectors';

/** Runs the text of a precompiled module as Node would, and notes what it loads. */
function loaded(name: SchemaName): { readonly validate: ValidateFunction; readonly loads: readonly string[] } {
  const loads: string[] = [];
  const module: { exports: unknown } = { exports: undefined };
  const noting = (id: string): unknown => { loads.push(id); return require(id) as unknown; };
  new Function('module', 'exports', 'require', precompiledSource(name))(module, module.exports, noting);
  return { validate: module.exports as ValidateFunction, loads }; // what ajv's standalone code exports
}

const texts = artifactTexts(connectors.all['polling']!, connectors.publisher, undefined); // a key of the list
const good: Readonly<Record<SchemaName, unknown>> = {
  konektor: { publisher: connectors.publisher, environments: { test: { id: 'Default-1', url: 'https://test.crm.dynamics.com' } } },
  settings: JSON.parse(texts['settings.json']),
  apiProperties: JSON.parse(texts['apiProperties.json']),
  apiDefinition: JSON.parse(texts['apiDefinition.swagger.json']),
  'probe-answers': usualAnswers,
};

/** Every path of a document, with the root. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  return [path, ...below.flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

/** A copy with something else at a path. */
function spoilt(value: unknown, [key, ...rest]: readonly (string | number)[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...value as object }) as Record<string | number, unknown>; // the path leads through it
  copy[key] = spoilt(copy[key], rest, replacement);
  return copy;
}

describe('schema validators', () => {
  for (const name of schemaNames) {
    it(`precompiled and compiled now report the same of ${name}`, () => {
      const now = compileSchema(name).validate;
      const { validate } = loaded(name);
      const errorsOf = (check: ValidateFunction, value: unknown): unknown => (check(value) ? [] : check.errors);
      assert.deepEqual([errorsOf(now, good[name]), errorsOf(validate, good[name])], [[], []]);
      let refused = 0;
      const replacement = fc.oneof(fc.constantFrom('', 'x', 0, 2.5, true, null, [], {}, 'http://x', 'nobody'), fc.dictionary(fc.string(), fc.integer(), { maxKeys: 2 }));
      fc.assert(fc.property(fc.constantFrom(...pathsOf(good[name])), replacement, (at, value) => {
        const document = spoilt(good[name], at, value);
        const expected = errorsOf(now, document);
        if (Array.isArray(expected) && expected.length > 0) refused += 1;
        assert.deepEqual(errorsOf(validate, document), expected);
      }), { seed: 8, numRuns: 300 });
      assert.ok(refused > 50, `only ${refused} of 300 were refused`);
    });

    it(`the module of ${name} loads no compiler, and is the same each time`, () => {
      assert.deepEqual(loaded(name).loads.filter(id => !/^ajv\/dist\/runtime\/(ucs2length|equal|uri)$|^ajv-formats\/dist\/formats$/.test(id)), []);
      assert.equal(precompiledSource(name), precompiledSource(name));
    });

    it(`the door of ${name} reports what ajv reports`, () => {
      const { validate } = compileSchema(name);
      assert.equal(validate([]), false);
      assert.deepEqual(schemaValidator(name)([]), validate.errors);
      assert.deepEqual(schemaValidator(name)(good[name]), []);
      assert.equal(schemaValidator(name), schemaValidator(name));
    });
  }

  it('are compiled where sources run, so that a schema that was just edited counts', () => {
    assert.deepEqual(schemaNames.filter(name => existsSync(precompiledModule(name))), []);
    const { scripts } = JSON.parse(readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }; // our own manifest
    assert.match(scripts['compile'] ?? '', /precompile\.js$/);
  });
});
