import assert from 'node:assert/strict';
import type { CompileFailure } from '../../scripts/script-host';
import { loaded, responseOf, scriptOf, sharedHost, textOf } from '../support/shared-script-host';

async function rejected(source: string, generated = false): Promise<CompileFailure['diagnostics']> {
  const outcome = await (await sharedHost()).load(source, { generated });
  assert.ok(outcome.kind === 'rejected', 'the script was expected not to compile');
  return outcome.diagnostics;
}

/** A script as the generator writes it: explicit usings; `body` is line 5. */
function generatedOf(body: string, usings = ''): string {
  return `using System; using System.Net; using System.Net.Http; using System.Threading.Tasks; ${usings}\npublic class Script : ScriptBase {\n    public override async Task<HttpResponseMessage> ExecuteAsync()\n    {\n        ${body}\n    }\n}\n`;
}

describe('compiling a script', function () {
  // The first test on a machine builds the host, and each compiles with a cold compiler there.
  this.timeout(60_000);

  it('reports errors with line and column of the source', async () => {
    assert.deepEqual(await rejected('public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync() =>\n        Task.FromResult(Nothing);\n}\n'), [
      { id: 'CS0103', severity: 'error', message: "The name 'Nothing' does not exist in the current context", line: 4, column: 25 },
    ]);
  });

  it('says what is missing where no class derives from ScriptBase', async () => {
    const noClass = { id: 'KSH001', severity: 'error', message: "No class derives from ScriptBase and can be created without arguments, so the platform finds nothing to run. Declare 'public class Script : ScriptBase' with an ExecuteAsync method.", line: 0, column: 0 };
    assert.deepEqual(await rejected('public class Script { }'), [noClass]);
    const body = 'await Task.Yield(); return new HttpResponseMessage();';
    assert.deepEqual(await rejected(scriptOf(body, 'public Script(int one) { }')), [noClass]);
    assert.deepEqual(await rejected(scriptOf(body).replace('class Script', 'class Script<T>')), [noClass]);
    assert.deepEqual(await rejected(scriptOf(body).replace('class Script', 'abstract class Script')), [noClass]);
  });

  for (const name of ['Script', 'script', 'MyConnector']) {
    it(`finds the class by its base class, here named ${name}`, async () => {
      const script = await loaded(scriptOf('return new HttpResponseMessage((HttpStatusCode)204);').replace('class Script', `class ${name}`));
      assert.equal(script.typeName, name);
      assert.equal((await responseOf(script)).status, 204);
    });
  }

  it('prefers the class called Script and accepts a base class in between', async () => {
    const middle = 'public abstract class Middle : ScriptBase { }\npublic class Another : Middle { public override Task<HttpResponseMessage> ExecuteAsync() => throw new Exception(); }\n';
    const script = await loaded(`${middle}${scriptOf('return new HttpResponseMessage((HttpStatusCode)200);').replace(': ScriptBase', ': Middle')}`);
    assert.equal(script.typeName, 'Script');
  });

  it('gives a script without usings the namespaces of the platform, and takes top-level extension methods', async () => {
    const source = `${scriptOf(`
        dynamic body = JObject.Parse("{\\"n\\": [3, 1, 2]}");
        var numbers = ((JArray)body.n).Select(one => (int)one).OrderBy(one => one).Shout();
        var query = HttpUtility.ParseQueryString("a=1&b=%C3%BC");
        var element = new XElement("x", query["b"]);
        using var sha = SHA256.Create();
        var hash = BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes("abc"))).Substring(0, 5);
        var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Content = CreateJsonContent($"{numbers} {Regex.Replace("xyz", "y", "-")} {element} {hash} {WebUtility.HtmlEncode("<")} {new MediaTypeHeaderValue("text/plain")}");
        return response;`)}
public static class Extensions { public static string Shout(this IEnumerable<int> numbers) => string.Join("!", numbers); }`;
    assert.equal((await responseOf(await loaded(source))).body.toString(), '1!2!3 x-z <x>ü</x> BA-78 &lt; text/plain');
  });

  it('accepts the namespaces that published scripts import and this runtime lacks', async () => {
    const usings = 'using System.Runtime.Remoting.Contexts;\nusing Microsoft.PowerPlatform.Connectors.CustomCode.CSharp;\nusing System.Drawing.Imaging;\n';
    assert.deepEqual((await loaded(usings + scriptOf('await Task.Yield(); return new HttpResponseMessage();'))).diagnostics, []);
  });

  it('keeps nullable remarks silent', async () => {
    assert.deepEqual((await loaded(scriptOf('string? text = null; await Task.Yield(); return new HttpResponseMessage { ReasonPhrase = text! };'))).diagnostics, []);
  });

  it('compiles the newest C# in foreign scripts', async () => {
    assert.equal(await textOf('await Task.Yield(); return new HttpResponseMessage { Content = new StringContent("""raw "text" """) };'), 'raw "text" ');
  });

  it('takes a cached script without compiling it again, with its remarks', async () => {
    const source = scriptOf(`#warning remember ${process.hrtime.bigint()}\nawait Task.Yield(); return new HttpResponseMessage();`);
    const first = await loaded(source);
    const second = await loaded(source);
    assert.deepEqual([first.fromCache, second.fromCache], [false, true]);
    assert.equal(first.diagnostics[0]?.id, 'CS1030');
    assert.deepEqual(second.diagnostics, first.diagnostics);
    assert.equal((await loaded(source, { redirectClock: true })).fromCache, false);
  });

  describe('as generated code', () => {
    it('compiles against netstandard 2.0 and runs', async () => {
      const script = await loaded(generatedOf(
        'Context.Logger.LogInformation("{Count}", 1); var parts = "a,b".Split(\',\'); await Task.Yield(); return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(JArray.FromObject(parts).ToString(Formatting.None)) };',
        'using Newtonsoft.Json; using Newtonsoft.Json.Linq; using Microsoft.Extensions.Logging;'), { generated: true });
      assert.deepEqual(script.diagnostics, []);
      assert.equal((await responseOf(script)).body.toString(), '["a","b"]');
    });

    const beyond: readonly (readonly [what: string, code: string, id: string, column: number])[] = [
      ['a method of .NET 5', 'var text = Convert.ToHexString(new byte[0]); return await Task.FromResult<HttpResponseMessage>(null);', 'CS0117', 28],
      ['an overload of .NET Core 2', 'var parts = "a".Contains(\'a\', StringComparison.Ordinal); return await Task.FromResult<HttpResponseMessage>(null);', 'CS1501', 25],
      ['a type of .NET Core 3', 'System.Text.Json.JsonDocument text = null; return await Task.FromResult<HttpResponseMessage>(null);', 'CS0234', 21],
      ['C# 10', 'var (a, b) = (1, 2); int c; (c, var d) = (a, b); return await Task.FromResult<HttpResponseMessage>(null);', 'CS8773', 37],
      ['a missing using', 'var text = new StringBuilder(); return await Task.FromResult<HttpResponseMessage>(null);', 'CS0246', 24],
    ];
    for (const [what, code, id, column] of beyond) {
      it(`refuses ${what}`, async () => {
        const diagnostics = (await rejected(generatedOf(code), true)).filter(({ severity }) => severity === 'error');
        assert.deepEqual(diagnostics.map(({ id, line, column }) => ({ id, line, column })), [{ id, line: 5, column }]);
      });
    }

    it('refuses what the platform forbids, which is a warning in a foreign script', async () => {
      const code = 'var text = System.IO.File.ReadAllText("x"); return await Task.FromResult<HttpResponseMessage>(null);';
      const expected = { id: 'KSH002', message: 'System.IO.File is not available to custom code on the platform. Use only the namespaces its documentation lists.', line: 5, column: 30 };
      assert.deepEqual(await rejected(generatedOf(code), true), [{ ...expected, severity: 'error' }]);
      assert.deepEqual((await loaded(generatedOf(code))).diagnostics, [{ ...expected, severity: 'warning' }]);
    });
  });
});
