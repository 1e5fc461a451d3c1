import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctor } from '../../../scripts/cli/commands/doctor';
import type { Machine } from '../../../scripts/cli/doctor/machine';
import { readKonektorYaml } from '../../../scripts/cli/konektor-yaml';
import { main } from '../../../scripts/cli/main';
import type { Given } from '../../../scripts/cli/options';
import { processPorts } from '../../../scripts/cli/process-ports';
import { answersWith, usualAnswers } from '../../package/probe/usual-answers';
import { recordedPorts } from '../recorded-ports';

const given = (options: Partial<Given<'doctor'>['options']> = {}): Given<'doctor'> => ({ options: { environment: undefined, packages: 'dist', probe: undefined, write: false, format: 'text', ...options }, positionals: [] });

const goodMachine: Machine = {
  nodeVersion: '20.19.0', dotnetVersion: () => Promise.resolve('8.0.404'), cacheDirectory: '/cache', gitVersion: () => Promise.resolve('git version 2.39.5'),
  hasProgram: name => name === 'pac', hasPackage: () => true,
};
const settings = 'publisher:\n  name: Contoso\n  contact: { name: Ann, email: ann@contoso.com, url: https://contoso.com/help }\n  website: https://contoso.com\n  privacyPolicy: https://contoso.com/privacy\n';

/** Runs the checks of a machine over files in memory, where a cache folder can be made, or not. */
async function checked(machine: Partial<Machine> = {}, files: Readonly<Record<string, string>> = { '/project/konektor.yaml': settings }, cache: 'writable' | 'refused' = 'writable') {
  const { ports, printed } = recordedPorts(files);
  const made: string[] = [];
  const writable = { makeDirectory: (path: string) => void made.push(path), makeTemporaryDirectory: (parent: string) => `${parent}/tmp`, remove: (path: string) => void made.push(`-${path}`) };
  const code = await doctor(given(), cache === 'writable' ? { ...ports, files: { ...ports.files, ...writable } } : ports, { ...goodMachine, ...machine });
  return { code, out: printed().out, made };
}

