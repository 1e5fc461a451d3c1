import { deepEqual, equal, rejects } from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { ConnectionBroken, createClock, PortUnavailable, startService, type Service } from '../../scripts/service/index';
import { fixture, readAnswer, requestFor } from './caller';

describe('service faults', () => {
  it('meet the next calls that match, as often as asked', async () => {
    const service = fixture();
    service.control.addFault({ kind: 'throttle', retryAfterSeconds: 7, path: '/manage/*s', times: 2, after: 1 });
    service.control.addFault({ kind: 'status', status: 503, path: 'workflows' });
    const story: unknown[] = [];
    for (const path of ['manage/segments', 'manage/segments', 'workflows/main/jobs', 'manage/measures', 'manage/measures', 'workflows/main/jobs']) {
      const answer = await service.call(`{i}/${path}`);
      story.push([path, answer.status, answer.headers.get('Retry-After')]);
    }
    deepEqual(story, [
      ['manage/segments', 200, null], ['manage/segments', 429, '7'], ['workflows/main/jobs', 503, null],
      ['manage/measures', 429, '7'], ['manage/measures', 200, null], ['workflows/main/jobs', 200, null],
    ]);
    deepEqual(service.requests.map((entry) => [entry.fault, entry.status]), [
      [undefined, 200], ['throttle', 429], ['status', 503], ['throttle', 429], [undefined, 200], [undefined, 200],
    ]);
    equal(service.control.countRequests({ path: 'manage/segments' }).count, 2);
  });

  it('last until they are removed', async () => {
    const service = fixture();
    const { number } = service.control.addFault({ kind: 'status', status: 500, times: 'always', method: 'get' });
    for (let turn = 0; turn < 3; turn += 1) equal((await service.call('{i}')).status, 500);
    equal((await service.call('{i}/workflows/main/jobs', { method: 'POST' })).status, 200);
    service.control.clearFaults({ number });
    equal((await service.call('{i}')).status, 200);
  });

  it('answer HTML where JSON is expected', async () => {
    const service = fixture();
    service.control.addFault({ kind: 'html', status: 502 });
    const answer = await service.call('{i}');
    deepEqual([answer.status, answer.headers.get('Content-Type'), answer.text.slice(0, 15)], [502, 'text/html; charset=utf-8', '<!DOCTYPE html>']);
  });

  for (const status of [401, 403, 404, 500, 503]) {
    it(`answer ${status} with the service's date`, async () => {
      const service = fixture();
      service.control.addFault({ kind: 'status', status });
      const answer = await service.call('{i}');
      deepEqual([answer.status, answer.headers.get('Date')], [status, 'Mon, 02 Mar 2026 07:00:00 GMT']);
    });
  }

  it('break the call in this process by a rejection', async () => {
    const service = fixture();
    service.control.addFault({ kind: 'break' });
    await rejects(service.call('{i}'), ConnectionBroken);
    equal(service.requests[0]?.status, undefined);
    service.control.addFault({ kind: 'hang' });
    const given = new AbortController();
    const hanging = service.handle(new Request(requestFor(`http://service.test/v1/instances`), { signal: given.signal }));
    given.abort();
    await rejects(hanging, ConnectionBroken);
  });
});

