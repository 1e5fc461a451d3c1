/**
 * Marked secrets in every input of every kind of target, and services that quote them back in every form: nothing that
 * anybody sees, and nothing that stays, gives one away.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targetMakers } from '../../scripts/deploy/targets';
import { wrapperTargetWith } from '../../scripts/deploy/targets/wrapper/wrapper-target';
import { Redactor } from '../../scripts/deploy/secrets/redactor';
import type { AuthorProject } from '../cli/author-project';
import { contosoYaml, emptyWorld, play, type Outcome } from '../cli/deploying/played-world';
import { shelterModel, shelterProject } from '../cli/package-project';
import { givenAway, planted, quoted } from './planted/planted';
import { jobVariables, QuotingServices, vault, type Trouble } from './planted/services';
import { environmentId, url } from './targets/dataverse/fake-dataverse';
import { environmentId as idOfPaconn } from './targets/paconn/fake-power-apps';
import { makeFakePac, type FakePac } from './targets/pac/fake-pac';
import { fakeWrapper } from './targets/wrapper/fake-wrapper';
import { sleepingClock } from './targets/test-ports';

const applicationId = '1d9e8a52-0000-4000-8000-00000000f00d';
const environment = (name: string, target: string, id: string, credentials: string, secret: string): string => `  ${name}:
    target: ${target}
    url: ${url}
    id: ${id}
    tenant: contoso.onmicrosoft.com
    clientId: 6b9e8a52-0000-4000-8000-0123456789ab
    clientSecret: { ${secret} }
    credentials: { applicationId: ${applicationId}, ${credentials} }
    connectionReferences: { cts_exampleshelter: c1 }
    environmentVariables: { cts_Place: Barn }
`;
const [byVariable, byIdentity] = ['env: DEPLOYER_SECRET', 'workloadIdentity: true'];
const [inVariable, inVault] = ['env: CLIENT_SECRET', `keyVault: '${vault}'`];
const yaml = `${contosoYaml.split('environments:')[0]!}environments:
${environment('dataverse', 'dataverse', environmentId, byVariable, inVariable)}${environment('dataverse-by-identity', 'dataverse', environmentId, byIdentity, inVault)}${environment('pac', 'pac', environmentId, byVariable, inVariable)}${environment('pac-by-identity', 'pac', environmentId, byIdentity, inVault)}${environment('wrapper', 'wrapper', environmentId, byVariable, inVariable)}${environment('paconn', 'paconn', idOfPaconn, byVariable, inVariable)}${environment('paconn-by-identity', 'paconn', idOfPaconn, byIdentity, inVault)}`;
const names = ['dataverse', 'dataverse-by-identity', 'pac', 'pac-by-identity', 'wrapper', 'paconn', 'paconn-by-identity'] as const;
type Name = (typeof names)[number];

/** The shelter, with people who sign in to it. */
const signedIn = (version: string): string => shelterModel(version).replace('import { action,', 'import { action, entraUser,')
  .replace('authentication: { kind: \'none\' }', 'authentication: { kind: \'parameters\', parameters: { token: entraUser({ resource: \'https://shelter.contoso.com\', redirectMode: \'GlobalPerConnector\' }) } }');

/** Commands, with the trouble that they meet. */
const story: readonly (readonly [command: string, trouble: Trouble, packages?: 'second'])[] = [
  ['doctor', 'none'], ['doctor', 'entra'], ['doctor', 'look'], ['doctor', 'vault'], ['doctor', 'runner'],
  ['deploy --dry-run', 'none'], ['deploy --dry-run', 'entra'], ['deploy --dry-run', 'look'], ['deploy', 'vault'], ['deploy', 'runner'], ['deploy', 'entra'], ['deploy', 'look'],
  ['deploy', 'write'], ['deploy', 'upload'], ['deploy', 'none'], ['deploy', 'none'], ['drift', 'none'], ['drift', 'look'], ['drift', 'entra'],
  ['deploy', 'none', 'second'], ['rollback --dry-run', 'none'], ['rollback', 'look'], ['rollback', 'write'], ['rollback', 'none'],
];

