import * as assert from 'node:assert/strict';
import type { HeaderLine } from '../../../scripts/script-host';
import { type Assumptions, assumptions, type JsonObject } from '../../../scripts/environment';
import { afterEdit, readPoll } from '../../../scripts/environment/polling/polling';
import { retryAfterMs } from '../../../scripts/environment/gateway/retry-after';
import { retryDelayMs, retryProfiles } from '../../../scripts/environment/flows/retry-policy';
import { designerSplitOn } from '../../../scripts/environment/polling/split-on';
import { answer, smallConnector, start } from '../small-connector';

const minute = 60_000;

function read(status: number, body?: unknown, headers: readonly HeaderLine[] = [], assumed: Partial<Assumptions> = {}, kept: string | undefined = 'https://g/kept') {
  return readPoll(answer(status, body, headers), kept, { recurrenceMs: 3 * minute, splitOn: ['value'], mostItems: 5_000, assumed: assumptions(assumed) }, start);
}
const after = (seconds: number): HeaderLine => ['Retry-After', String(seconds)];

describe('one answer of a polling trigger (facts 3.2)', () => {
  it('200 starts a run for each element; the next poll is after the recurrence', () => {
    assert.deepEqual(read(200, { value: [1, 2] }, [['Location', 'https://g/n']]), { outcome: 'events', events: [1, 2], nextUri: 'https://g/n', waitMs: 3 * minute, retryAfterMs: undefined, retried: false });
  });
  it('200: Retry-After replaces the recurrence, shorter or longer; 0 means at once', () => {
    assert.deepEqual([10, 600, 0].map(seconds => read(200, { value: [1] }, [after(seconds)]).waitMs), [10_000, 600_000, 0]);
  });
  it('202 starts nothing; the next poll is after the longer of Retry-After and recurrence', () => {
    assert.deepEqual([10, 600, 0].map(seconds => read(202, undefined, [after(seconds)])).map(({ outcome, waitMs }) => [outcome, waitMs]), [['nothing', 180_000], ['nothing', 600_000], ['nothing', 180_000]]);
  });
  it('200 and 202 without Location go back to the original address', () => {
    assert.deepEqual([read(200, { value: [] }).nextUri, read(202).nextUri], [undefined, undefined]);
  });
  it('4xx and 5xx start nothing; only 408, 429 and 5xx are retried', () => {
    assert.deepEqual([400, 401, 404, 408, 429, 500, 503].map(status => [status, read(status).outcome, read(status).retried]),
      [[400, 'failed', false], [401, 'failed', false], [404, 'failed', false], [408, 'failed', true], [429, 'failed', true], [500, 'failed', true], [503, 'failed', true]]);
  });
  it('an error\'s sentence is told', () => {
    assert.equal(read(403, { error: { code: 'x', message: 'No role.' } }).problem, 'The trigger answered 403, which starts no run: No role.');
    assert.equal(read(302).problem, 'The trigger answered 302, which starts no run.');
  });
  it('what Location means on an error is assumed', () => {
    const located: readonly HeaderLine[] = [['Location', 'https://g/new']];
    assert.deepEqual([read(500, {}, located).nextUri, read(500, {}, located, { errorWithLocation: 'ignore' }).nextUri, read(500).nextUri, read(500, {}, [], { errorWithoutLocation: 'reset' }).nextUri],
      ['https://g/new', 'https://g/kept', 'https://g/kept', undefined]);
  });
  it('a 200 whose array is missing starts nothing, unless that is assumed otherwise', () => {
    const problem = 'The trigger answered 200, but its body has no array at "value", where split-on looks for the events.';
    const { outcome, events, problem: said } = read(200, { values: [] });
    assert.deepEqual([outcome, events, said], ['nothing', [], problem]);
    assert.deepEqual(read(200, { values: [] }, [], { splitOnWithoutArray: 'oneRun' }).events, [{ values: [] }]);
  });
});

