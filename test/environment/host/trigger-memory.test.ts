import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPollState } from '../../../scripts/environment/host/poll-state';
import { triggerMemory } from '../../../scripts/environment/host/trigger-memory';

const golden = JSON.parse(readFileSync(join(__dirname, '..', '..', 'generate', 'custom-code', 'golden-states.json'), 'utf8')) as Readonly<Record<'unseeded' | 'listed' | 'sketched' | 'crossing', string>>; // written by this project
const uuid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

describe('what a trigger remembers', () => {
  it('is read out of the states that the generated code writes', () => {
    const common = { historyIncomplete: false, windowHint: 0, otherPathForms: 0, inputsDigest: '9c0ef7aed7235e43' };
    const at8 = '2024-05-01T08:00:00.000Z';
    assert.deepEqual(readPollState(golden.unseeded), { kind: 'newItems', seeded: false, countsFrom: at8, ...common });
    // The states of the generator's own test: three items at 7:00 and a moment later, listed by hash in the order of the hashes.
    const items = [0, 1, 2].map(index => ({ hash: hashOf(uuid(index)), endedBy: index === 0 ? '2024-05-01T07:00:00.000Z' : at8 })).sort((one, other) => (one.hash < other.hash ? -1 : 1));
    assert.deepEqual(readPollState(golden.listed), { kind: 'newItems', seeded: true, lastSuccessfulPoll: at8, seen: { items }, ...common });
    assert.deepEqual(readPollState(golden.sketched), { kind: 'newItems', seeded: true, lastSuccessfulPoll: at8, seen: { items: [], settledUntil: { at: '2024-05-01T07:01:11.640Z', id: uuid(199) }, sketchColumns: 32 }, ...common, windowHint: 1 });
    assert.deepEqual(readPollState(golden.crossing), { kind: 'crossing', seeded: true, lastSuccessfulPoll: at8, last: { at: '2024-05-01T07:00:00.000Z', value: '99.125' }, ...common, inputsDigest: '77622f8730827fb4' });
  });

  it('is not made up of a text that is damaged, cut or of another version', () => {
    const state = golden.crossing;
    for (const damaged of ['', 'v1.', 'v1.AAAA', `v2.${state.slice(3)}`, state.slice(0, -4), `${state}AAAA`, state.replace('A', 'B'), ...[...state].slice(3, -1).map((letter, index) => `${state.slice(0, index + 3)}${letter === 'A' ? 'B' : 'A'}${state.slice(index + 4)}`)]) {
      assert.equal(readPollState(damaged), undefined, damaged);
    }
  });

  it('is told with the query of the next address, declared or not', () => {
    const triggerUri = 'https://gateway.test/apim/small/c1/trigger?color=red%20%26%20blue';
    assert.deepEqual(triggerMemory({ triggerUri, nextUri: `${triggerUri}&triggerState=${golden.unseeded}`, polls: 4 }, ['color']), {
      polls: 4, triggerUri, nextUri: `${triggerUri}&triggerState=${golden.unseeded}`,
      parameters: [{ name: 'color', value: 'red & blue', declared: true }, { name: 'triggerState', value: golden.unseeded, declared: false }],
      decoded: { parameter: 'triggerState', format: 'konektor v1', value: readPollState(golden.unseeded) },
    });
    assert.deepEqual([triggerMemory(undefined, []), triggerMemory({ triggerUri: 'https://g.test/x', polls: 1 }, [])], [{ polls: 0, parameters: [] }, { polls: 1, triggerUri: 'https://g.test/x', parameters: [] }]);
  });

  it('is decoded for others where it is JSON, also in base64, and left as it is where not', () => {
    const decoded = (value: string) => triggerMemory({ triggerUri: 'https://g.test/x', nextUri: `https://g.test/x?state=${encodeURIComponent(value)}`, polls: 1 }, []).decoded;
    assert.deepEqual(decoded('{"since":"now"}'), { parameter: 'state', format: 'JSON', value: { since: 'now' } });
    assert.deepEqual(decoded(Buffer.from('[1,2]').toString('base64')), { parameter: 'state', format: 'JSON in base64', value: [1, 2] });
    assert.deepEqual(['2026-03-02T07:00:00Z', '17', 'true', '"word"', 'bm90IEpTT04=', ''].map(decoded), Array(6).fill(undefined));
    assert.equal(triggerMemory({ triggerUri: 'https://g.test/x?state=%7B%7D', polls: 1 }, ['state']).decoded, undefined, 'an input is no state');
  });
});