interface Told { readonly files: readonly string[]; readonly outcomes: readonly (Outcome & { readonly command: string })[]; readonly services: QuotingServices }

describe('planted secrets', function () {
  this.timeout(120_000);
  let project: AuthorProject;
  let pac: FakePac;
  before(function () {
    if (process.platform === 'win32') this.skip(); // the played pac is a script with an interpreter line
    project = shelterProject({ 'konektor.yaml': yaml });
    for (const [version, folder] of [['1.1.0', 'second'], ['1.0.0', 'first']] as const) {
      project.write('connector/index.ts', signedIn(version));
      const { code, error } = project.konektor('package', '--out', folder);
      assert.equal(code, 0, error);
    }
  });
  after(() => { project.remove(); });
  beforeEach(() => { pac = makeFakePac(); rmSync(join(project.directory, '.konektor'), { recursive: true, force: true }); });
  afterEach(() => { pac.remove(); });

  /** All files below the folder in which a project keeps what it deployed, as texts. */
  function kept(): readonly string[] {
    return readdirSync(join(project.directory, '.konektor'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  }

  async function tell(name: Name, format: 'text' | 'json', commands = story): Promise<Told> {
    const clock = sleepingClock();
    const services = new QuotingServices(clock.now);
    const outcomes: (Outcome & { readonly command: string })[] = [];
    const target = name.split('-')[0];
    for (const [command, trouble, folder = 'first'] of commands) {
      services.begin(trouble, name.endsWith('-by-identity') ? [] : [planted.deployer, planted.client]);
      if (target === 'wrapper' && trouble === 'write') pac.fail({ verb: 'solution import', output: `Error: refused ${quoted(planted.deployer)} ${quoted(planted.client)}`, code: 1 });
      const words = [...command.split(' '), '--environment', name, ...(command.startsWith('rollback') ? [] : ['--packages', folder]), ...(format === 'json' ? ['--format', 'json'] : []), ...(target === 'paconn' && /^(deploy|drift)/.test(command) ? ['--only', 'connector'] : [])];
      const outcome = await play(project, emptyWorld(), words, {
        environment: jobVariables, http: services.http, clock, shownDigests: true,
        processes: target === 'wrapper' ? { ...services.processes, find: () => pac.program } : services.processes,
        targets: { ...targetMakers, wrapper: () => (environmentSettings, ports, tokens) => wrapperTargetWith(() => Promise.resolve(fakeWrapper((zip, settings) => services.dataverse.bring(readFileSync(zip), settings === undefined ? undefined : readFileSync(settings, 'utf8')))), process.env, environmentSettings, ports, tokens) },
      });
      outcomes.push({ command: `${words.join(' ')} (${trouble})`, ...outcome });
    }
    return { files: kept(), outcomes, services };
  }
  const leaks = ({ files, outcomes }: Pick<Told, 'files' | 'outcomes'>): readonly string[] => [
    ...outcomes.flatMap(({ command, out, error }) => [...givenAway(out).map(secret => `${command}: ${secret} in the results`), ...givenAway(error).map(secret => `${command}: ${secret} in the messages`)]),
    ...files.flatMap((text, index) => givenAway(text).map(secret => `file ${index}: ${secret}`)),
  ];
  const leftOver = (): readonly string[] => readdirSync(tmpdir()).filter(entry => entry.startsWith(`konektor-deploy-${process.pid}-`));

  for (const name of names) {
    for (const format of ['text', 'json'] as const) {
      it(`${name}: none in what is said as ${format}, in what is kept, in folders left over, in words and variables of programs`, async () => {
        const { outcomes, files, services } = await tell(name, format);
        assert.deepEqual(leaks({ outcomes, files }), []);
        assert.deepEqual(leftOver(), []);
        assertPrograms(name, services);
        // The story is one that can give something away: it deploys, fails, and quotes.
        const codes = (start: string): readonly number[] => outcomes.filter(({ command }) => command.startsWith(start)).map(({ code }) => code);
        assert.deepEqual([codes('deploy').includes(0), codes('deploy').includes(1), codes('rollback').at(-1)], [true, true, 0], outcomes.map(({ command, code }) => `${code} ${command}`).join('\n'));
        assert.ok(outcomes.filter(({ out, error }) => `${out}${error}`.includes('***')).length >= 4, 'secrets were quoted, and hidden');
        if (format === 'json') for (const { out } of outcomes.filter(each => each.out !== '')) JSON.parse(out);
      });
    }
  }

  /**
   * pac takes the secret of the application that deploys on its command line when it signs in, and in no other way; it also
   * renews with a variable. The wrapper hands it over so. Everything else is nowhere.
   */
  function assertPrograms(name: Name, { pacCalls }: QuotingServices): void {
    const calls = name === 'wrapper' ? pac.calls() : pacCalls;
    const inWords = new Set(calls.flatMap(({ words }) => givenAway(words.join(' ')).map(secret => `${words.slice(0, 2).join(' ')}: ${secret}`)));
    const inVariables = new Set(calls.flatMap(({ variables }) => Object.entries(variables).flatMap(([variable, value]) => givenAway(value).map(secret => `${variable}: ${secret}`))));
    const expected = { pac: [['auth create: deployer'], ['PAC_CLI_SPN_SECRET: deployer']], wrapper: [['auth create: deployer'], ['PAC_CLI_SPN_SECRET: deployer']], 'pac-by-identity': [[], ['ACTIONS_ID_TOKEN_REQUEST_TOKEN: runner']] };
    assert.deepEqual([[...inWords], [...inVariables]], Object.entries(expected).find(([each]) => each === name)?.[1] ?? [[], []]);
  }

  it('a secret that was written where its reference belongs is refused, and not said', async () => {
    for (const wrong of [`credentials: { applicationId: ${applicationId}, env: '${planted.other}' }`, `clientSecret: { keyVault: '${planted.other}' }`, `clientSecret: '${planted.other}'`, `environmentVariables: { cts_Place: Barn, cts_Key: '${planted.other}' }`]) {
      const property = wrong.slice(0, wrong.indexOf(':'));
      project.write('konektor.yaml', yaml.replace(new RegExp(`    ${property}: .*`), `    ${wrong}`));
      try {
        for (const command of ['deploy', 'deploy --dry-run', 'drift', 'rollback', 'doctor']) {
          for (const form of ['text', 'json']) {
            const services = new QuotingServices(() => 0);
            const { code, out, error } = await play(project, emptyWorld(), [...command.split(' '), '--environment', 'dataverse', '--packages', 'first', '--format', form], { environment: jobVariables, http: services.http, processes: services.processes, targets: targetMakers });
            assert.deepEqual([givenAway(out), givenAway(error), code === 0 && command !== 'deploy --dry-run'], [[], [], false], `${command}: ${wrong}\n${out}${error}`);
          }
        }
      } finally {
        project.write('konektor.yaml', yaml);
      }
    }
  });

  describe('and the search finds what is there', () => {
    for (const [name, secret] of Object.entries(planted)) {
      it(`${name}, in each form that services quote`, () => {
        for (const form of quoted(secret).split(' | ')) assert.ok(givenAway(`before ${form} after`).includes(name), form);
      });
    }
    it('nothing in a text without secrets', () => { assert.deepEqual(givenAway('Deploy Example Shelter 1.0.0 to stage: *** and QUJDREVGR0hJSktMTU5P'), []); });

    it('with a redactor that hides nothing, every kind of target would have said something', async () => {
      const { redact, redactAll } = Redactor.prototype;
      Redactor.prototype.redact = text => text;
      Redactor.prototype.redactAll = value => value;
      try {
        for (const name of names) {
          rmSync(join(project.directory, '.konektor'), { recursive: true, force: true });
          const told = await tell(name, 'text', [['doctor', 'look'], ['deploy', 'write']]);
          assert.ok(leaks(told).some(each => each.includes('messages')) && leaks(told).some(each => each.includes('results')) && leaks(told).some(each => each.startsWith('file')), `${name}: ${leaks(told).join('\n')}`);
        }
      } finally {
        Redactor.prototype.redact = redact;
        Redactor.prototype.redactAll = redactAll;
      }
    });
  });
});