describe('split-on as the designer fills it in (facts 3.2)', () => {
  const list = { type: 'array', items: { type: 'object' } };
  const cases: readonly (readonly [name: string, schema: JsonObject, expected: readonly string[] | undefined])[] = [
    ['a bare array', list, []],
    ['one property with an array', { type: 'object', properties: { value: list } }, ['value']],
    ['one property that leads to an array', { type: 'object', properties: { d: { properties: { results: list } } } }, ['d', 'results']],
    ['a reference', { $ref: '#/definitions/Page' }, ['items']],
    ['a second property beside it', { type: 'object', properties: { value: list, next: { type: 'string' } } }, undefined],
    ['no array', { type: 'object', properties: { value: { type: 'string' } } }, undefined],
    ['a schema that contains itself', { $ref: '#/definitions/Ring' }, undefined],
  ];
  const splitOn = (trigger: string, schema: JsonObject) => {
    const connector = smallConnector({
      operations: [{ path: '/t', object: { operationId: 'T', 'x-ms-trigger': trigger, responses: { 200: { description: '', schema } } } }],
      root: { definitions: { Page: { type: 'object', properties: { items: list } }, Ring: { properties: { ring: { $ref: '#/definitions/Ring' } } } } },
    });
    const [operation] = connector.operations;
    assert.ok(operation);
    return designerSplitOn(connector, operation);
  };
  for (const [name, schema, expected] of cases) it(name, () => assert.deepEqual(splitOn('batch', schema), expected));
  it('a single trigger has none', () => assert.equal(splitOn('single', list), undefined));
});

describe('Retry-After (RFC 9110)', () => {
  const cases: readonly (readonly [value: string | undefined, expected: number | undefined])[] = [
    ['120', 120_000], ['0', 0], [' 7 ', 7_000], ['Mon, 02 Mar 2026 07:01:00 GMT', minute], ['Mon, 02 Mar 2026 06:00:00 GMT', 0],
    [undefined, undefined], ['', undefined], ['-5', undefined], ['1.5', undefined], ['soon', undefined], ['2026-03-02T07:01:00Z', undefined],
  ];
  for (const [value, expected] of cases) it(`${value}`, () => assert.equal(retryAfterMs(value, start), expected));
});

describe('retry profiles (facts 3.4)', () => {
  it('the low one waits 5 minutes, then 5 to 10, then gives up', () => {
    const waits = (random: number) => [1, 2, 3].map(retry => retryDelayMs(retryProfiles.low, retry, () => random));
    assert.deepEqual([waits(0), waits(1)], [[5 * minute, 5 * minute, undefined], [5 * minute, 10 * minute, undefined]]);
  });
  it('that of Logic Apps stays between 5 and 45 seconds', () => {
    const waits = (random: number) => [1, 2, 3, 4, 5].map(retry => retryDelayMs(retryProfiles.logicApps, retry, () => random));
    assert.deepEqual([waits(0), waits(1)], [[5_000, 7_500, 15_000, 30_000, undefined], [7_500, 15_000, 30_000, 45_000, undefined]]);
  });
  it('the high one goes from 7 s to 15 minutes in eight', () => {
    assert.deepEqual([1, 2, 8, 9].map(retry => retryDelayMs(retryProfiles.high, retry, () => 1)), [7_000, 14_000, 896_000, undefined]);
  });
  it('none and fixed', () => {
    assert.equal(retryDelayMs(retryProfiles.none, 1, () => 0), undefined);
    assert.deepEqual([1, 2].map(retry => retryDelayMs({ kind: 'fixed', attempts: 1, intervalMs: 20 }, retry, () => 0)), [20, undefined]);
  });
});

describe('an edited trigger goes on', () => {
  const edited = (editedInputs: Assumptions['editedInputs']) => afterEdit('https://g/new?a=2', 'https://g/old?a=1&b=3&triggerState=s%2F1&flag', ['a', 'b'], assumptions({ editedInputs }));
  it('as assumed', () => {
    assert.deepEqual([edited('newInputsOldState'), edited('locationAsIs'), edited('startAfresh')], ['https://g/new?a=2&triggerState=s%2F1&flag', 'https://g/old?a=1&b=3&triggerState=s%2F1&flag', undefined]);
  });
});
