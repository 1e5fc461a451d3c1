import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Outcome, Story } from './prelude-program';
import { answer, failing, gateway, hour, program } from './shared-program';

const invoke = (operationId: string, path: string, more: Partial<Story> = {}): Promise<Outcome> =>
  program().invoke({ operationId, uri: `${gateway}${path}`, ...more });
const secrets = { Authorization: 'Bearer token', 'Ocp-Apim-Subscription-Key': 'key', 'X-Other': 'stays here' };
const requests = (outcome: Outcome): string[] => outcome.sent.map(({ request }) => request);
const refused = (message: string): object => ({ error: { code: 'InvalidRequest', message } });

describe('prelude: parameters', () => {
  const echoed = { shopId: '1', name: 'n', text: null, number: null, flag: null, instant: null, body: null, self: `${gateway}/shops/a%2Fb/jobs?x=1`, lacks: true };

  it('decodes path and query parameters, where a plus sign is one', async () => {
    const path = '/shops/a%2Fb/echo/%C3%9Cn%C3%AFcode%20%26%20%2B%2F%25?text=a+b%20%26c%3D&number=-1.5e1&flag=TRUE&instant=2024-05-01T10:00:00%2B02:00';
    for (const culture of ['', 'id-ID', 'tr-TR']) {
      assert.deepEqual((await invoke('Echo', path, { culture, method: 'POST', body: '{"when":"2024-05-01T08:00:00Z","big":0.1000000000000000055}' })).body, {
        ...echoed, shopId: 'a/b', name: 'Ünïcode & +/%', text: 'a+b &c=', number: -15, flag: true, lacks: false,
        instant: '2024-05-01T08:00:00.0000000+00:00', body: { when: '2024-05-01T08:00:00Z', big: 0.1000000000000000055 },
      });
    }
  });

  it('takes blank for absent, the path before the query, and the address after the policies', async () => {
    assert.deepEqual((await invoke('Echo', '/shops/1/echo/n?text=%20&number=&name=other')).body, echoed);
    assert.deepEqual((await invoke('Echo', '/shops/1/echo/n', { requestUri: 'https://api.example.com/base/v1/shops/2/echo/m?text=t' })).body,
      { ...echoed, shopId: '2', name: 'm', text: 't', lacks: false });
    assert.deepEqual((await invoke('Echo', '/shops/1/echo/n', { requestUri: 'https://api.example.com/elsewhere' })).body, echoed);
  });

  it('refuses values that are not what they should be', async () => {
    for (const [query, message] of [
      ['number=1,5', 'The value of number is not a number: use digits and, for a fraction, a point.'],
      ['flag=yes', 'The value of flag is neither true nor false.'],
      ['instant=soon', 'The value of instant is not a date and time: use a form such as 2024-05-01T08:00:00Z.'],
    ] as const) {
      const outcome = await invoke('Echo', `/shops/1/echo/n?${query}`, { culture: 'id-ID' });
      assert.deepEqual([outcome.status, outcome.body], [400, refused(message)]);
    }
    assert.deepEqual((await invoke('Echo', '/shops/1/echo/n', { method: 'POST', body: '{' })).body, refused('The body of the request is not JSON.'));
  });

  it('finds the operation by its id, in base64 and in another casing too', async () => {
    for (const id of ['Echo', 'echo', 'RWNobw==', 'ZWNobw==']) assert.deepEqual((await invoke(id, '/shops/1/echo/n')).body, echoed, id);
    for (const id of ['Ech', 'RWNo', '']) {
      const outcome = await invoke(id, '/shops/1/echo/n');
      assert.deepEqual([outcome.status, outcome.body], [404, { error: { code: 'UnknownOperation', message: `This connector has no operation "${id}".` } }]);
    }
  });

  it('builds the address of another operation for a location', async () => {
    const outcome = await invoke('StartJob', '/shops/1/jobs?x=1');
    assert.deepEqual([outcome.status, outcome.body, outcome.headers], [202, null, { Location: `${gateway}/shops/1/jobs/7`, 'Retry-After': '15' }]);
  });
});

