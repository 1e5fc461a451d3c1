/** A small release and a fake target, for tests of the core. */
import { sha256 } from '../../scripts/package/packed';
import { DeployError } from '../../scripts/deploy/deploy-error';
import { stepNames, type StepName } from '../../scripts/deploy/plan';
import type { Release } from '../../scripts/deploy/release/release';
import type { DeploymentRequest } from '../../scripts/deploy/request';
import type { EnvironmentSettings } from '../../scripts/deploy/settings/environment-settings';
import type { Seen, SeenFlow, StepOutcome, Target } from '../../scripts/deploy/target';

export const settings: EnvironmentSettings = { name: 'test', target: 'dataverse', cloud: 'Public', managed: true, connectionReferences: {}, environmentVariables: { pet_Place: 'Barn' }, approvalRequired: false, url: 'https://contoso.crm.dynamics.com' };

export function smallRelease(version = '1.0.0', change: Partial<Release> = {}): Release {
  const digest = sha256(version);
  const archive = { name: 'Pets.zip', bytes: Buffer.from(version) };
  return {
    version, solutionVersion: `${version}.0`, digest, folder: new Map(), publisher: [{ what: 'publisher.name', value: 'Contoso' }],
    connector: { title: 'Pets', description: 'Pets.', logicalName: 'pet_5Fpets', id: '11111111-1111-1111-1111-111111111111', testOperation: 'ListPets', signsIn: true, needsClientId: false, contents: { definition: `{"version":"${version}"}` }, digests: { definition: digest, script: sha256('script') } },
    connectorSolution: { uniqueName: 'Pets', unmanaged: archive, managed: archive },
    flows: {
      uniqueName: 'PetsFlows', unmanaged: archive, managed: archive, rootTypes: ['29', '380'],
      flows: [{ id: 'aaaa', name: 'Feed', digest: sha256(`feed ${version}`) }, { id: 'bbbb', name: 'Walk', digest: sha256('walk') }],
      references: [{ logicalName: 'pet_own', title: 'Pets', connector: 'own' }, { logicalName: 'pet_teams', title: 'Teams', connector: { id: 'shared_teams' } }],
      variables: [{ schemaName: 'pet_Place', title: 'Place', type: '100000000', bringsValue: false, isSecret: false }],
    },
    ...change,
  };
}

export const requestOf = (release: Release = smallRelease(), change: Partial<DeploymentRequest> = {}): DeploymentRequest =>
  ({ environment: settings, release, purpose: 'deploy', parts: 'all', connections: { pet_own: 'c1', pet_teams: 'c2' }, ...change });

/** What a fake environment holds; everything that was ever created is counted, so that twice would be seen. */
export interface FakeWorld {
  connector: { version: string; digests: Release['connector']['digests']; ready: boolean } | undefined;
  flows: Map<string, SeenFlow>;
  references: Record<string, string>;
  variables: Record<string, string>;
  flowsVersion: string | undefined;
  readonly created: string[];
  readonly operations: string[];
}
export const emptyWorld = (): FakeWorld => ({ connector: undefined, flows: new Map(), references: {}, variables: {}, flowsVersion: undefined, created: [], operations: [] });
/** What is there, without how it came about. */
export const stateOf = ({ connector, flows, references, variables, flowsVersion, created }: FakeWorld): unknown => ({ connector, flows: [...flows], references, variables, flowsVersion, created: [...created].sort() });

export interface FakeOptions {
  /** Called before and after each write; what it throws is a fault, or the death of the process. */
  readonly onWrite?: (operation: string, when: 'before' | 'after') => void;
  /** Called at each look. */
  readonly onLook?: () => void;
  /** Looks until a connector that was imported is ready. */
  readonly looksUntilReady?: number;
  readonly connections?: Seen['connections'];
  readonly test?: Target['testConnection'];
  readonly environmentId?: string;
  readonly can?: readonly StepName[];
  readonly needsPerson?: boolean;
}

