/**
 * Whatever a document holds, it is answered: no exception, the same answer twice, in a time that its size alone bounds.
 * `npm test` plays eight hundred documents with a fixed seed; `npm run soak -- --seed n` a hundred thousand.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placed } from '../../scripts/diagnostics/placed';
import { catalogue } from '../../scripts/validate/catalogue';
import type { JsonValue } from '../../scripts/validate/json';
import { profiles, type Profile } from '../../scripts/validate/profile';
import { readDocument } from '../../scripts/validate/reading/read-document';
import type { Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';
import { diagnosticOf } from '../../scripts/validate/wording';
import { mutated, mutatedText, seeds, textMutations, valueMutations } from './mutated-documents';

const seed = Number(process.env['KONEKTOR_SEED'] ?? 20261122);
const documents = Number(process.env['KONEKTOR_DOCUMENTS'] ?? 800);

/** Processor time that one subject may take: a hundred times what it usually does, so that only a wrong order of growth passes it. */
const allowedMicroseconds = (bytes: number): number => 400_000 + 40 * bytes;

function subjectOf(definition: string, properties: string): Subject {
  const read = (file: string, text: string) => readDocument(file, Buffer.from(text));
  return { name: 'fuzz', whole: true, scripts: [], definition: read('apiDefinition.swagger.json', definition), properties: read('apiProperties.json', properties) };
}

/** Everything that is printed about a subject. */
function answer(definition: string, properties: string, profile: Profile): string {
  const subject = subjectOf(definition, properties);
  const { findings } = validate(subject, { profile, rules: catalogue });
  const texts = { text: (file: string) => [subject.definition, subject.properties].find(each => each?.file === file)?.text, running: () => undefined };
  return placed(findings.map(finding => diagnosticOf(finding, subject)), texts).map(({ diagnostic: { code, what, todo }, span }) => `${span?.file}:${span?.line}:${span?.column} ${code} ${what} ${todo}`).join('\n');
}

describe('mutated documents', function () {
  this.timeout(0);
  const { definitions, properties } = seeds();
  const reparsed = (text: string): JsonValue => { try { return JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue; } catch { return text; } };

  it(`${documents} of them are answered, twice alike, in time (seed ${seed})`, () => {
    let played = 0;
    fc.assert(fc.property(
      fc.nat(definitions.length - 1), fc.nat(properties.length - 1), valueMutations, valueMutations, textMutations, fc.constantFrom(...profiles),
      (definition, property, ofDefinition, ofProperties, ofText, profile) => {
        played += 1;
        const first = mutatedText(JSON.stringify(mutated(reparsed(definitions[definition]!), ofDefinition), undefined, 2), ofText);
        const second = JSON.stringify(mutated(reparsed(properties[property]!), ofProperties));
        const start = process.cpuUsage();
        const once = answer(first, second, profile);
        const { user } = process.cpuUsage(start);
        assert.equal(answer(first, second, profile), once);
        const allowed = allowedMicroseconds(first.length + second.length);
        if (user > allowed) {
          // Compiling our own code, or a collection of garbage, may fall into one measurement; a wrong order of growth comes back.
          const again = process.cpuUsage();
          answer(first, second, profile);
          assert.ok(process.cpuUsage(again).user <= allowed, `${first.length + second.length} characters took ${Math.round(user / 1000)} ms`);
        }
      },
    ), { seed, numRuns: documents, endOnFailure: documents > 10_000 });
    assert.ok(played >= documents);
  });
});
