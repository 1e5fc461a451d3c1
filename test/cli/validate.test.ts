/** konektor validate and konektor rules as a user meets them: paths, forms, exit codes. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { main } from '../../scripts/cli/main';
import { catalogue } from '../../scripts/validate/catalogue';
import { smallDefinition, smallProperties, smallReadme } from '../../scripts/validate/examples/small-connector';
import { pageOf } from '../../scripts/validate/page';
import { recordedPorts } from './recorded-ports';

const definitionWith = (summary: string): object => {
  const definition = smallDefinition();
  return { ...definition, paths: { '/items': { get: { ...definition.paths['/items'].get, summary } } } };
};
const printed = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const connector = (folder: string, definition: object = smallDefinition()): Record<string, string> => ({
  [`${folder}/apiDefinition.swagger.json`]: printed(definition), [`${folder}/apiProperties.json`]: printed(smallProperties()), [`${folder}/readme.md`]: smallReadme.text,
});

async function run(words: readonly string[], files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const { ports, printed: printedBy } = recordedPorts(files);
  const code = await main(['validate', ...words], { ...ports, environment });
  return { code, ...printedBy(), error: printedBy().error.replace(/\d+ ms/g, 'n ms') };
}

const summaryLine = printed(definitionWith('List/items')).split('\n').findIndex(line => line.includes('"summary"')) + 1;
const frame = `small/apiDefinition.swagger.json:${summaryLine}:20  error  op-summary-characters  (RestrictedCharactersInSummary)
  ${summaryLine} │         "summary": "List/items",
     │                     ──────────
   The summary "List/items" has /. The summary is the name under which makers find the operation;
   Microsoft's validator refuses these characters in it.
   Do: Say it in words: "or" for a slash, "and" for an ampersand.
   Fix: konektor validate --fix

`;

describe('konektor validate', () => {
  it('a connector folder without mistakes: 0, and one line on standard error', async () => {
    assert.deepEqual(await run(['small', '--profile', 'independent'], connector('/project/small')), {
      code: 0, out: '', error: '1 connector · independent profile · no findings · n ms\n',
    });
  });

  it('a mistake: a frame on standard output, and 1', async () => {
    assert.deepEqual(await run(['small', '--profile', 'independent'], connector('/project/small', definitionWith('List/items'))), {
      code: 1, out: frame, error: '1 connector · independent profile · 1 error · n ms\n',
    });
  });

  it('a profile that does not ask: 0', async () => {
    assert.equal((await run(['small', '--profile', 'platform'], connector('/project/small', definitionWith('List/items')))).code, 0);
  });

  it('a single definition, a YAML one, the connector of the working folder, a folder of connectors', async () => {
    const files = connector('/project/small', definitionWith('List/items'));
    const codes = (text: string): readonly string[] => (JSON.parse(text) as { connectors: { name: string; findings: { code: string; file: string; line: number }[] }[] }).connectors
      .flatMap(({ name, findings }) => findings.filter(each => each.code === 'op-summary-characters').map(({ file, line }) => `${name} ${file}:${line}`));
    const json = ['--profile', 'independent', '--format', 'json'];
    assert.deepEqual(codes((await run(['small/apiDefinition.swagger.json', ...json], files)).out), [`small/apiDefinition.swagger.json small/apiDefinition.swagger.json:${summaryLine}`]);
    const yaml = stringify(definitionWith('List/items'));
    assert.deepEqual(codes((await run(['a.swagger.yaml', ...json], { '/project/a.swagger.yaml': yaml })).out), [`a.swagger.yaml a.swagger.yaml:${yaml.split('\n').findIndex(line => line.includes('List/items')) + 1}`]);
    assert.deepEqual(codes((await run(json, connector('/project', definitionWith('List/items')))).out), [`. apiDefinition.swagger.json:${summaryLine}`]);
    const many = { ...connector('/project/all/one', definitionWith('List/items')), ...connector('/project/all/deep/two', definitionWith('List/items')), ...connector('/project/all/three') };
    assert.deepEqual(codes((await run(['all', ...json], many)).out), [`all/deep/two all/deep/two/apiDefinition.swagger.json:${summaryLine}`, `all/one all/one/apiDefinition.swagger.json:${summaryLine}`]);
  });

  it('GitHub annotations are relative to the checkout, not to the folder of the step', async () => {
    const { out } = await run(['small', '--profile', 'independent', '--format', 'github'], connector('/project/small', definitionWith('List/items')), { GITHUB_WORKSPACE: '/' });
    assert.match(out, /^::error file=project\/small\/apiDefinition\.swagger\.json,line=28,col=20,endColumn=32,title=op-summary-characters \(RestrictedCharactersInSummary\)::The summary "List\/items" has/);
  });

  it('an empty file, a file that is no JSON object, a binary file: findings, no crash', async () => {
    for (const text of ['', 'null', '[]', '"text"', '\u0000\u0001', '{"swagger":', 'swagger: "2.0"\n']) {
      const { code, out } = await run(['apiDefinition.swagger.json', '--format', 'json'], { '/project/apiDefinition.swagger.json': text });
      assert.equal(code, 1, JSON.stringify(text));
      assert.ok((JSON.parse(out) as { connectors: { findings: object[] }[] }).connectors[0]!.findings.length > 0, JSON.stringify(text));
    }
  });

  it('definitions inside an unpacked solution', async () => {
    const { out } = await run(['solution', '--profile', 'independent', '--format', 'json'], { '/project/solution/Connectors/one_openapidefinition.json': printed(definitionWith('List/items')), '/project/solution/Connectors/one_connectionparameters.json': '{}' });
    assert.deepEqual((JSON.parse(out) as { connectors: { name: string; findings: { code: string }[] }[] }).connectors.map(({ name, findings }) => [name, ...findings.map(each => each.code)]), [
      ['solution/Connectors/one_openapidefinition.json', 'op-summary-characters'],
    ]);
  });

  it('what is named twice is looked at once, and a folder without a definition says so', async () => {
    const { out, error } = await run(['small', 'small/', '--profile', 'platform'], { '/project/small/apiProperties.json': printed(smallProperties()), '/project/small/readme.md': smallReadme.text });
    assert.match(out, /^small {2}error {2}definition-present .*\n {3}There is no definition in this folder\./);
    assert.match(error, /1 connector · platform profile · 1 error · n ms\n$/);
  });

  it('a file that the system does not give is a finding, and the others have their turn', async () => {
    const { ports, printed: printedBy } = recordedPorts({ ...connector('/project/all/one'), ...connector('/project/all/two') });
    const refusing = { ...ports.files, readBytes: (file: string) => {
      if (file === '/project/all/one/apiDefinition.swagger.json') throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open', path: file });
      return ports.files.readBytes(file);
    } };
    assert.equal(await main(['validate', 'all', '--profile', 'independent'], { ...ports, files: refusing }), 1);
    assert.equal(printedBy().out, `all/one/apiDefinition.swagger.json  error  file-unreadable
   The file can't be read: the system answers EACCES. What was not read was not checked.
   Do: Give yourself permission to read it.

`);
    assert.match(printedBy().error, /^2 connectors · independent profile · 1 error · \d+ ms\n$/);
  });

  it('--limits tells how much is used', async () => {
    const { code, out } = await run(['small', '--limits', '--format', 'json'], connector('/project/small'));
    const [{ name, limits }] = (JSON.parse(out) as { connectors: [{ name: string; limits: { what: string; used: number; limit: number }[] }] }).connectors;
    assert.deepEqual([code, name, limits.map(each => [each.what, each.used, each.limit])], [0, 'small', [
      ['Operations', 1, 256], ['Definition', Buffer.byteLength(printed(smallDefinition())), 1_048_576], ['Schemas in one body', 0, 512], ['Schemas in one response', 3, 512], ['Schemas in one operation', 3, 16_384],
      ['Title', 15, 30], ['Description', 71, 500], ['Operation id', 9, 80], ['Operation summary', 10, 80], ['Parameter summary', 4, 80],
    ]]);
    assert.match((await run(['small', '--limits'], connector('/project/small'))).out, /^small\n {2}Operations +1 of 256 {2}█░+ +0 %\n/);
  });

  it('a path that leads nowhere, a folder without a connector, nothing to validate: 2, and what to do', async () => {
    const files = { '/project/notes/readme.txt': 'x' };
    assert.deepEqual(await run(['missing'], files), { code: 2, out: '', error: 'konektor: There is no file or folder missing.\n' });
    assert.deepEqual(await run(['notes'], files), { code: 2, out: '', error: 'konektor: There is no connector in notes: neither apiDefinition.swagger.json nor apiProperties.json is in it or below it.\n' });
    assert.deepEqual(await run([], files), { code: 2, out: '', error: 'konektor: There is nothing to validate here: no model at connector/index.ts, and no apiDefinition.swagger.json. Name a path: konektor validate <path>\n' });
  });
});

describe('konektor rules', () => {
  async function rules(...words: string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    const { ports, printed: printedBy } = recordedPorts();
    return { code: await main(['rules', ...words], ports), ...printedBy() };
  }

  it('lists every rule, as lines and as data', async () => {
    const lines = (await rules()).out.trimEnd().split('\n');
    assert.deepEqual(lines.map(line => line.split(' ')[0]), catalogue.map(rule => rule.code));
    assert.deepEqual((JSON.parse((await rules('--format', 'json')).out) as { code: string }[]).map(each => each.code), catalogue.map(rule => rule.code));
    assert.deepEqual((JSON.parse((await rules('--format', 'json', '--profile', 'platform')).out) as { code: string }[]).map(each => each.code), catalogue.filter(rule => rule.severity.platform !== 'off').map(rule => rule.code));
  });

  it('explains one, by our code or by Microsoft\'s', async () => {
    const page = pageOf(catalogue.find(rule => rule.code === 'op-summary-characters')!);
    assert.equal((await rules('op-summary-characters')).out, page);
    assert.equal((await rules('restrictedCharactersInSummary')).out, page);
  });

  it('an unknown one: 2, and the nearest', async () => {
    assert.deepEqual(await rules('op-sumary-characters'), { code: 2, out: '', error: 'konektor: There is no rule "op-sumary-characters". Did you mean "op-summary-characters"? All rules: konektor rules\n' });
  });
});
