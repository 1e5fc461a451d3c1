/** konektor inspect, through the command and on a real disk. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { certification, certificationZip, connectorId, definition, dist, files, logicalName, solution, zip } from '../package/inspect/good-packages';

describe('konektor inspect', () => {
  let directory: string;
  beforeEach(() => { directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-inspect-'))); });
  afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

  const write = (file: string, content: string | Uint8Array): void => { mkdirSync(dirname(join(directory, file)), { recursive: true }); writeFileSync(join(directory, file), content); };
  async function inspect(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    let [out, error] = ['', ''];
    const ports = processPorts();
    const code = await main(['inspect', ...words], { ...ports, directory, console: { ...ports.console, colours: false, resultColours: false, progress: () => undefined, out: text => { out += text; }, error: text => { error += text; } } });
    return { code, out, error };
  }

  it('prints the tree of a package without a fault, and ends with 0', async () => {
    write('connector.zip', zip(solution({ connector: true, flows: false })));
    assert.deepEqual(await inspect('connector.zip'), {
      code: 0, error: 'connector.zip · connector solution · no findings\n', out: `connector.zip · connector solution
  Name       PetShelterConnector
  Version    1.0.0.0
  Managed    no
  Publisher  petshelter, prefix pet
  Pet Shelter · connector
    Name        ${logicalName}
    Id          ${connectorId}
    Host        api.shelter.example
    Operations  1 trigger, 1 action
    Connection  no parameters
    Code        ${logicalName}_customcodeblobcontent.csx, for 1 operation
    Policies    1
    Icon        ${logicalName}_iconblob.Png
`,
    });
  });

  it('points at the line of a file deep inside, and ends with 1', async () => {
    const good = certification();
    const flows = good.assets['Flows.zip'] ?? {};
    flows['solution.xml'] = String(flows['solution.xml']).replace('<Managed>0<', '<Managed>1<');
    write('out/outer.zip', certificationZip(good));
    const { code, out, error } = await inspect('out/outer.zip');
    assert.deepEqual({ code, error, finding: out.slice(out.indexOf('\n\n') + 2) }, {
      code: 1, error: 'out/outer.zip · certification package · 1 error\n', finding: `out/outer.zip › package.zip › PkgAssets/Flows.zip › solution.xml:9:5  error  package-managed  (5000.1.1.16)
   9 │     <Managed>1</Managed>
     │     ────────────────────
   The solution is managed. The reviewers take unmanaged solutions alone: they look into them and
   change them.
   Do: Export it as unmanaged.
`,
    });
  });

  it('gives tree and findings to programs', async () => {
    write('connector.zip', zip({ ...solution({ connector: true, flows: false }), [files.icon]: Uint8Array.from([0xff, 0xd8, 0xff]) }));
    const { code, out } = await inspect('connector.zip', '--format', 'json');
    const json = JSON.parse(out) as { package: { name: string; kind: string; facts: readonly unknown[]; children: readonly { kind: string }[] }; findings: readonly unknown[] }; // what the command promises
    assert.deepEqual([code, json.package.name, json.package.kind, json.package.facts[1], json.package.children.map(({ kind }) => kind)], [0, 'connector.zip', 'connector solution', { label: 'Version', value: '1.0.0.0' }, ['connector']]);
    assert.deepEqual(json.findings, [{
      code: 'package-icon-extension', severity: 'warning', file: `connector.zip › ${files.icon}`, line: 1, column: 1, length: 0,
      what: 'The icon is called .Png, and its content is JPEG.', why: 'The platform tells the kind of an icon by the name of its file.', todo: 'Call it .Jpeg, or save it in the other format.', policy: ['5000.2.1.3'],
    }]);
  });

  it('compares with the definition of the sources, by value', async () => {
    write('connector.zip', zip(solution({ connector: true, flows: false })));
    write('same.json', JSON.stringify(definition));
    write('other.json', JSON.stringify({ ...definition, host: 'other.example' }));
    assert.equal((await inspect('connector.zip', '--against', 'same.json')).code, 0);
    const { code, out } = await inspect('connector.zip', '--against', 'other.json');
    assert.deepEqual([code, out.slice(out.indexOf('\n\n') + 2)], [1, `connector.zip › ${files.definition}:8:11  error  package-definition-differs
   8 │   "host": "api.shelter.example",
     │            ───────────────────
   The definition of "Pet Shelter" is not that of other.json; they first differ at /host. The
   package would bring another connector than its sources describe.
   Do: Build and package again, or find out who changed it.
   See: other.json:1:140  What it should be.
`]);
  });

  it('takes a folder of packages, and does not follow links', async () => {
    const { connector, flows, folder } = dist();
    write('dist/connector.zip', zip(connector));
    write('dist/flows.zip', zip(flows));
    for (const [file, content] of Object.entries(folder)) write(`dist/connector/${file}`, content);
    symlinkSync(join(directory, 'dist'), join(directory, 'dist', 'again'), 'dir');
    const { code, out, error } = await inspect('dist');
    assert.deepEqual([code, error, out.split('\n').filter(line => /^( {2})?\S/.test(line))], [0, 'dist · 3 packages · no findings\n', ['dist · 3 packages', '  connector.zip · connector solution', '  flows.zip · flow solution', '  connector · connector folder']]);
  });

  it('ends with 1 for what is no package, and with 2 for a path that leads nowhere', async () => {
    write('hello.txt', 'Hello');
    const { code, out } = await inspect('hello.txt');
    assert.deepEqual([code, out.split('\n')[2]], [1, 'hello.txt  error  package-unknown']);
    assert.deepEqual(await inspect('nowhere.zip'), { code: 2, out: '', error: 'konektor: There is no file or folder nowhere.zip.\n' });
    assert.deepEqual(await inspect('hello.txt', '--against', 'nowhere.json'), { code: 2, out: '', error: 'konektor: There is no file nowhere.json to compare with.\n' });
  });
});
