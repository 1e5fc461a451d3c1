/** The options of konektor validate that remember, mend or set something, through the command and on a real disk. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { smallDefinition, smallProperties, smallReadme } from '../../scripts/validate/examples/small-connector';

describe('konektor validate, with what it remembers, mends and is told', function () {
  this.timeout(120_000);
  let directory: string;
  beforeEach(() => { directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-validate-'))); });
  afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

  const write = (file: string, text: string): void => { mkdirSync(dirname(join(directory, file)), { recursive: true }); writeFileSync(join(directory, file), text); };
  const read = (file: string): string => readFileSync(join(directory, file), 'utf8');
  const definition = (summary: string, path = '/items'): string => {
    const small = smallDefinition();
    return `${JSON.stringify({ ...small, paths: { [path]: { get: { ...small.paths['/items'].get, summary } } } }, undefined, '\t')}\n`;
  };
  function writeConnector(summary: string): void {
    write('shelter/apiDefinition.swagger.json', definition(summary));
    write('shelter/apiProperties.json', JSON.stringify(smallProperties()));
    write('shelter/readme.md', smallReadme.text);
  }

  async function validate(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    let [out, error] = ['', ''];
    const ports = processPorts();
    const code = await main(['validate', '--profile', 'independent', ...words], {
      ...ports, directory, console: { ...ports.console, colours: false, resultColours: false, progress: () => undefined, out: text => { out += text; }, error: text => { error += text; } },
    });
    return { code, out, error: error.replace(/\d+ ms/g, 'n ms') };
  }
  const errorsIn = (json: string): readonly string[] => (JSON.parse(json) as { connectors: { findings: { code: string; severity: string }[] }[] }).connectors
    .flatMap(each => each.findings).filter(each => each.severity !== 'information').map(({ code, severity }) => `${severity} ${code}`);

  it('linked folders are not entered, so that links in circles end', async () => {
    writeConnector('List items');
    symlinkSync(directory, join(directory, 'again'), 'dir');
    symlinkSync(join(directory, 'shelter'), join(directory, 'linked'), 'dir');
    assert.match((await validate('.', '--format', 'json')).error, /^1 connector · /);
    assert.match((await validate('linked', '--format', 'json')).error, /^1 connector · /);
  });

  it('--fix mends the file in the author\'s own form, and says what is left', async () => {
    writeConnector('List/items');
    const { code, error } = await validate('shelter', '--fix', '--format', 'json');
    assert.equal(read('shelter/apiDefinition.swagger.json'), definition('List or items'));
    assert.deepEqual([code, error], [0, 'Mended: 1 finding in shelter/apiDefinition.swagger.json.\n1 connector · independent profile · 1 information · n ms\n']);
  });

  it('--write-baseline remembers, --baseline leaves out exactly that', async () => {
    writeConnector('List/items');
    assert.deepEqual((await validate('shelter', '--write-baseline', 'known.json')).code, 0);
    const known = await validate('shelter', '--baseline', 'known.json', '--format', 'json');
    assert.deepEqual([known.code, errorsIn(known.out)], [0, []]);
    assert.match(known.error, /no findings · \d known before · n ms\n$/);
    write('shelter/apiDefinition.swagger.json', definition('List/items', '/animals').replace('Lists all items.', 'Lists all items. Power Automate'));
    const more = await validate('shelter', '--baseline', 'known.json', '--format', 'json');
    assert.deepEqual([more.code, errorsIn(more.out).includes('error op-summary-characters'), errorsIn(more.out).length > 0], [0, false, true]);
    write('known.json', '{');
    assert.deepEqual((await validate('shelter', '--baseline', 'known.json')).code, 2);
    assert.deepEqual(await validate('shelter', '--baseline', 'none.json'), { code: 2, out: '', error: 'konektor: There is no baseline at none.json. Make one: konektor validate --write-baseline none.json\n' });
  });

  it('--since leaves out what was there at a commit', async () => {
    const git = (...words: readonly string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main', ...words], { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    writeConnector('List/items');
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    assert.equal((await validate('shelter')).code, 1);
    assert.equal((await validate('shelter', '--since', 'HEAD')).code, 0);
    write('shelter/apiDefinition.swagger.json', definition('List/items').replace('"title": "Example Shelter"', '"title": "The API of the Example Shelter"'));
    const now = await validate('shelter', '--since', 'HEAD', '--format', 'json');
    assert.deepEqual([now.code, errorsIn(now.out)], [1, ['error title-restricted-words']]);
    assert.equal((await validate('shelter', '--since', 'no-such-branch')).code, 2);
  });

  it('konektor.yaml sets severities, with a reason', async () => {
    writeConnector('List/items');
    const settings = (text: string): void => write('konektor.yaml', text);
    settings('rules:\n  op-summary-characters:\n    severity: warning\n    reason: The name of the product has a slash.\n');
    const milder = await validate('shelter', '--format', 'json');
    assert.deepEqual([milder.code, errorsIn(milder.out)], [0, ['warning op-summary-characters']]);
    settings('rules:\n  op-summary-characters:\n    severity: off\n');
    const { code, out } = await validate('shelter', '--format', 'json');
    assert.deepEqual([code, errorsIn(out)], [1, ['error op-summary-characters', 'error rule-reason-missing']]);
  });

  it('a mistake of a model is pointed out at its line, in every form', async () => {
    write('connector/index.ts', `import { action, defineConnector, record, text } from 'konektor';

const Pet = record('Pet', {
  name: text({ title: 'Name', description: 'The name of the pet.' }),
});

export default defineConnector({
  title: 'Pet Shelter', description: 'Lists the pets that wait for a home in the shelter.', version: '1.0.0',
  host: 'api.shelter.com', categories: ['Data'], brandColor: '#da3b01', authentication: { kind: 'none' },
  operations: [
    action({
      operationId: 'GetPet', summary: 'Get a pet/animal', description: 'Gets one pet.', visibility: 'important', method: 'get', path: '/pet', parameters: {},
      output: Pet,
    }),
  ],
});
`);
    write('konektor.yaml', 'publisher: { name: Shelter, contact: { name: Shelter Support, email: support@shelter.com, url: https://shelter.com/support }, website: https://shelter.com, privacyPolicy: https://shelter.com/privacy }\n');
    const github = await validate('--format', 'github');
    assert.match(github.out, /^::error file=connector\/index\.ts,line=12,col=39,endColumn=57,title=op-summary-characters/m);
    const pretty = await validate();
    assert.match(pretty.out, /^connector\/index\.ts:12:39 {2}error {2}op-summary-characters .*\n {2}12 │ .*summary: 'Get a pet\/animal'.*\n/m);
    const fixed = await validate('--fix');
    assert.deepEqual([fixed.code, fixed.out, fixed.error], [0, '', 'Mended: 1 finding in connector/index.ts. Run "konektor build" to bring the artifacts in step.\n1 connector · independent profile · no findings · n ms\n']);
    assert.ok(read('connector/index.ts').includes("summary: 'Get a pet or animal',"));
    assert.ok(!existsSync(join(directory, 'connector/generated')));
  });
});