describe('service over sockets', () => {
  let service: Service;
  beforeEach(async () => {
    service = await startService({ controlToken: 'control', clock: createClock() });
  });
  afterEach(() => service.close());

  it('breaks the connection, hangs until closed, and goes on', async () => {
    const errors: unknown[] = [];
    service.control.addFault({ kind: 'break' });
    errors.push(await codeOf(`${service.url}/instances`));
    service.control.addFault({ kind: 'hang' });
    const hanging = codeOf(`${service.url}/instances`);
    while (service.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    equal((await fetch(requestFor(`${service.url}/instances`))).status, 200);
    await service.close();
    errors.push(await hanging);
    deepEqual(errors, ['ECONNRESET', 'ECONNRESET']);
  });

  it('delays in real time', async () => {
    service.control.addFault({ kind: 'delay', milliseconds: 250 });
    const slow = fetch(requestFor(`${service.url}/instances`)).then(() => 'slow');
    while (service.requests.length < 1) await new Promise((resolve) => setImmediate(resolve));
    const arrivals: string[] = [];
    const quick = fetch(requestFor(`${service.url}/instances`)).then(() => 'quick');
    await Promise.all([slow, quick].map((answer) => answer.then((name) => arrivals.push(name))));
    deepEqual(arrivals, ['quick', 'slow']);
  });

  it('sends its own date on every answer, or none', async () => {
    equal((await fetch(`${service.url}/nothing`)).headers.get('Date'), 'Mon, 02 Mar 2026 07:00:00 GMT');
    service.clock.advance(61_000);
    equal((await fetch(requestFor(`${service.url}/instances`, { token: null }))).headers.get('Date'), 'Mon, 02 Mar 2026 07:01:01 GMT');
    service.control.behave({ sendDate: false });
    equal((await fetch(requestFor(`${service.url}/instances`))).headers.get('Date'), null);
  });

  it('names the port that is taken', async () => {
    const port = Number(new URL(service.url).port);
    await rejects(startService({ port }), (error: unknown) => {
      equal(error instanceof PortUnavailable, true);
      equal((error as PortUnavailable).message, `The Customer Insights stand-in can't listen on port ${port}: another program uses it. End the program that uses it, or choose another port (0 picks a free one).`);
      return true;
    });
    const storagePort = Number(new URL(service.storageUrl).port);
    await rejects(startService({ storagePort }), { port: storagePort });
  });

  it('finds a segment with every difficult character in its name', async () => {
    const { instances } = service.control.describe();
    const url = `${service.url}/instances/${instances[0]?.instanceId}/manage/segments/${encodeURIComponent('Ünïcode & +/%')}/deactivate`;
    const answer = await readAnswer(await fetch(requestFor(url, { method: 'PUT' })));
    deepEqual([answer.status, answer.json], [200, true]);
  });

  it('is controlled over HTTP with the control token only', async () => {
    const post = async (name: string, body: unknown, token = 'control') => readAnswer(await fetch(`${service.controlUrl}/${name}`, {
      method: 'POST', headers: { 'X-Control-Token': token }, body: typeof body === 'string' ? body : JSON.stringify(body),
    }));
    deepEqual((await post('advanceClock', { milliseconds: 500 })).json, { now: Date.UTC(2026, 2, 2, 7, 0, 0, 500) });
    const job = (await post('startRefresh', { submissionKind: 'scheduled' })).json as { jobId: string; submissionKind: string };
    deepEqual([job.submissionKind, service.control.readJob({ jobId: job.jobId }).operationType], ['scheduled', 'all']);
    deepEqual((await post('moveSegment', { name: 'VIP', count: 5 })).json, null);
    equal((await post('advanceClock', {}, 'wrong')).status, 401);
    equal((await fetch(`${service.controlUrl}/describe`, { headers: { 'X-Control-Token': 'control' } })).status, 405);
    equal((await post('toString', {})).status, 404);
    equal((await post('advanceClock', '[')).status, 400);
    deepEqual((await post('advanceClock', { milliseconds: -1 })).json, { message: 'The clock can be advanced by 0 or more milliseconds, not by -1.' });
    deepEqual((await post('removeSegment', { name: 'No', instanceId: service.control.describe().instances[1]?.instanceId })).json, {
      message: "There is no segment 'No'. Known: 'VIP', 'HighSpenders'.",
    });
    deepEqual((await post('addSegment', { name: 'VIP' })).json, { message: "There is a segment 'VIP' already." });
    deepEqual((await post('moveSegment', { name: 'VIP', count: '5' })).json, { message: '\'count\' must be a number, not "5".' });
    deepEqual((await post('addFault', { kind: 'explode' })).json, { message: "There is no kind of fault 'explode'. Known: 'throttle', 'status', 'delay', 'break', 'hang', 'html'." });
    equal((await post('behave', { pathform: 'docs' })).status, 400);
    equal(service.requests.length, 0);
  });
});

/** The error code of a call that gets no answer, or its status. */
function codeOf(url: string): Promise<string> {
  return new Promise((resolve) => {
    httpRequest(url, (response) => resolve(String(response.statusCode))).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')).end();
  });
}
