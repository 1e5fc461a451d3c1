import * as assert from 'node:assert/strict';
import { type ActionOptions, type Assumptions, type HttpResponse, type JsonObject, VirtualClock } from '../../../scripts/environment';
import { invokePagedAction } from '../../../scripts/environment/flows/paged-action';
import { answer, base, bodyOf, fakeBackend, policy, smallConnector, smallGateway, start } from '../small-connector';

interface Setup { readonly minimum?: number; readonly pageable?: JsonObject; readonly assumed?: Partial<Assumptions>; readonly options?: ActionOptions; readonly properties?: JsonObject }

/** Runs the action GET /things; the backend answers from a function of the address below the base. */
async function paged(pages: (address: string) => HttpResponse, { minimum, pageable = { nextLinkName: 'nextLink' }, assumed = {}, options = {}, properties = {} }: Setup) {
  const clock = new VirtualClock(start);
  const backend = fakeBackend(({ uri }) => pages(uri.replace('https://api.test/v1', '')));
  const connector = smallConnector({ operations: [{ path: '/things', object: { operationId: 'ListThings', 'x-ms-pageable': pageable, security: [{ key: [] }] } }], properties, root: { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } } });
  const gateway = smallGateway({ connector, backend, clock, assumed, values: { api_key: 'the-key' } });
  const { outcome, answer: result, steps } = await clock.runUntil(invokePagedAction({ gateway, clock, random: () => 1 }, { connectionId: 'c1', operationId: 'ListThings', inputs: {} }, options, minimum), 60 * 86_400_000);
  return {
    outcome, body: result.body.length === 0 ? undefined : bodyOf(result), findings: steps.flatMap(step => step.answer.findings.map(({ code }) => code)),
    steps: steps.map(({ at, kind, retry, answer: given }) => [(at - start) / 1000, kind, retry, given.status]),
    asked: backend.requests.map(({ uri, headers }) => `${uri.replace('https://api.test/v1', '')}${headers.some(([name]) => name === 'X-Key') ? '' : ' without key'}`),
  };
}
const page = (from: number, to: number, link?: string) => answer(200, { value: Array.from({ length: to - from }, (_, index) => from + index), total: 9, ...(link === undefined ? {} : { nextLink: link }) });
/** Three pages of three, by links on the connector. */
const three = (address: string): HttpResponse => (address.endsWith('from=3') ? page(3, 6, `${base}/things?from=6`) : address.endsWith('from=6') ? page(6, 9) : page(0, 3, `${base}/things?from=3`));
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('paging of actions (facts 4.2)', () => {
  it('is off by default: the first page is the result, with its link', async () => {
    const { body, asked } = await paged(three, {});
    assert.deepEqual([body, asked], [{ value: [0, 1, 2], total: 9, nextLink: `${base}/things?from=3` }, ['/things']]);
  });

  it('with a minimum it goes on until there are so many, in whole pages', async () => {
    const { body, asked, steps } = await paged(three, { minimum: 4 });
    assert.deepEqual([body, asked], [{ value: [0, 1, 2, 3, 4, 5], total: 9, nextLink: `${base}/things?from=6` }, ['/things', '/things?from=3']]);
    assert.deepEqual(steps, [[0, 'call', 0, 200], [0, 'page', 0, 200]]);
  });

  it('or until there is no link any more; a link that is empty is none', async () => {
    assert.deepEqual((await paged(three, { minimum: 100 })).body, { value: all, total: 9 });
    assert.deepEqual((await paged(address => (address === '/things' ? page(0, 3, `${base}/things?from=3`) : page(3, 6, '')), { minimum: 100 })).body, { value: [0, 1, 2, 3, 4, 5], total: 9 });
    assert.deepEqual((await paged(() => answer(200, { value: [1], nextLink: null }), { minimum: 100 })).body, { value: [1] });
  });

  it('the profile\'s limit ends it too: 5,000 items, or 100,000 (facts 3.4)', async () => {
    const endless = (address: string): HttpResponse => {
      const from = Number(/from=(\d+)/.exec(address)?.[1] ?? 0);
      return page(from, from + 1_000, `${base}/things?from=${from + 1_000}`);
    };
    assert.equal((await paged(endless, { minimum: 20_000 })).asked.length, 5);
    assert.equal((await paged(endless, { minimum: 20_000, assumed: { performanceProfile: 'high' } })).asked.length, 20);
  });

  it('a link on the backend is asked as it is, without credentials: updatenextlink is what makes it the connector\'s', async () => {
    const backendLinks = (address: string): HttpResponse => (address === '/things' ? page(0, 3, 'https://api.test/v1/things?from=3') : page(3, 6));
    const raw = await paged(backendLinks, { minimum: 100 });
    assert.deepEqual([raw.asked, raw.findings], [['/things', '/things?from=3 without key'], ['foreign-location']]);
    const updated = await paged(backendLinks, { minimum: 100, properties: { policyTemplateInstances: [policy('updatenextlink', { nextLinkPropertyName: 'nextLink' })] } });
    assert.deepEqual([updated.asked, updated.findings, updated.body], [['/things', '/things?from=3'], [], { value: [0, 1, 2, 3, 4, 5], total: 9 }]);
  });

  it('a relative link starts from the address that was asked', async () => {
    const { asked } = await paged(address => (address === '/things' ? page(0, 3, '?from=3') : page(3, 6)), { minimum: 100 });
    assert.deepEqual(asked, ['/things', '/things?from=3']);
  });

  it('items are under the declared name, under value, or in the only list', async () => {
    const named = (name: string) => (address: string) => answer(200, address === '/things' ? { [name]: [1], other: name === 'rows' ? [] : 0, nextLink: `${base}/things?from=1` } : { [name]: [2] });
    assert.deepEqual((await paged(named('rows'), { minimum: 9, pageable: { nextLinkName: 'nextLink', itemName: 'rows' } })).body, { rows: [1, 2], other: [] });
    assert.deepEqual((await paged(named('results'), { minimum: 9 })).body, { results: [1, 2], other: 0 });
    assert.deepEqual((await paged(named('rows'), { minimum: 9 })).asked, ['/things']);
  });

  it('each page has its own retries; one that fails for good fails the action', async () => {
    let faults = 1;
    const once = await paged(address => (address !== '/things' && faults-- > 0 ? answer(503) : three(address)), { minimum: 9, options: { retry: { kind: 'fixed', attempts: 1, intervalMs: 7_000 } } });
    assert.deepEqual([once.outcome, once.body, once.steps], ['succeeded', { value: all, total: 9 }, [[0, 'call', 0, 200], [0, 'page', 0, 503], [7, 'page', 1, 200], [7, 'page', 0, 200]]]);
    const never = await paged(address => (address === '/things' ? three(address) : answer(404, { error: { code: 'gone', message: 'Gone.' } })), { minimum: 9 });
    assert.deepEqual([never.outcome, never.body], ['failed', { error: { code: 'gone', message: 'Gone.' } }]);
  });

  it('ends for a service that gives the same link for ever, or empty pages', async () => {
    assert.deepEqual((await paged(() => answer(200, { value: [], nextLink: `${base}/things?from=1` }), { minimum: 9 })).asked, ['/things', '/things?from=1']);
    let from = 0;
    assert.equal((await paged(() => answer(200, { value: [], nextLink: `${base}/things?from=${++from}` }), { minimum: 9 })).asked.length, 10);
  });

  it('an operation that is not pageable, an answer without items and one that failed are the result', async () => {
    assert.deepEqual((await paged(three, { minimum: 9, pageable: {} })).asked, ['/things']);
    assert.deepEqual((await paged(() => answer(200, [1]), { minimum: 9 })).body, [1]);
    assert.deepEqual((await paged(() => answer(400, {}), { minimum: 9 })).outcome, 'failed');
  });
});
