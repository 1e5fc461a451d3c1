/** Whatever bytes an archive has, an inspection answers: a damage is a finding, never an exception. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inspectFile } from '../../../scripts/package/inspect/inspect';
import { treeText } from '../../../scripts/package/inspect/tree-text';
import { certification, certificationZip, solution, stored, zip } from './good-packages';

const archives = [certificationZip(certification()), zip(solution({ connector: true, flows: true })), stored(solution({ connector: true, flows: true })), stored({ 'intro.md': 'Pets', 'package.zip': stored({ 'PkgAssets/Connector.zip': stored(solution({ connector: true, flows: false })) }) })];

const byte = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));

describe('a damaged archive', () => {
  it('with some bytes changed is answered', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...archives), fc.array(byte, { minLength: 1, maxLength: 12 }), async (archive, changes) => {
      const bytes = Uint8Array.from(archive);
      for (const [at, change] of changes) bytes[at % bytes.length]! ^= change; // the remainder is inside
      const report = await inspectFile(bytes, 'pets.zip');
      assert.ok(treeText(report.root).length > 0);
      assert.ok(report.findings.every(({ what, why, todo }) => what !== '' && why !== '' && todo !== ''));
    }), { numRuns: 200 });
  });

  it('that is cut off is refused with a finding', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...archives), fc.nat(), async (archive, at) => {
      const { findings } = await inspectFile(archive.slice(0, at % archive.length), 'pets.zip');
      assert.deepEqual(findings.map(({ code }) => code), ['package-archive-refused']);
    }), { numRuns: 60 });
  });

  it('with other bytes than JSON or XML in its files is answered', async () => {
    const paths = Object.keys(solution({ connector: true, flows: true }));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(each => Buffer.from(each)), fc.string().map(each => Buffer.from(`<a>${each}</a>`))), async (path, content) => {
      const { findings } = await inspectFile(zip({ ...solution({ connector: true, flows: true }), [path]: content }), 'pets.zip');
      assert.ok(findings.every(({ where }) => where.kind === 'file' && where.file.startsWith('pets.zip')));
    }), { numRuns: 150 });
  });

  it('with values of other kinds in its flow is answered', async () => {
    const good = solution({ connector: true, flows: true });
    const path = Object.keys(good).find(each => each.startsWith('Workflows/')) ?? '';
    const flow = JSON.parse(String(good[path])) as object; // written by the test itself
    const places = [...pointersOf(flow, [])];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (place, value) => {
      await inspectFile(zip({ ...good, [path]: JSON.stringify(replaced(flow, place, value)) }), 'pets.zip');
    }), { numRuns: 150 });
  });
});

function* pointersOf(value: unknown, path: readonly string[]): Generator<readonly string[]> {
  yield path;
  if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) yield* pointersOf(each, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each: unknown, position) => (String(position) === key ? replaced(each, rest, by) : each));
  return { ...value as object, [key]: replaced((value as Readonly<Record<string, unknown>>)[key], rest, by) }; // the path comes from this very value
}