describe('doctor: this machine', () => {
  it('all is well', async () => {
    assert.deepEqual(await checked(), {
      code: 0, made: ['/cache', '-/cache/tmp'],
      out: [
        '  Node           fine  20.19.0', '  .NET SDK       fine  8.0.404', '  cache          fine  /cache', '  konektor.yaml  fine  without placeholders',
        '  git            fine  2.39.5', '  pac            fine  on the path', '  pac wrapper    fine  @microsoft/powerplatform-cli-wrapper', '',
      ].join('\n'),
    });
  });

  it('says what to do for each problem, and ends with 1', async () => {
    const missing = { nodeVersion: '18.2.0', dotnetVersion: () => Promise.reject(new Error('No SDK. Install one.')), gitVersion: () => Promise.resolve(undefined), hasProgram: () => false, hasPackage: () => false };
    const { code, out } = await checked(missing, { '/project/konektor.yaml': 'publisher: 5\n' }, 'refused');
    assert.equal(code, 1);
    assert.equal(out, [
      '  Node           problem     18.2.0', '  .NET SDK       problem     none that can be used', '  cache          problem     /cache can\'t be written', '  konektor.yaml  problem     1 mistake',
      '  git            not needed  not on the path', '  pac            not needed  not on the path', '  pac wrapper    not needed  not installed', '',
      '  Node', '    Install Node 20.19 or newer (https://nodejs.org).',
      '  .NET SDK', '    No SDK. Install one.',
      '  cache', '    Make it writable, or name another folder in KONEKTOR_CACHE. This test writes nothing.',
      '  konektor.yaml', '    "publisher" must be a group of named values. Write a value of that kind.',
      '  git', '    Only "validate --since" needs it: https://git-scm.com',
      '  pac', '    Only importing by pac needs it: dotnet tool install --global Microsoft.PowerApps.CLI.Tool',
      '  pac wrapper', '    Only deploying through @microsoft/powerplatform-cli-wrapper needs it.', '',
    ].join('\n'));
  });

  it('placeholders and a missing file are to be done, not problems', async () => {
    const placeholders = await checked({}, { '/project/konektor.yaml': settings.replace('Contoso', 'Placeholder Publisher') });
    assert.equal(placeholders.code, 0);
    assert.match(placeholders.out, /konektor\.yaml {2}to do {2}1 placeholder\n[^]*Replace before you publish or deploy: publisher\.name\.\n$/);
    const none = await checked({}, {});
    assert.equal(none.code, 0);
    assert.match(none.out, /konektor\.yaml {2}to do {2}none here\n/);
  });

  it('this very machine is read', async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    let out = '';
    try {
      const ports = processPorts();
      const code = await main(['doctor', '--format', 'json'], { ...ports, directory: folder, environment: { ...ports.environment, KONEKTOR_CACHE: join(folder, 'cache') }, console: { ...ports.console, out: text => { out += text; } } });
      const { checks } = JSON.parse(out) as { checks: readonly { name: string; state: string; found: string }[] };
      assert.deepEqual([code, checks[0], readdirSync(join(folder, 'cache'))], [0, { name: 'Node', state: 'fine', found: process.versions.node }, []]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('doctor --probe', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'doctor-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  /** Runs the command line in the folder. */
  async function run(...words: readonly string[]) {
    let [out, error] = ['', ''];
    const ports = processPorts();
    const code = await main(['doctor', ...words], { ...ports, directory: folder, console: { ...ports.console, out: text => { out += text; }, error: text => { error += text; } } });
    return { code, out, error };
  }
  const file = (name: string, text: string): void => { writeFileSync(join(folder, name), text); };
  const other = JSON.stringify(answersWith({ 'calls.fail.status': 502, 'observed.turnedOnAt': '' }));

  it('a tenant that is as assumed ends with 0, and nothing is written', async () => {
    file('answers.json', `\uFEFF${JSON.stringify(usualAnswers)}`);
    const { code, out, error } = await run('--probe', 'answers.json');
    assert.deepEqual([code, error, out.includes('To play this tenant'), readdirSync(folder)], [0, '', false, ['answers.json']]);
  });

  it('another one ends with 1 and says with which flags to play it, also to programs', async () => {
    file('answers.json', other);
    const text = await run('--probe', 'answers.json');
    assert.equal(text.code, 1);
    assert.match(text.out, /\nTo play this tenant: konektor start --assumptions failedScriptStatus=502\n$/);
    const json = await run('--probe', 'answers.json', '--format', 'json');
    const { flags, assumptions } = JSON.parse(json.out) as { flags: string; assumptions: readonly { name: string }[] };
    assert.deepEqual([json.code, flags, assumptions.find(({ name }) => name === 'failedScriptStatus')], [1, 'failedScriptStatus=502', { name: 'failedScriptStatus', default: 500, assumed: 500, conclusion: { kind: 'decided', value: 502 } }]);
  });

  it('--write keeps what was found in konektor.yaml, and every other line of it', async () => {
    const before = `# Ours.\n${settings}\n# Last words.\nrules: {} # none\n`;
    file('konektor.yaml', before);
    file('answers.json', other);
    const written = await run('--probe', 'answers.json', '--write');
    assert.deepEqual([written.code, written.error], [0, '15 assumptions → konektor.yaml; start and invoke go by them.\n']);
    const text = readFileSync(join(folder, 'konektor.yaml'), 'utf8');
    const [kept, added] = text.split('\n\n# How the platform behaves');
    assert.equal(`${kept}\n`, before);
    assert.equal(added?.split('\n').find(line => line.includes('failedScriptStatus')), '  failedScriptStatus: 502');
    const { data, diagnostics } = readKonektorYaml(text, 'konektor.yaml');
    assert.deepEqual([diagnostics, data?.assumptions?.['failedScriptStatus'], data?.assumptions?.['pollOnTurnOn']], [[], 502, undefined]);
    // From then on it is what is assumed; a later finding takes the place of the former.
    assert.equal((await run('--probe', 'answers.json')).code, 0);
    file('answers.json', JSON.stringify(usualAnswers));
    assert.equal((await run('--probe', 'answers.json')).code, 1);
    assert.equal((await run('--probe', 'answers.json', '--write')).code, 0);
    assert.equal(readFileSync(join(folder, 'konektor.yaml'), 'utf8'), `${text.replace('failedScriptStatus: 502', 'failedScriptStatus: 500')}  pollOnTurnOn: atOnce\n`);
    assert.deepEqual(readdirSync(folder), ['answers.json', 'konektor.yaml']);
  });

  it('--write makes a konektor.yaml where there is none', async () => {
    file('answers.json', other);
    assert.equal((await run('--probe', 'answers.json', '--write')).code, 0);
    assert.equal(readKonektorYaml(readFileSync(join(folder, 'konektor.yaml'), 'utf8'), 'konektor.yaml').data?.assumptions?.['failedScriptStatus'], 502);
  });

  it('what contradicts ends with 1 even when it is written', async () => {
    file('answers.json', JSON.stringify(answersWith({ 'calls.readHeaders.order': 'code' })));
    assert.equal((await run('--probe', 'answers.json', '--write')).code, 1);
  });

  const bad: readonly (readonly [what: string, text: string, sentence: RegExp])[] = [
    ['an empty file', ' \n', /^konektor: answers\.json is empty\. Copy the whole output/],
    ['no JSON', '{"probe": 1,', /^konektor: answers\.json is not JSON: .*\. Copy the whole output/],
    ['a list', '[]', /^konektor: answers\.json does not hold the answers of the probe, which are one JSON object\./],
    ['other JSON', '{"a": 1}', /^konektor: answers\.json is JSON, but not the answers of the probe: it lacks "probe"\./],
    ['another version', JSON.stringify({ ...usualAnswers, probe: 2 }), /^konektor: answers\.json has answers of version 2, and this konektor reads version 1\. Make the probe again/],
    ['missing fields', JSON.stringify({ probe: 1, reportedAt: 'yesterday', calls: {} }), /flow shows them:\n {2}lacks "trigger"\n {2}lacks "signIn"\n {2}lacks "observed"\n {2}"reportedAt" must be an instant such as 2026-03-02T07:00:12Z, not "yesterday"\n {2}"calls" lacks "describe"\n {2}and 10 more\n/],
    ['a wrong value', JSON.stringify(answersWith({ 'observed.cancelledRun': 'no' })), /\n {2}"observed\.cancelledRun" must be boolean or null, not "no"\n/],
    ['a wrong time', JSON.stringify(answersWith({ 'observed.turnedOnAt': '7 o\'clock' })), /\n {2}"observed\.turnedOnAt" must be an instant such as 2026-03-02T07:00:12Z, not "7 o'clock"\n/],
  ];
  for (const [what, text, sentence] of bad) {
    it(`${what}: a sentence, and 2`, async () => {
      file('answers.json', text);
      const { code, out, error } = await run('--probe', 'answers.json', '--write');
      assert.deepEqual([code, out, readdirSync(folder)], [2, '', ['answers.json']]);
      assert.match(error, sentence);
    });
  }

  it('no file, --write alone, and a konektor.yaml with mistakes: a sentence, and 2', async () => {
    assert.deepEqual(await run('--probe', 'answers.json'), { code: 2, out: '', error: 'konektor: There is no file answers.json. Copy the output of the last step of the probe\'s flow into it.\n' });
    assert.deepEqual(await run('--write'), { code: 2, out: '', error: 'konektor: --write keeps what a probe found: give its answers with --probe answers.json.\n' });
    file('answers.json', JSON.stringify(usualAnswers));
    file('konektor.yaml', 'assumptions:\n  pollOnTurnOn: never\n  pollOnTurnof: atOnce\n');
    const { code, error } = await run('--probe', 'answers.json', '--write');
    assert.equal(code, 2);
    assert.match(error, /^konektor: konektor\.yaml has mistakes, and doctor goes by what it assumes\. Mend it first:\n {2}konektor\.yaml:\d:\d+ {2}"assumptions" has a property "pollOnTurnof" that is not known\.\n {2}konektor\.yaml:2:17 {2}"assumptions\.pollOnTurnOn" can't be "never"\.\n$/);
  });

  it('a file that can\'t be replaced stays whole', async () => {
    file('konektor.yaml', settings);
    file('answers.json', other);
    const { ports } = recordedPorts({ [join(folder, 'konektor.yaml')]: settings, [join(folder, 'answers.json')]: other });
    const real = processPorts().files;
    const broken = { ...real, rename: () => { throw new Error('Refused.'); } };
    await assert.rejects(doctor(given({ probe: 'answers.json', write: true }), { ...ports, directory: folder, files: broken }, goodMachine), /^Error: Refused\.$/);
    assert.deepEqual([readFileSync(join(folder, 'konektor.yaml'), 'utf8'), readdirSync(folder)], [settings, ['answers.json', 'konektor.yaml']]);
  });
});
