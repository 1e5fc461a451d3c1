import * as assert from 'node:assert/strict';
import { EnvironmentError, loadCustomCode } from '../../../scripts/environment';
import { loaded, responseOf, scriptOf, sharedHost, textOf } from '../../support/shared-script-host';
import { answer, base, bodyOf, fakeBackend, fakeCode, smallConnector, smallGateway } from '../small-connector';

/** Something of each documented namespace that has types here; the other two exist, so that they can be imported. */
const ofEachNamespace: Readonly<Record<string, string>> = {
  System: 'Math.Abs(-1)', 'System.Collections': 'new ArrayList().Count', 'System.Collections.Generic': 'new List<int>().Count', 'System.Diagnostics': 'new Stopwatch().IsRunning',
  'System.IO': 'new MemoryStream().Length', 'System.IO.Compression': 'CompressionLevel.Fastest', 'System.Linq': 'Enumerable.Range(0, 3).Sum()', 'System.Net': 'WebUtility.UrlEncode("a b")',
  'System.Net.Http': 'HttpMethod.Put', 'System.Net.Http.Headers': 'new MediaTypeHeaderValue("text/plain").MediaType', 'System.Net.Security': 'SslPolicyErrors.None',
  'System.Security.Authentication': 'SslProtocols.None', 'System.Security.Cryptography': 'SHA256.Create().HashSize', 'System.Text': 'Encoding.UTF8.WebName', 'System.Text.RegularExpressions': 'Regex.IsMatch("ab", "b")',
  'System.Threading': 'CancellationToken.None.CanBeCanceled', 'System.Threading.Tasks': 'Task.CompletedTask.IsCompleted', 'System.Web': 'HttpUtility.HtmlEncode("<")', 'System.Xml': 'new XmlDocument().ChildNodes.Count',
  'System.Xml.Linq': 'new XElement("a").Name.LocalName', 'System.Drawing': 'Color.Red.R', 'Microsoft.Extensions.Logging': 'LogLevel.Warning', 'Newtonsoft.Json': 'JsonConvert.SerializeObject(1)', 'Newtonsoft.Json.Linq': 'new JObject().Count',
};

describe('custom code as it is documented (facts 1.1)', function () {
  this.timeout(120_000);

  it('each documented namespace can be used without a using directive', async () => {
    const imported = ['System.Drawing.Drawing2D', 'System.Drawing.Imaging'].map(name => `using ${name};\n`).join('');
    const expressions = Object.values(ofEachNamespace);
    const script = await loaded(imported + scriptOf(`await Task.Yield(); return new HttpResponseMessage { Content = new StringContent(string.Join(" ", new object[] { ${expressions.join(', ')} })) };`));
    assert.equal((await responseOf(script)).body.toString(), '1 0 0 False 0 Fastest 3 a+b PUT text/plain None None 256 utf-8 True False True &lt; 0 a 255 Warning 1 0');
    assert.equal(expressions.length + 2, 26);
  });

  it('CreateJsonContent is static and makes JSON in UTF-8', async () => {
    const { headers, body } = await responseOf(await loaded(scriptOf('await Task.Yield(); return new HttpResponseMessage { Content = ScriptBase.CreateJsonContent("{\\"a\\":\\"ü\\"}") };')));
    assert.deepEqual([headers.filter(([name]) => name.toLowerCase() === 'content-type'), body.toString('utf8')], [[['Content-Type', 'application/json; charset=utf-8']], '{"a":"ü"}']);
  });

  it('the class overrides ExecuteAsync of ScriptBase: one that does not is refused by the compiler', async () => {
    await assert.rejects(loadCustomCode(await sharedHost(), 'public class Script : ScriptBase { }'), (error: unknown) =>
      error instanceof EnvironmentError && error.code === 'custom-code' && error.message.includes('script.csx:1:14  error CS0534'));
  });

  it('nothing reaches the backend unless the script sends it, and its answer is the script\'s', async () => {
    const backend = fakeBackend(() => answer(200, { from: 'backend' }));
    const connector = smallConnector({ operations: [{ path: '/things', object: { operationId: 'ListThings' } }], script: 'class Script {}' });
    const answered = await smallGateway({ connector, backend, code: fakeCode(() => answer(418, { from: 'code' })) }).send({ method: 'GET', uri: `${base}/things`, headers: [] });
    assert.deepEqual([answered.status, bodyOf(answered), answered.answeredBy, backend.requests], [418, { from: 'code' }, 'customCode', []]);
  });

  it('a connector that is saved again without its code has none any more', async () => {
    const operations = [{ path: '/things', object: { operationId: 'ListThings' } }];
    const backend = fakeBackend(() => answer(200, { from: 'backend' }));
    const gateway = smallGateway({ connector: smallConnector({ operations, script: 'class Script {}' }), backend, code: fakeCode(() => answer(200, { from: 'code' })) });
    const from = async (): Promise<unknown> => bodyOf(await gateway.send({ method: 'GET', uri: `${base}/things`, headers: [] }));
    const first = await from();
    gateway.install(smallConnector({ operations }));
    assert.deepEqual([first, await from()], [{ from: 'code' }, { from: 'backend' }]);
  });

  it('algorithms of cryptography are found by their names, as one published script needs', async () => {
    assert.equal(await textOf('await Task.Yield(); using var hash = HashAlgorithm.Create("SHA-256"); using var mac = KeyedHashAlgorithm.Create("HMACSHA256"); return new HttpResponseMessage { Content = new StringContent($"{hash.HashSize} {mac.HashSize}") };'), '256 256');
  });

  it('Formatting alone is refused, for two of the documented namespaces have one; in full and by an alias it is taken', async () => {
    const body = 'await Task.Yield(); return new HttpResponseMessage { Content = CreateJsonContent(new JObject { ["a"] = 1 }.ToString(Formatting.None)) };';
    await assert.rejects(loadCustomCode(await sharedHost(), scriptOf(body)), (error: unknown) => error instanceof EnvironmentError
      && /CS0104  'Formatting' is an ambiguous reference.*\n.*Write Newtonsoft\.Json\.Formatting in full\.$/.test(error.message));
    for (const source of [scriptOf(body.replace('Formatting.None', 'Newtonsoft.Json.Formatting.None')), `using Formatting = Newtonsoft.Json.Formatting;\n${scriptOf(body)}`]) {
      assert.equal((await responseOf(await loaded(source))).body.toString(), '{"a":1}');
    }
  });
});
