import assert from 'node:assert/strict';
import { scriptOf, sharedHost } from '../support/shared-script-host';

describe('inspecting a script', () => {
  it('tells classes, operations, waits, forbidden names and clock reads with their places', async () => {
    const source = scriptOf(
      `if (Context.OperationId == "Direct") return null;
var operation = this.Context.OperationId;
switch (operation)
{
    case "First": case "Second": break;
}
if (operation is "Third" or "Fourth" || Handles(operation)) Thread.Sleep(1);
var chosen = operation switch { "Sixth" => 1, _ => 2 };
var unrelated = Context.CorrelationId == "not an operation";
var now = DateTime.UtcNow;
var text = Context.SendAsync(Context.Request, CancellationToken).Result;
System.Net.Sockets.Socket socket = null;
Environment.Exit(3);
return null;`,
      'static bool Handles(string name) => "Fifth".Equals(name);',
    );
    const facts = await (await sharedHost()).inspect(source);
    assert.deepEqual({ ...facts, diagnostics: facts.diagnostics.filter(({ id }) => id.startsWith('KSH')).map(({ id, line, column }) => ({ id, line, column })) }, {
      diagnostics: [
        { id: 'KSH002', line: 17, column: 20 },
        { id: 'KSH002', line: 18, column: 13 },
      ],
      classes: ['Script'],
      operationIds: [
        { name: 'Fifth', line: 3, column: 37 },
        { name: 'Direct', line: 6, column: 28 },
        { name: 'First', line: 10, column: 10 },
        { name: 'Second', line: 10, column: 24 },
        { name: 'Third', line: 12, column: 18 },
        { name: 'Fourth', line: 12, column: 29 },
        { name: 'Sixth', line: 13, column: 33 },
      ],
      usesHttpClient: false,
      synchronousWaits: [
        { name: 'Thread.Sleep', line: 12, column: 68 },
        { name: 'Task.Result', line: 16, column: 66 },
      ],
      forbidden: [
        { name: 'System.Net.Sockets.Socket', line: 17, column: 20 },
        { name: 'System.Environment.Exit', line: 18, column: 13 },
      ],
      clockReads: [{ name: 'DateTime.UtcNow', line: 15, column: 11 }],
    });
  });

  it('sees an HTTP client of the script, however it is made', async () => {
    const host = await sharedHost();
    for (const code of ['using var client = new HttpClient();', 'HttpClient client = new();', 'var client = WebRequest.Create("http://x.example");']) {
      const facts = await host.inspect(scriptOf(`${code} return null;`));
      assert.equal(facts.usesHttpClient, true, code);
      assert.ok(facts.diagnostics.some(({ id, line }) => id === 'KSH003' && line === 6), code);
    }
    assert.equal((await host.inspect(scriptOf('return await Context.SendAsync(Context.Request, CancellationToken);'))).usesHttpClient, false);
  });

  it('still tells facts of a script that does not compile', async () => {
    const facts = await (await sharedHost()).inspect(scriptOf('if (Context.OperationId == "Broken") return 1 +;'));
    assert.deepEqual(facts.operationIds, [{ name: 'Broken', line: 6, column: 28 }]);
    assert.ok(facts.diagnostics.some(({ severity, line }) => severity === 'error' && line === 6));
  });
});
