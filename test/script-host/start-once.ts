// A process of its own for the test of concurrent starts: starts a host on the given cache folder, runs one call, and
// prints what was reported and answered as JSON.
import { startScriptHost } from '../../scripts/script-host';

async function main(cacheDirectory: string): Promise<void> {
  const lines: string[] = [];
  const host = await startScriptHost({ cacheDirectory, report: (line) => lines.push(line) });
  const script = await host.load('public class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => Task.FromResult(new HttpResponseMessage((HttpStatusCode)218)); }');
  const outcome = script.kind === 'loaded' ? await host.invoke(script, { operationId: 'A', method: 'GET', uri: 'https://a.example/' }) : script;
  await host.close();
  process.stdout.write(JSON.stringify({ lines, status: outcome.kind === 'response' ? outcome.status : outcome.kind }));
}

void main(process.argv[2] ?? '');
