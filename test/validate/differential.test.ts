/**
 * Differential check: what the Swagger 2.0 schema or swagger-parser refuses, the platform profile refuses too, or a list
 * says why not. Over published connectors, and over copies of them that were broken in one place.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogue } from '../../scripts/validate/catalogue';
import type { Finding } from '../../scripts/validate/rule';
import { readDocument } from '../../scripts/validate/reading/read-document';
import type { SubjectDocument } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';
import { faultsOf, schemaFaults, type Fault } from './differential/judges';
import { mended } from './differential/exceptions';
import { broken, mutations, type JsonObject } from './differential/mutations';

const corpus = resolve(__dirname, '../../../shared/corpus');

const findingsOf = (definition: SubjectDocument): readonly Finding[] =>
  validate({ name: 'differential', definition, scripts: [], whole: false }, { profile: 'platform', rules: catalogue }).findings;
const isRefused = (definition: SubjectDocument): boolean => findingsOf(definition).some(({ severity }) => severity === 'error');
const made = (value: JsonObject): SubjectDocument => ({ file: 'made.json', syntax: 'json', text: undefined, bytes: 0, value, damage: [] });

interface Published { readonly name: string; readonly document: SubjectDocument; readonly parsed: JsonObject | undefined }

function published(): readonly Published[] {
  return readdirSync(corpus).sort().flatMap(kind => readdirSync(join(corpus, kind)).sort().flatMap(connector => {
    const folder = join(corpus, kind, connector);
    return readdirSync(folder).filter(file => /^apidefinition.*\.json$/i.test(file)).map(file => {
      const bytes = readFileSync(join(folder, file));
      return { name: `${kind}/${connector}`, document: readDocument(file, bytes), parsed: parsed(bytes.toString('utf8')) };
    });
  }));
}

/** As the judges read it; they do not know byte-order marks, but neither does the file's author. */
function parsed(text: string): JsonObject | undefined {
  try { return JSON.parse(text.replace(/^\uFEFF/, '')) as JsonObject; } catch { return undefined; } // published definitions are objects
}

/** Why the others refuse a document, leaving out what `exceptions.ts` explains. */
async function reasonsAgainst(document: JsonObject): Promise<readonly Fault[]> {
  const faults = await faultsOf(document);
  if (faults.length === 0) return [];
  const left = await faultsOf(mended(document));
  return left.length === 0 ? [] : faults;
}

const inWords = (faults: readonly Fault[]): string => faults.slice(0, 2).map(({ pointer, what }) => `${pointer} ${what}`.trim()).join(', ');

describe('what other validators refuse', () => {
  let connectors: readonly Published[] = [];
  /** Ones that nobody refuses, so that a refusal is about what was broken; small ones, so that the test stays quick. */
  let sound: readonly JsonObject[] = [];
  before(function () {
    if (!existsSync(corpus)) { console.log('      ../shared/corpus is not here; skipped'); this.skip(); }
    this.timeout(60_000);
    connectors = published();
    assert.ok(connectors.length > 250, `only ${connectors.length} connectors were found`);
    sound = connectors.flatMap(({ parsed: value, document }) => (value && document.bytes < 60_000 && schemaFaults(value).length === 0 && !isRefused(made(value)) ? [value] : []));
    assert.ok(sound.length > 150, `only ${sound.length} connectors can be broken`);
  });

  it('we refuse too, of what was published', async function () {
    this.timeout(60_000);
    const missed: string[] = [];
    const refused: string[] = [];
    const excepted: string[] = [];
    for (const { name, document, parsed: value } of connectors) {
      const isJson = value !== undefined;
      if (isJson && (await faultsOf(value)).length === 0) continue;
      const reasons = isJson ? await reasonsAgainst(value) : [{ judge: 'schema', pointer: '', what: 'not JSON' } as const];
      if (reasons.length === 0) { excepted.push(`${name}: ${findingsOf(document).some(({ rule }) => rule.code === 'response-one') ? 'response-one' : 'nothing'}`); continue; }
      refused.push(name);
      if (!isRefused(document)) missed.push(`${name}: ${inWords(reasons)}`);
    }
    assert.deepEqual(missed, []);
    assert.deepEqual(refused, ['certified-connectors/USB4SAP', 'independent-publisher-connectors/StabilityAI']);
    assert.deepEqual(excepted, ['certified-connectors/PDF4me: response-one', 'certified-connectors/Peakboard: response-one', 'certified-connectors/tyntec-SMS: response-one']);
  });

  it('we refuse too, of copies with a mistake that people make', async function () {
    this.timeout(60_000);
    const perMutation = 8;
    const missed = new Map<string, string[]>();
    const tried = { made: 0, refused: 0 };
    for (const [order, { name, targets, spoil }] of mutations.entries()) {
      let done = 0;
      // Steps through connectors and places by numbers that share no factor with most lists, so that each run takes the same ones.
      for (let step = 0; done < perMutation && step < sound.length; step++) {
        const copy = structuredClone(sound[(order * 37 + step * 11) % sound.length]);
        const places = copy ? targets(copy) : [];
        const target = places[(step * 7) % Math.max(1, places.length)];
        if (!copy || !target) continue;
        spoil(target);
        done += 1;
        tried.made += 1;
        const reasons = await reasonsAgainst(copy);
        if (reasons.length === 0) continue;
        tried.refused += 1;
        if (!isRefused(made(copy))) missed.set(name, [...missed.get(name) ?? [], inWords(reasons)]);
      }
      assert.equal(done, perMutation, `${name} applied only ${done} times`);
    }
    console.log(`      ${tried.refused} of ${tried.made} copies with a mistake are refused by the others`);
    assert.ok(tried.refused > 400, `the others refused only ${tried.refused} of ${tried.made}`);
    assert.deepEqual(Object.fromEntries(missed), {});
  });

  it('we refuse too, of copies that were broken blindly', async function () {
    this.timeout(60_000);
    const missed: string[] = [];
    let refused = 0;
    for (let run = 0; run < 500; run++) {
      const choose = chooser(run);
      const copy = structuredClone(sound[choose(sound.length)]!); // below the length
      const what = broken(copy, choose);
      const reasons = await reasonsAgainst(copy);
      if (reasons.length === 0) continue;
      refused += 1;
      if (!isRefused(made(copy))) missed.push(`${what}: ${inWords(reasons)}`);
    }
    console.log(`      ${refused} of 500 copies that were broken blindly are refused by the others`);
    assert.ok(refused > 250, `the others refused only ${refused}`);
    assert.deepEqual(missed, []);
  });
});

/** The same choices for the same seed; a linear congruence is even enough here. */
function chooser(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
