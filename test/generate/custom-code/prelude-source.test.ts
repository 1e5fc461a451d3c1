import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { mergedPrelude, preludeFolder, preludeOrder } from './prelude-program';

/** What the platform documents as usable, as far as it is needed here; System.Globalization is not and is named in full. */
const usable = new Set([
  'System', 'System.Collections', 'System.Collections.Generic', 'System.IO', 'System.Linq', 'System.Net', 'System.Net.Http',
  'System.Net.Http.Headers', 'System.Security.Cryptography', 'System.Text', 'System.Threading', 'System.Threading.Tasks', 'Newtonsoft.Json', 'Newtonsoft.Json.Linq',
]);

/** Words that the architecture forbids in the prelude, each with the reason. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\bnamespace\b/, 'the script is one compilation unit without one'],
  [/DateTime(?:Offset)?\.(?:UtcNow|Now|Today)|Stopwatch|Environment\.TickCount/, 'the clock is the service\'s Date header'],
  [/Thread\.Sleep|Task\.Delay/, 'the prelude never waits'],
  [/\.Result\b|\.Wait\(\)|GetAwaiter\(\)/, 'a blocked thread can block the host'],
  [/HttpUtility|\bHttpClient\b|WebUtility/, 'not the same on every host'],
  [/\bfixed\b|\bunsafe\b|\bdynamic\b/, 'not needed'],
  [/static (?!readonly|async|class)[\w<>[\], ?]+ \w+( = .*)?;/, 'static state is shared between calls'],
];

describe('prelude: source', () => {
  it('is in the list of files, whole', () => {
    const files = readdirSync(preludeFolder).map(name => name.replace(/\.cs$/, ''));
    assert.deepEqual([...preludeOrder].sort(), files.sort());
  });

  it('uses only namespaces that the platform allows', () => {
    const used = [...mergedPrelude().matchAll(/^using ([\w.]+);$/gm)].map(match => match[1] ?? '');
    assert.deepEqual(used.filter(name => !usable.has(name)), []);
    assert.equal(used.length > 5, true);
  });

  it('has nothing in it that the architecture forbids', () => {
    for (const name of preludeOrder) {
      const lines = readFileSync(join(preludeFolder, `${name}.cs`), 'utf8').split('\n').map(line => line.replace(/\/\/.*$/, ''));
      for (const [pattern, reason] of forbidden)
        assert.deepEqual(lines.filter(line => pattern.test(line)), [], `${name}.cs: ${reason}`);
      assert.ok(lines.length <= 250 && lines.every(line => line.length <= 140), name);
    }
  });

  it('notices what it forbids', () => {
    const bad = ['namespace X', 'var now = DateTimeOffset.UtcNow;', 'Thread.Sleep(5);', 'var x = task.Result;', 'new HttpClient()', 'dynamic x', 'private static int counter;'];
    assert.deepEqual(bad.map(line => forbidden.findIndex(([pattern]) => pattern.test(line))), [0, 1, 2, 3, 4, 5, 6]);
  });
});
