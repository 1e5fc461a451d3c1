/** The local environment, by its API: what a newcomer deploys to, and where the whole life of a deployment is played. */
import { join } from 'node:path';
import { ApiFailure, endpointFile, EnvironmentClient, EnvironmentNotReached, readEndpoint, type Wire } from '../../../environment/api-client';
import { DeployError } from '../../deploy-error';
import { refused, stepNames, type StepName } from '../../plan';
import type { DeploymentRequest } from '../../request';
import type { Seen, StepOutcome, Target, TargetMaker } from '../../target';
import { lookLocally, outbox } from './local-look';
import { counted } from '../../../diagnostics/counted';

export const localTarget: TargetMaker = (environment, { http, files, directory }) => {
  const store = environment.store ?? '.konektor';
  // Asked for anew each time: an environment that was started again has another token.
  const client = (): EnvironmentClient => {
    const text = files.read(endpointFile(join(directory, store)));
    const endpoint = text === undefined ? undefined : readEndpoint(text);
    if (!endpoint) throw new DeployError('local-not-running', `No local environment runs with its store in ${store}. Start one in another terminal: konektor start`);
    return new EnvironmentClient(endpoint, http);
  };
  const asked = async <T>(work: (client: EnvironmentClient) => Promise<T>): Promise<T> => {
    try {
      return await work(client());
    } catch (error) {
      if (error instanceof EnvironmentNotReached) throw new DeployError('local-not-running', `${error.message} Start it again: konektor start`, { kind: 'never' }, error);
      if (error instanceof ApiFailure && error.status === 401) throw new DeployError('local-other', `The environment that answers is not the one with its store in ${store}: it does not take the token that stands there. Start that one: konektor start`, { kind: 'never' }, error);
      if (error instanceof ApiFailure) throw new DeployError(error.status === 429 || error.status >= 500 ? 'local-failed' : 'local-refused', error.message, error.status === 429 || error.status >= 500 ? { kind: 'later', lookFirst: true } : { kind: 'never' }, error);
      throw error;
    }
  };
  return {
    kind: 'local', can: new Set(stepNames),
    check: () => [],
    access: async request => {
      try {
        await asked(each => lookLocally(each, request));
        return [];
      } catch (error) {
        if (error instanceof DeployError) return [refused(error.code, error.message)];
        throw error;
      }
    },
    look: request => asked(each => lookLocally(each, request)),
    apply: (step, request, seen) => asked(each => steps[step](each, request, seen)),
    testConnection: connection => asked(async each => {
      const { outcome, message } = await each.call('testConnection', { path: { connection } });
      return { passed: outcome !== 'failed', message };
    }),
  } satisfies Target;
};

type Do = (client: EnvironmentClient, request: DeploymentRequest, seen: Seen) => Promise<StepOutcome>;

const done = (did: string, changed: boolean): StepOutcome => ({ state: 'done', did, changed });

const steps: Readonly<Record<StepName, Do>> = {
  'who-am-i': async client => {
    const { connectors, flows } = await client.call('getEnvironment');
    return done(`The local environment at ${client.address}, with ${counted(connectors, 'connector')} and ${counted(flows, 'flow')}.`, false);
  },
  'import-connector': async (client, { release: { connectorSolution: { unmanaged } } }) => done(outcomeOf(await client.installZip(unmanaged.bytes, unmanaged.name)), true),
  'await-connector': () => Promise.resolve(done('The connector is ready.', false)),
  connect: async (client, request, seen) => connect(client, request, seen),
  'import-flows': async (client, request, seen) => importFlows(client, request, seen),
  verify: () => Promise.resolve(done('Read back by the API.', false)),
  'turn-on-flows': async (client, { release }, { flows }) => {
    const waiting = (release.flows?.flows ?? []).filter(({ id }) => !flows.some(flow => flow.id === id && flow.isOn));
    for (const { id } of waiting) await client.call('turnFlowOn', { path: { flow: id } });
    return done(`Turned on ${counted(waiting.length, 'flow')}.`, waiting.length > 0);
  },
};

/** A connection that was named, one that is bound, or the only one there is; where a form asks for nothing, one is made. */
async function connect(client: EnvironmentClient, request: DeploymentRequest, seen: Seen): Promise<StepOutcome> {
  const own = ownReferences(request);
  if (own.length === 0) return done('The flows need no connection.', false);
  const ready = seen.connections.filter(({ connector }) => connector === 'own');
  const named = own.flatMap(reference => request.connections[reference] ?? seen.references[reference] ?? []);
  const chosen = ready.filter(({ id }) => named.includes(id));
  const unknown = named.find(id => !ready.some(each => each.id === id));
  if (unknown !== undefined) throw new DeployError('connection-unknown', `There is no connection "${unknown}" of this connector in the local environment. "konektor connection list" lists them.`);
  const broken = chosen.find(({ state }) => state !== 'connected');
  if (broken) return signIn(client, broken.id, broken.title);
  if (named.length === own.length) return done('The connection is there.', false);
  const usable = ready.filter(({ state }) => state === 'connected');
  if (usable.length === 1) return done(`Use the connection ${usable[0]!.id}.`, false);
  if (usable.length > 1) return { state: 'person', what: `There are several connections: ${usable.map(({ id }) => id).join(', ')}. Choose one.` };
  if (ready.length > 0) return signIn(client, ready[0]!.id, ready[0]!.title);
  const { connectionForms } = await client.call('getConnector', { path: { connector: request.release.connector.logicalName } });
  if (!connectionForms.some(asksNothing)) return { state: 'person', what: howToConnect(connectionForms) };
  const made = await client.call('createConnection', { body: { connector: request.release.connector.logicalName } });
  return done(`Made the connection ${made.id}.`, true);
}

