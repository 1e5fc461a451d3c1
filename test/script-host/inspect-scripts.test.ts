import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inspectScript, type Processes, ScriptInspector } from '../../scripts/script-host';
import { FactsCache } from '../../scripts/script-host/facts-cache';
import { nodeProcesses } from '../../scripts/script-host/processes';
import { scriptOf, sharedHost } from '../support/shared-script-host';

/** Starts real processes and counts them. */
function counted(): Processes & { readonly started: () => number } {
  let started = 0;
  return { started: () => started, start: (...given) => { started += 1; return nodeProcesses.start(...given); } };
}

describe('inspecting scripts for validation', function () {
  this.timeout(60_000);
  // A text that no other run has, so that the first look can't come from the cache.
  const fresh = (): string => scriptOf(`if (Context.OperationId == "Run${process.hrtime.bigint()}") return null; return null;`);

  it('gives what the host says, and the second time without any process', async () => {
    const text = fresh();
    const processes = counted();
    const inspector = new ScriptInspector({ processes, report: () => {} });
    try {
      const first = await inspector.inspect(text, { generated: false });
      assert.deepEqual(first, await (await sharedHost()).inspect(text));
      assert.equal(processes.started() > 0, true);
    } finally {
      await inspector.close();
    }
    const idle = counted();
    const again = await inspectScript(text, { generated: false }, { processes: idle });
    assert.deepEqual(again, await (await sharedHost()).inspect(text));
    assert.equal(idle.started(), 0);
  });

  it('reads the same text anew as generated code', async () => {
    const text = fresh();
    const inspector = new ScriptInspector({ report: () => {} });
    try {
      const foreign = await inspector.inspect(text, { generated: false });
      const generated = await inspector.inspect(text, { generated: true });
      assert.ok(!('notRun' in foreign) && !('notRun' in generated));
      // Without usings of its own it does not compile where nothing is imported for it.
      assert.deepEqual([foreign, generated].map(facts => facts.diagnostics.some(({ severity }) => severity === 'error')), [false, true]);
    } finally {
      await inspector.close();
    }
  });

  it('says what to install where there is no .NET', async () => {
    assert.deepEqual(await inspectScript('class Script { }', { generated: false }, { environment: { PATH: '' } }), {
      notRun: "Custom code runs on .NET, and no 'dotnet' program was found. Install the .NET SDK 8 or newer (https://dotnet.microsoft.com/download) and make sure that 'dotnet' is on the PATH or DOTNET_ROOT names its folder.",
    });
  });

  it('says so where the host can not be built, and where it takes too long', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'konektor-inspect-'));
    try {
      const failing: Processes = { start: (_command, _args, environment) => nodeProcesses.start(process.execPath, ['-e', 'console.log("error CS0000: no"); process.exit(1)'], environment) };
      const unbuilt = await inspectScript(fresh(), { generated: false }, { cacheDirectory: folder, processes: failing, report: () => {} });
      assert.ok('notRun' in unbuilt);
      assert.match(unbuilt.notRun, /^The script host did not compile with the \.NET SDK [\d.]+; this is a bug in konektor or a damaged SDK\. It said: error CS0000: no$/);
      const impatient = new ScriptInspector({ report: () => {}, patienceMs: 0 });
      assert.deepEqual(await impatient.inspect(fresh(), { generated: false }), { notRun: 'Custom code was not read within 0 seconds, so it was given up.' });
      await impatient.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  describe('the cache of facts', () => {
    let folder: string;
    beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'konektor-facts-')); });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const facts = { diagnostics: [], classes: [], namespaceBlocks: [], directives: [], usings: [], forbidden: [], httpClients: [], synchronousWaits: [], operationIds: [{ name: 'Ünïcode', line: 1, column: 2 }], clockReads: [], cultureDependent: [], queryPrinting: [], ambiguousFormatting: [] };

    it('tells text, kind and host apart', () => {
      const cache = new FactsCache(folder, 'host');
      cache.keep('text', false, facts);
      assert.deepEqual(cache.find('text', false), facts);
      assert.deepEqual([cache.find('other', false), cache.find('text', true), new FactsCache(folder, 'other').find('text', false)], [undefined, undefined, undefined]);
    });

    it('takes a damaged file for none', () => {
      const cache = new FactsCache(folder, 'host');
      cache.keep('text', false, facts);
      const [name = ''] = readdirSync(folder);
      const file = path.join(folder, name);
      const whole = readFileSync(file, 'utf8');
      for (const damaged of ['', whole.slice(0, -1), whole.replace('"line":1', '"line":2')]) {
        writeFileSync(file, damaged);
        assert.equal(cache.find('text', false), undefined);
      }
    });

    it('costs nothing but time where it can not be written', () => {
      const file = path.join(folder, 'file');
      writeFileSync(file, '');
      const cache = new FactsCache(path.join(file, 'below'), 'host');
      cache.keep('text', false, facts);
      assert.equal(cache.find('text', false), undefined);
    });

    it('lets go of what was not used for longest', () => {
      const cache = new FactsCache(folder, 'host');
      for (let one = 0; one < 402; one += 1) cache.keep(String(one), false, facts);
      assert.equal(readdirSync(folder).length, 400);
    });
  });
});