describe('prelude: requests of actions', () => {
  it('sends the credentials, the query and the body, and nothing else of the incoming request', async () => {
    const outcome = await invoke('SendOne', '/shops/1/one?text=%C3%9C%20%26%2B', { headers: secrets, method: 'POST', body: '{"a":1.10}', culture: 'id-ID', answers: [answer(1, { ok: true })] });
    assert.deepEqual(outcome.body, { answer: { ok: true }, now: '2024-05-01T09:00:00.0000000+00:00' });
    assert.deepEqual(outcome.sent, [{
      request: 'POST https://api.example.com/v1/one?text=%C3%9C%20%26%2B&size=1.5&flag=true&ids=a%20b&ids=c%26d',
      headers: { Authorization: 'Bearer token', 'Ocp-Apim-Subscription-Key': 'key', Accept: 'application/json' },
      body: '{"a":1.10}', mediaType: 'application/json-patch+json',
    }]);
  });

  it('tries the other form after a 404, and says so when both are unknown', async () => {
    const found = await invoke('SendOne', '/shops/1/one', { answers: [failing(0, 404), answer(0, '')] });
    assert.deepEqual([found.status, requests(found).map(request => request.split('?')[0])], [200, ['POST https://api.example.com/v1/one', 'POST https://api.example.com/v1/manage/one']]);
    const unknown = await invoke('SendOne', '/shops/1/one', { answers: [failing(0, 404), failing(0, 404)] });
    assert.deepEqual([unknown.status, unknown.body], [404, { error: { code: 'NotFound', message: 'Customer Insights does not know this: it may have been deleted or renamed; choose it again.', details: { status: 404 } } }]);
  });

  it('passes on throttling, and maps the rest to one JSON answer', async () => {
    const odata = { errorCode: 'BadFilter', message: 'The filter is wrong.', details: [{ errorCode: 'x', message: 'Use eq.' }] };
    for (const [given, status, code, retryAfter] of [
      [failing(0, 429, {}, { 'Retry-After': '9' }), 429, 'TooManyRequests', '9'], [failing(0, 503, '', { 'Retry-After': '9' }), 503, 'ServiceUnavailable', '9'],
      [failing(0, 400, odata), 400, 'RequestRejected', undefined], [failing(0, 500, '<html>'), 502, 'ServiceFailed', undefined],
      [{ fault: 'broken' }, 502, 'ServiceUnreachable', undefined], [{ fault: 'timeout' }, 502, 'ServiceTimedOut', undefined], [answer(0, '<html>'), 502, 'UnreadableAnswer', undefined],
    ] as const) {
      const outcome = await invoke('SendOne', '/shops/1/one', { answers: [given] });
      assert.deepEqual([outcome.status, (outcome.body as { error: { code: string } }).error.code, outcome.headers['Retry-After']], [status, code, retryAfter]);
    }
    assert.deepEqual((await invoke('SendOne', '/shops/1/one', { answers: [failing(0, 400, odata)] })).body, { error: {
      code: 'RequestRejected', message: 'Customer Insights rejected the request. It says: The filter is wrong. Use eq.',
      details: { status: 400, code: 'BadFilter', message: 'The filter is wrong. Use eq.' },
    } });
  });

  it('reads all pages, and stops when the service repeats itself', async () => {
    const pages = await invoke('ListAll', '/shops/1/all', { answers: [answer(0, { value: [1, 2], count: 3 }), answer(0, { value: [3], count: 3 })] });
    assert.deepEqual(pages.body, { value: [1, 2, 3], count: 3 });
    assert.deepEqual(requests(pages), ['GET https://api.example.com/v1/list?%24top=2&%24skip=0', 'GET https://api.example.com/v1/list?%24top=2&%24skip=2']);
    assert.deepEqual((await invoke('ListAll', '/shops/1/all', { answers: [answer(0, [1, 2]), answer(0, [3, 4]), answer(0, [])] })).body, [1, 2, 3, 4]);
    assert.deepEqual((await invoke('ListAll', '/shops/1/all', { answers: [answer(0, [1, 2]), answer(0, [1, 2])] })).body, [1, 2]);
  });
});

describe('prelude: files in storage', () => {
  const fetch = (address: string, answers: Story['answers'] = []): Promise<Outcome> =>
    invoke('FetchFile', `/shops/1/file?address=${encodeURIComponent(address)}`, { headers: secrets, answers });

  it('reads them without credentials', async () => {
    const outcome = await fetch('https://data.blob.core.windows.net/part.csv?sig=a%2Fb', [{ status: 200, body: 'a,b' }]);
    assert.deepEqual(outcome.body, { status: 200, text: 'a,b' });
    assert.deepEqual(outcome.sent, [{ request: 'GET https://data.blob.core.windows.net/part.csv?sig=a%2Fb', headers: { 'x-ms-version': '2020-10-02' }, body: null, mediaType: null }]);
  });

  it('sends nothing to any other place, and follows no redirect', async () => {
    for (const address of [
      'http://data.blob.core.windows.net/', 'https://blob.core.windows.net.evil.example/', 'https://evilblob.core.windows.net/', 'https://127.0.0.1/',
      'https://localhost/', 'https://user@data.blob.core.windows.net/', 'https://data.blob.core.windows.net:8443/', 'https://api.example.com/v1', 'https://.blob.core.windows.net@evil.example/',
    ]) {
      const outcome = await fetch(address);
      assert.deepEqual([outcome.status, outcome.body, outcome.sent], [502, { error: { code: 'StorageAddressRejected', message: 'The file is not kept in Azure storage, so it was not read.' } }, []], address);
    }
    const redirected = await fetch('https://data.dfs.core.windows.net/a', [{ status: 302, headers: { Location: 'https://evil.example/' } }]);
    assert.deepEqual(redirected.body, { error: { code: 'StorageRedirected', message: 'The storage sent the request to another address, which was not followed.' } });
    assert.equal(redirected.sent.length, 1);
  });
});

describe('prelude: instants', () => {
  it('are written by the stories as the service writes them', () => assert.equal(hour(1.5), '2024-05-01T09:30:00.000Z'));
});
