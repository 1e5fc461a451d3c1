import type { EnvironmentClient, Wire } from '../../environment/api-client';
import { howToCall, inStore } from '../how-to-call';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { byName } from '../running/by-name';
import { connectionTable } from '../running/connection-table';
import { jsonObject } from '../running/json-file';
import { asJson, lookOf } from '../running/look';
import { withEnvironment } from '../running/reach';
import { oneLine } from '../terminal/table';
import { UserError } from '../user-error';

/** `konektor connection list|create|change|test|delete`. `test` ends with 1 when the connection does not work. */
export function connection({ options, positionals: [action = 'list', asked] }: Given<'connection'>, ports: Ports): Promise<number> {
  const forCreate = options.title !== undefined || options.set !== undefined || options.values !== undefined || Object.keys(options.value).length > 0;
  if (forCreate && action !== 'create' && action !== 'change') throw new UserError(`--title, --set, --value and --values go with "connection create", not with "connection ${action}".`);
  if (action === 'change' && options.set !== undefined) throw new UserError('The way to connect of a connection stays. Make another one: connection create --set.');
  if (asked === undefined && (action === 'change' || action === 'test' || action === 'delete')) throw new UserError(`"connection ${action}" needs the id or title of a connection. "connection list" lists them.`);
  const values = { ...(options.values === undefined ? {} : scalars(jsonObject(options.values, '--values', ports))), ...options.value };
  return withEnvironment(options, ports, async ({ client }) => {
    if (action === 'create') return create(asked, values, client, options, ports);
    const { value: connections } = await client.call('listConnections');
    if (action === 'list') return list(connections, options, ports);
    const meant = byName(connections.map(each => ({ ...each, name: each.title })), asked ?? '', 'connection');
    if (action === 'change') return change(meant.id, values, client, options, ports);
    return action === 'test' ? test(meant, client, options, ports) : remove(meant, client, options, ports);
  });
}

type Options = Given<'connection'>['options'];

function list(connections: readonly Wire<'Connection'>[], { format }: Options, ports: Ports): number {
  if (format === 'json') ports.console.out(asJson(connections));
  else if (connections.length === 0) ports.console.error('There are no connections. "connection create" makes one.\n');
  else ports.console.out(`${connectionTable(connections, lookOf(ports))}${connections.flatMap(({ id, status }) => (status.reason === undefined ? [] : [`${id}: ${oneLine(status.reason)}\n`])).join('')}`);
  return 0;
}

async function create(asked: string | undefined, values: Values, client: EnvironmentClient, options: Options, ports: Ports): Promise<number> {
  const { title, set } = options;
  const connector = await connectorFor(asked, client);
  const made = await client.call('createConnection', { body: { connector, values, ...(title === undefined ? {} : { title }), ...(set === undefined ? {} : { parameterSet: set }) } });
  return told(made, 'made', client, options, ports);
}

async function change(id: string, values: Values, client: EnvironmentClient, options: Options, ports: Ports): Promise<number> {
  const { title } = options;
  if (title === undefined && Object.keys(values).length === 0) throw new UserError('Say what to change: --title, --value name=value, or --values file.json. Values that are not named stay.');
  return told(await client.call('changeConnection', { path: { connection: id }, body: { values, ...(title === undefined ? {} : { title }) } }), 'changed', client, options, ports);
}

/** With the page of its sign-in, where it needs one. */
async function told(made: Wire<'Connection'>, what: 'made' | 'changed', client: EnvironmentClient, { format, store }: Options, ports: Ports): Promise<number> {
  const signIn = made.status.kind === 'signInNeeded' && made.signIn ? await client.call('signIn', { path: { connection: made.id } }) : undefined;
  if (format === 'json') ports.console.out(asJson({ ...made, ...(signIn ? { signInUrl: signIn.url } : {}) }));
  else ports.console.out([
    `Connection ${made.id} ("${oneLine(made.title)}") is ${what}.`,
    ...(signIn ? ['Open this page in a browser and sign in:', `  ${signIn.url}`] : made.status.kind === 'error' ? [oneLine(made.status.reason ?? 'It can\'t be used yet.')] : []),
    `${signIn ? 'Then' : 'Now'} test it: ${howToCall(ports)} connection test ${made.id}${inStore(store)}`, '',
  ].join('\n'));
  return 0;
}

async function connectorFor(asked: string | undefined, client: EnvironmentClient): Promise<string> {
  const { value: connectors } = await client.call('listConnectors');
  const named = connectors.map(({ name, title }) => ({ id: name, name: title }));
  if (asked === undefined && named.length === 1) return named[0]!.id;
  if (asked === undefined) throw new UserError(`Name the connector: connection create <connector>. ${named.length === 0 ? 'None is installed.' : `Installed are: ${named.map(({ name }) => name).join(', ')}.`}`);
  return byName(named, asked, 'connector').id;
}

async function test({ id, status, signIn: isSignedIn }: Wire<'Connection'>, client: EnvironmentClient, { format }: Options, ports: Ports): Promise<number> {
  const tested = await client.call('testConnection', { path: { connection: id } });
  const signIn = tested.outcome === 'failed' && status.kind === 'signInNeeded' && isSignedIn ? await client.call('signIn', { path: { connection: id } }) : undefined;
  if (format === 'json') ports.console.out(asJson({ ...tested, ...(signIn ? { signInUrl: signIn.url } : {}) }));
  else {
    const words = { passed: 'It works', failed: 'It does not work', notDeclared: 'Not tested' } as const;
    ports.console.out(`${words[tested.outcome]}: ${oneLine(tested.message)}\n${signIn ? `Sign in: ${signIn.url}\n` : ''}`);
  }
  return tested.outcome === 'failed' ? 1 : 0;
}

async function remove({ id }: Wire<'Connection'>, client: EnvironmentClient, { format }: Options, ports: Ports): Promise<number> {
  await client.call('deleteConnection', { path: { connection: id } });
  ports.console.out(format === 'json' ? asJson({ deleted: id }) : `Connection ${id} is deleted.\n`);
  return 0;
}

type Values = Readonly<Record<string, string | number | boolean>>;

function scalars(values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new UserError(`--values: "${name}" must be a text, a number, or true or false.`);
    return [name, value];
  }));
}
