import * as assert from 'node:assert/strict';
import { type CallWatch, type CompileFailure, type LoadedScript, type ScriptCall, type ScriptHost, startScriptHost } from '../../../scripts/script-host';
import { EnvironmentError, Gateway, type JsonObject, loadCustomCode, VirtualClock, withBackends } from '../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, smallConnector, start } from '../small-connector';

const loaded: LoadedScript = { kind: 'loaded', scriptId: 's', typeName: 'Script', fromCache: false, diagnostics: [] };

/** A host that loads with this result, and whose script makes one request to https://api.test/x. */
function fakeHost(result: LoadedScript | CompileFailure) {
  const seen: { options?: unknown; call?: ScriptCall; answered?: unknown } = {};
  const host: Pick<ScriptHost, 'load' | 'invoke'> = {
    load: (_source, options) => { seen.options = options; return Promise.resolve(result); },
    async invoke(_script, call, watch: CallWatch = {}) {
      seen.call = call;
      seen.answered = await watch.backend?.({ method: 'GET', uri: 'https://api.test/x', headers: [], body: Buffer.alloc(0) });
      return { kind: 'response', status: 200, reason: 'OK', headers: [], body: Buffer.alloc(0), sends: [], logs: [] };
    },
  };
  return { host, seen };
}
const call: ScriptCall = { operationId: 'A', method: 'GET', uri: 'https://api.test/x', clock: '2026-03-02T07:00:00.000Z' };

describe('running custom code for the gateway', () => {
  it('shows the compiler\'s lines where a script does not compile', async () => {
    const { host } = fakeHost({ kind: 'rejected', diagnostics: [{ id: 'CS1002', severity: 'error', message: '; expected', line: 3, column: 7 }] });
    await assert.rejects(loadCustomCode(host, 'class'), new EnvironmentError('custom-code', 'The custom code does not compile, so no operation that it serves can run:\n  script.csx:3:7  error CS1002  ; expected'));
  });

  it('sends the script\'s requests through the environment, and tells the clock only where it is redirected', async () => {
    const backend = fakeBackend(() => answer(204));
    const { host, seen } = fakeHost(loaded);
    await (await loadCustomCode(host, 's')).run(call, { backend });
    assert.deepEqual([backend.requests, seen.answered, seen.call?.clock, seen.options], [[{ method: 'GET', uri: 'https://api.test/x', headers: [] }], answer(204), undefined, {}]);
    await (await loadCustomCode(host, 's', { redirectClock: true, sends: 'straight' })).run(call, { backend });
    assert.deepEqual([backend.requests.length, seen.answered, seen.call?.clock, seen.options], [1, undefined, call.clock, { redirectClock: true }]);
  });
});

describe('the gateway with custom code on .NET', function () {
  this.timeout(120_000);
  const script = `
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var state = HttpUtility.ParseQueryString(this.Context.OriginalRequestUri.Query)["triggerState"];
        var upstream = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        var response = new HttpResponseMessage(state == null ? HttpStatusCode.Accepted : HttpStatusCode.OK);
        response.Headers.Location = new Uri(this.Context.OriginalRequestUri.GetLeftPart(UriPartial.Path) + "?triggerState=1");
        response.Content = CreateJsonContent(new JObject { ["state"] = state, ["upstream"] = await upstream.Content.ReadAsStringAsync(), ["operation"] = this.Context.OperationId }.ToString());
        return response;
    }
}`;
  let host: ScriptHost;
  before(async () => {
    host = await startScriptHost({ report: () => undefined });
  });
  after(() => host.close());

  it('gives it the gateway\'s address and the backend\'s, and maps what it sends', async () => {
    const inner = fakeBackend(request => answer(200, { asked: request.uri, key: request.headers.find(([name]) => name === 'X-Key')?.[1] }));
    const definition: JsonObject = { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } };
    const connector = smallConnector({ operations: [{ path: '/trigger/{id}', object: { operationId: 'OnThing' } }], root: definition, script });
    const gateway = new Gateway({
      connectors: [{ connector, code: await loadCustomCode(host, script) }], connections: [{ id: 'c1', connector: 'small', values: { api_key: 'k-secret' } }],
      backend: withBackends(inner, { 'https://api.test': 'http://127.0.0.1:9' }, 'refuse'), tokens: { token: () => Promise.resolve('t') }, clock: new VirtualClock(start), publicOrigin: 'https://gateway.test',
    });
    const first = await gateway.send({ method: 'GET', uri: `${base}/trigger/a%20b`, headers: [] });
    const location = first.headers.find(([name]) => name === 'Location')?.[1] ?? '';
    const second = await gateway.send({ method: 'GET', uri: location, headers: [] });
    assert.deepEqual([first.status, location, second.status], [202, `${base}/trigger/a%20b?triggerState=1`, 200]);
    assert.deepEqual(bodyOf(second), { state: '1', upstream: '{"asked":"http://127.0.0.1:9/v1/trigger/a%20b?triggerState=1","key":"k-secret"}', operation: 'OnThing' });
    assert.deepEqual(second.backendCalls.map(({ method, uri, status }) => [method, new URL(uri).pathname, status]), [['GET', '/v1/trigger/a%20b', 200]]);
  });
});