/** A target over such a world. Creations are real: a second one of the same thing would be counted. */
export function fakeTarget(world: FakeWorld, { onWrite = () => undefined, onLook = () => undefined, looksUntilReady = 1, connections = [], test, environmentId, can = stepNames, needsPerson }: FakeOptions = {}): Target {
  let looks = 0;
  const write = (operation: string, work: () => void): void => { onWrite(operation, 'before'); world.operations.push(operation); work(); onWrite(operation, 'after'); };
  const steps: Readonly<Partial<Record<StepName, (request: DeploymentRequest, seen: Seen) => StepOutcome>>> = {
    'who-am-i': () => ({ state: 'done', did: 'You are you.', changed: false }),
    'import-connector': ({ release }, { connector }) => {
      write('import connector', () => {
        if (!connector) world.created.push('connector');
        world.connector = { version: release.solutionVersion, digests: release.connector.digests, ready: false };
        looks = 0;
      });
      return { state: 'done', did: 'Imported the connector.', changed: true };
    },
    'await-connector': (_, { connector }) => {
      if (!connector) throw new DeployError('connector-missing', 'There is no connector.');
      return connector.state === 'ready' ? { state: 'done', did: 'It is ready.', changed: false } : { state: 'waiting', reason: 'The runtime does not know it yet.' };
    },
    connect: () => (needsPerson ? { state: 'person', what: 'Make a connection and sign in.', link: 'https://make.powerapps.com/connections' } : { state: 'done', did: 'Connections are there.', changed: false }),
    'import-flows': ({ release, connections: chosen, environment }, seen) => {
      const { flows } = release;
      if (!seen.connector) throw new DeployError('connector-missing', 'The connector must be there first.');
      write('import flows', () => {
        for (const { id, name, digest } of flows?.flows ?? []) {
          if (!world.flows.has(id)) world.created.push(`flow ${id}`);
          world.flows.set(id, { id, name, digest, isOn: world.flows.get(id)?.isOn ?? false });
        }
        world.flowsVersion = release.solutionVersion;
      });
      for (const { logicalName } of flows?.references ?? []) { const connection = chosen[logicalName]; if (connection !== undefined && world.references[logicalName] !== connection) write(`bind ${logicalName}`, () => { world.references[logicalName] = connection; }); }
      for (const [name, value] of Object.entries(environment.environmentVariables)) if (world.variables[name] !== value) write(`set ${name}`, () => { if (world.variables[name] === undefined) world.created.push(`value ${name}`); world.variables[name] = value; });
      return { state: 'done', did: 'Imported the flows.', changed: true };
    },
    'turn-on-flows': (_, { flows }) => {
      for (const flow of flows.filter(({ isOn }) => !isOn)) write(`turn on ${flow.id}`, () => { world.flows.set(flow.id, { ...flow, isOn: true }); });
      return { state: 'done', did: 'Turned on the flows.', changed: true };
    },
  };
  return {
    kind: 'dataverse', can: new Set(can), check: () => [], access: () => Promise.resolve([]),
    look: async () => {
      onLook();
      if (world.connector && !world.connector.ready && ++looks > looksUntilReady) world.connector.ready = true;
      const { connector, flows, references, variables, flowsVersion } = world;
      return {
        identity: { who: 'tester', ...(environmentId === undefined ? {} : { environmentId }) },
        ...(connector ? { connector: { id: 'x', title: 'Pets', version: connector.version, digests: { ...connector.digests }, readable: ['definition', 'script'] as const, state: connector.ready ? 'ready' as const : { busy: 'not yet' }, redirectUri: 'https://global.consent.azure-apim.net/redirect/pets' } } : {}),
        connections, flows: [...flows.values()], references: { ...references }, variables: { ...variables }, notSeen: [], ...(flowsVersion === undefined ? {} : { flowsVersion }),
      };
    },
    apply: async (step, request, seen) => {
      const run = steps[step];
      if (!run) throw new Error(`the core calls ${step} itself`);
      return run(request, seen);
    },
    ...(test ? { testConnection: test } : {}),
  };
}