/** The command that makes a connection, by the first of the ways to connect, with what it asks for. */
function howToConnect([form]: readonly Wire<'ConnectionForm'>[]): string {
  const asked = (form?.parameters ?? []).filter(({ required, kind, default: value }) => required && kind !== 'signIn' && value === undefined);
  const signsIn = form?.parameters.some(({ kind }) => kind === 'signIn') ?? false;
  const command = ['konektor connection create', ...(form?.name === undefined ? [] : [`--set ${form.name}`]), ...asked.map(({ name }) => `--value ${name}=<value>`)].join(' ');
  return `The connector needs a connection, and only you ${signsIn ? `can sign in${asked.length > 0 ? ' and know what to fill in' : ''}` : 'know what to fill in'}: ${command}`;
}

async function signIn(client: EnvironmentClient, connection: string, title: string): Promise<StepOutcome> {
  const { url } = await client.call('signIn', { path: { connection } }).catch((error: unknown) => { if (error instanceof ApiFailure) return { url: undefined }; throw error; });
  return { state: 'person', what: `The connection "${title}" (${connection}) can't be used yet.${url === undefined ? ' Correct what was filled in.' : ' Open the page and sign in.'}`, ...(url === undefined ? {} : { link: url }) };
}

const asksNothing = ({ parameters }: Wire<'ConnectionForm'>): boolean => parameters.every(({ required, kind, default: value }) => kind !== 'signIn' && (!required || value !== undefined));
const ownReferences = ({ release }: DeploymentRequest): readonly string[] => (release.flows?.references ?? []).filter(({ connector }) => connector === 'own').map(({ logicalName }) => logicalName);

async function importFlows(client: EnvironmentClient, request: DeploymentRequest, seen: Seen): Promise<StepOutcome> {
  const { release: { flows }, connections, environment: { environmentVariables } } = request;
  if (!flows) return done('There are no flows.', false);
  const installed = flows.flows.every(({ id, digest }) => seen.flows.some(flow => flow.id === id && flow.digest === digest));
  const said = installed ? 'The flows are there.' : outcomeOf(await client.installZip(flows.unmanaged.bytes, flows.unmanaged.name));
  const only = seen.connections.filter(({ connector, state }) => connector === 'own' && state === 'connected');
  const choose = (reference: string): string | undefined => connections[reference] ?? seen.references[reference] ?? (ownReferences(request).includes(reference) && only.length === 1 ? only[0]!.id : undefined);
  const { value: there } = await client.call('listFlows');
  for (const flow of there.filter(({ id }) => flows.flows.some(each => each.id === id.toLowerCase()))) {
    const bound = flow.connections.flatMap(({ reference, connectionId }) => { const wanted = choose(reference); return wanted === undefined || wanted === outbox || wanted === connectionId ? [] : [[reference, wanted] as const]; });
    const set = flow.variables.flatMap(({ schemaName, value, type }) => { const wanted = environmentVariables[schemaName]; return wanted === undefined || wanted === String(value) ? [] : [[schemaName, typed(wanted, type)] as const]; });
    if (bound.length + set.length > 0) await client.call('bindFlow', { path: { flow: flow.id }, body: { connections: Object.fromEntries(bound), variables: Object.fromEntries(set) } });
  }
  return done(`${said} Connections and variables are in place.`, true);
}

/** A value of konektor.yaml in the type of the flow's parameter. */
function typed(value: string, type: string): unknown {
  if (/^(int|float|number)$/i.test(type)) return Number(value);
  if (/^bool/i.test(type)) return /^(true|yes)$/i.test(value);
  if (/^(object|array|json)$/i.test(type)) return JSON.parse(value) as unknown; // checked before (settingsFindings)
  return value;
}

const outcomeOf = ({ connectors, flows }: Wire<'Installation'>): string => `${[...connectors.map(({ title, outcome }) => `${outcome === 'installed' ? 'Installed' : 'Updated'} ${title}`), ...(flows.length > 0 ? [`${flows.every(({ outcome }) => outcome === 'installed') ? 'Installed' : 'Updated'} ${counted(flows.length, 'flow')}`] : [])].join('; ')}.`;
