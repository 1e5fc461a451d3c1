import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import type { AuthorProject } from '../author-project';
import { contosoYaml, emptyWorld, journalOf, packagedProject, packageVersion, play, type FakeWorld, type Playing } from './played-world';
import { assertTranscript, transcribed } from './transcript';

/** Commands one after the other in one project and one played environment. */
describe('deploy, drift and rollback as they are met', function () {
  this.timeout(60_000);
  let project: AuthorProject;
  let world: FakeWorld;
  let said: string;
  before(() => {
    project = packagedProject();
    cpSync(join(project.directory, 'dist'), join(project.directory, 'first'), { recursive: true });
    packageVersion(project, '1.1.0', 'Gets one animal by its id.');
    cpSync(join(project.directory, 'dist'), join(project.directory, 'second'), { recursive: true });
  });
  after(() => { project.remove(); });
  beforeEach(() => {
    world = emptyWorld();
    said = '';
    rmSync(join(project.directory, '.konektor'), { recursive: true, force: true });
    project.write('konektor.yaml', contosoYaml);
    packages('first');
  });

  function packages(folder: 'first' | 'second'): void {
    rmSync(join(project.directory, 'dist'), { recursive: true, force: true });
    cpSync(join(project.directory, folder), join(project.directory, 'dist'), { recursive: true });
  }
  async function konektor(command: string, playing: Playing = {}): Promise<number> {
    const words = command.split(' ');
    const { asked, ...outcome } = await play(project, world, words, playing);
    said += transcribed(words, outcome, asked);
    return outcome.code;
  }
  const failing = (operation: string, error: DeployError): Playing => ({ onWrite: (name, when) => { if (name === operation && when === 'before') throw error; } });
  const digestOfPlan = (text: string): string => /"digest": "([0-9a-f]{64})"/.exec(text)?.[1] ?? assert.fail('no digest');
  /** The digest of the plan as a dry run shows it to programs. */
  const planned = async (environment: string): Promise<string> => digestOfPlan((await play(project, world, ['deploy', '--environment', environment, '--dry-run', '--format', 'json'], { shownDigests: true })).out);

  it('a dry run says what it would do, with credentials and without, and changes nothing', async () => {
    await konektor('deploy --environment stage --dry-run', { environment: {} });
    await konektor('deploy --environment stage --dry-run');
    await konektor('deploy --environment stage --dry-run', { onLook: () => { throw new DeployError('http-401', 'The service does not know the application.'); } });
    await konektor('deploy --environment stage --dry-run --only connector');
    assertTranscript('dry-run', said);
    assert.deepEqual([world, () => readFileSync(journalOf(project, 'stage'))].map(each => { try { return typeof each === 'function' ? each() : each; } catch { return 'no journal'; } }), [emptyWorld(), 'no journal']);
  });

  it('a deployment, again, a change, drift, and back', async () => {
    const codes = [
      await konektor('deploy --environment stage --connection c7'), await konektor('deploy --environment stage'), await konektor('drift --environment stage'),
      (packages('second'), await konektor('drift --environment stage')), await konektor('deploy --environment stage'),
      ([...world.flows].forEach(([id, flow]) => world.flows.set(id, { ...flow, isOn: false })), await konektor('drift --environment stage')),
      await konektor('rollback --environment stage --dry-run'), await konektor('rollback --environment stage'), await konektor('drift --environment stage'),
    ];
    assertTranscript('whole-life', said);
    assert.deepEqual(codes, [0, 0, 0, 0, 0, 1, 0, 0, 0]);
    assert.deepEqual([world.created, world.connector?.version, [...world.flows.values()].map(({ isOn }) => isOn)], [['connector', 'flow 30f66ce6-e304-5685-ba44-1729e8eb43f5', 'value cts_Place'], '1.0.0.0', [true]]);
  });

  it('drift of what nobody deployed from here is held against the packages', async () => {
    await konektor('deploy --environment stage --connection c7');
    rmSync(join(project.directory, '.konektor'), { recursive: true });
    said = '';
    const same = await konektor('drift --environment stage');
    packages('second');
    const other = await konektor('drift --environment stage');
    world.connector = undefined;
    const absent = await konektor('drift --environment stage --only connector');
    assertTranscript('drift-without-record', said);
    assert.deepEqual([same, other, absent], [0, 1, 1]);
  });

  it('somebody is needed, and it goes on with the connection that they made', async () => {
    assert.equal(await konektor('deploy --environment stage', { needsPerson: true }), 1);
    assert.equal(await konektor('deploy --environment stage --connection cts_exampleshelter=c7', { needsPerson: true }), 0);
    assertTranscript('person-needed', said);
  });

  it('a failure says where it stopped, and how to go on or back; details of tools stand under it', async () => {
    await konektor('deploy --environment stage --connection c7', failing('import connector', new DeployError('http-403', 'The service said no.')));
    await konektor('deploy --environment stage --connection c7');
    packages('second');
    await konektor('deploy --environment stage', failing('import flows', new DeployError('http-503', 'The service is away.', { kind: 'later' })));
    await konektor('drift --environment stage');
    await konektor('rollback --environment stage', failing('import connector', new DeployError('http-403', 'The service said no.')));
    await konektor('rollback --environment stage');
    assertTranscript('failures', said);
  });

  it('where approval is wanted: nobody there, no, yes, a wrong digest, the right one', async () => {
    const codes = [
      await konektor('deploy --environment guarded'), await konektor('deploy --environment guarded', { answer: 'no' }), await konektor('deploy --environment guarded', { answer: '' }),
      await konektor(`deploy --environment guarded --approve ${'0'.repeat(64)}`),
    ];
    assert.deepEqual([codes, world], [[1, 1, 1, 1], emptyWorld()], 'nothing was changed');
    await konektor('deploy --environment guarded', { answer: 'Yes' });
    packages('second');
    assert.equal(await konektor(`deploy --environment guarded --approve ${await planned('guarded')}`), 0);
    assertTranscript('approvals', said.replace(/0{64}/g, '<another digest>').replace(/[0-9a-f]{64}/g, '<digest>'));
    assert.equal(world.connector?.version, '1.1.0.0');
  });

  it('what was agreed to and broke off goes on with the same agreement, and other packages do not', async () => {
    const digest = await planned('guarded');
    assert.equal(await konektor(`deploy --environment guarded --approve ${digest}`, failing('import flows', new DeployError('http-403', 'The service said no.'))), 1);
    assert.notEqual(await planned('guarded'), digest, 'what is left to do is another plan');
    packages('second');
    assert.equal(await konektor(`deploy --environment guarded --approve ${digest}`), 1);
    packages('first');
    assert.equal(await konektor(`deploy --environment guarded --approve ${digest}`), 0);
    assertTranscript('approval-goes-on', said.replace(/[0-9a-f]{64}/g, '<digest>'));
  });

  it('refuses what settings and packages get wrong, before anybody is asked', async () => {
    project.write('konektor.yaml', contosoYaml.replace('cts_Place: Barn', 'cts_Palce: Barn').replace('contoso.onmicrosoft.com', 'placeholder-tenant-id'));
    const onLook = (): void => { throw new Error('nobody may be asked'); };
    const codes = [await konektor('deploy --environment stage', { onLook }), await konektor('drift --environment stage', { onLook }), await konektor('rollback --environment stage --packages dist', { onLook }), await konektor('doctor --environment stage', { onLook })];
    assertTranscript('refused', said);
    assert.deepEqual([codes, world], [[1, 2, 1, 1], emptyWorld()]);
  });

  it('ends with 2 where it can\'t begin, and says why', async () => {
    const tell = async (...commands: readonly string[]): Promise<void> => { for (const command of commands) assert.equal(await konektor(command), 2, command); };
    await tell('deploy --environment prod', 'drift --environment prod', 'rollback --environment prod', 'doctor --environment prod');
    await tell('rollback --environment stage', 'rollback --environment stage --to 0.9.0', 'rollback --environment stage --packages nowhere');
    await tell('deploy --environment stage --only flow', 'deploy --environment stage --dry-run --approve abc', 'deploy --environment stage --only connector --connection c7', 'rollback --to 1.0.0 --packages dist', 'doctor --environment stage --probe answers.json', 'deploy --environment stage --connection a/b');
    assert.equal(await konektor('deploy --environment stage', { environment: {} }), 2);
    assert.equal(await konektor('deploy --environment stage', { environment: { STAGE_SECRET: 'short' } }), 2);
    writeFileSync(join(project.directory, 'dist', 'ExampleShelter.zip'), 'something else');
    await tell('deploy --environment stage', 'drift --environment stage');
    rmSync(join(project.directory, 'dist', 'ExampleShelter.zip'));
    await tell('deploy --environment stage');
    writeFileSync(join(project.directory, 'dist', 'packages.json'), '{');
    await tell('deploy --environment stage');
    rmSync(join(project.directory, 'dist'), { recursive: true });
    await tell('deploy --environment stage', 'drift --environment stage');
    project.write('konektor.yaml', `${contosoYaml}  other:\n    target: datavers\n`);
    await tell('deploy --environment stage', 'rollback --environment stage', 'doctor --environment stage');
    assertTranscript('can-not-begin', said);
  });

  it('JSON is the whole truth, and nothing but JSON is on the standard output', async () => {
    await konektor('deploy --environment stage --dry-run --format json', { environment: {} });
    await konektor('deploy --environment stage --connection c7 --format json');
    await konektor('deploy --environment guarded --format json');
    await konektor('drift --environment stage --format json');
    packages('second');
    await konektor('deploy --environment stage --format json', failing('import connector', new DeployError('http-403', 'The service said no.')));
    await konektor('doctor --environment stage --format json');
    const parsed = said.split(/^\$ .*\n/m).slice(1).map(each => JSON.parse(each.split(/^=> /m)[0]!) as Readonly<Record<string, unknown>>); // what was printed
    assert.deepEqual(parsed.map(each => Object.keys(each)), [['plan'], ['plan', 'result', 'events'], ['plan', 'refused'], ['environment', 'packages', 'lastDeployed', 'drift', 'rows', 'notSeen'], ['plan', 'result', 'events'], ['checks', 'environment']]);
    assertTranscript('json', said);
  });
});
