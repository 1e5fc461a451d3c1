import type { EnvironmentClient, Wire } from '../../environment/api-client';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { byName } from '../running/by-name';
import { bindingsOf } from '../running/bindings';
import { endedRuns } from '../running/ended-runs';
import { flowLines, flowTable, keepsState } from '../running/flow-lines';
import { jsonObject } from '../running/json-file';
import { asJson, lookOf } from '../running/look';
import { pollInWords, startInWords } from '../running/poll-line';
import { withEnvironment } from '../running/reach';
import { shownRun } from '../running/run-id';
import { triggerStateLines } from '../running/trigger-state-lines';
import { oneLine } from '../terminal/table';
import { instantInWords } from '../terminal/time-words';
import { folded } from '../terminal/value-lines';
import { UserError } from '../user-error';

/** `konektor flow list|show|on|off|run`. `run` ends with 1 when the trigger answered with an error, or no run could be started, `on` when the flow turned itself off at once. */
export function flow({ options, positionals: [action = 'list', asked] }: Given<'flow'>, ports: Ports): Promise<number> {
  const hasBindings = Object.keys(options.connection).length + Object.keys(options.variable).length > 0;
  if (hasBindings && action !== 'on') throw new UserError(`--connection and --variable go with "flow on", not with "flow ${action}".`);
  const hasInputs = Object.keys(options.input).length > 0 || options.body !== undefined;
  if (hasInputs && action !== 'run') throw new UserError(`--input and --body go with "flow run", not with "flow ${action}".`);
  if (asked === undefined && action !== 'list') throw new UserError(`"flow ${action}" needs the name of a flow. "flow list" lists them.`);
  return withEnvironment(options, ports, async ({ client }) => {
    const { value: flows } = await client.call('listFlows');
    if (action === 'list') return list(asked === undefined ? flows : [byName(flows, asked, 'flow')], options, ports);
    return actions[action as Exclude<Action, 'list'>](byName(flows, asked ?? '', 'flow'), client, options, ports); // one of the choices of the table
  });
}

type Action = 'list' | 'show' | 'on' | 'off' | 'run';
type Options = Given<'flow'>['options'];
type Act = (flow: Wire<'Flow'>, client: EnvironmentClient, options: Options, ports: Ports) => Promise<number>;

function list(flows: readonly Wire<'Flow'>[], { format }: Options, ports: Ports): number {
  if (format === 'json') ports.console.out(asJson(flows));
  else if (flows.length === 0) ports.console.error('There are no flows. They come with a solution, when it is installed.\n');
  else ports.console.out(flowTable(flows, lookOf(ports)));
  return 0;
}

const actions: Readonly<Record<Exclude<Action, 'list'>, Act>> = {
  show: async ({ id }, client, { format }, { console }) => {
    const [details, state, polls] = await Promise.all([client.call('getFlow', { path: { flow: id } }), client.call('getTriggerState', { path: { flow: id } }), client.call('listPolls', { query: { flow: id, limit: 5 } })]);
    if (format === 'json') console.out(asJson({ ...details, triggerState: state, polls: polls.value }));
    else console.out(asText([...flowLines(details.flow), ...(keepsState(details.flow.trigger) ? triggerStateLines(state, folded) : []), ...(polls.value.length > 0 ? ['last polls', ...polls.value.map(poll => `    ${instantInWords(poll.at)}  ${pollInWords(poll)}`)] : []), ...findingsOf(polls.value)]));
    return 0;
  },
  on: async (flow, client, { connection, variable, format }, { console }) => {
    if (Object.keys(connection).length + Object.keys(variable).length > 0) {
      const { value: connections } = await client.call('listConnections');
      await client.call('bindFlow', { path: { flow: flow.id }, body: bindingsOf(flow, connections, connection, variable) });
    }
    const turned = await client.call('turnFlowOn', { path: { flow: flow.id } });
    const { value: connections } = await client.call('listConnections');
    const code = told(turned, format, console, connections.filter(({ id, status }) => status.kind !== 'connected' && turned.connections.some(({ connectionId }) => connectionId === id)));
    return turned.isOn ? code : 1;
  },
  off: async ({ id }, client, { format }, { console }) => told(await client.call('turnFlowOff', { path: { flow: id } }), format, console),
  run: async ({ id, name }, client, { format, input, body }, ports) => {
    const { console } = ports;
    const given = { ...(Object.keys(input).length > 0 ? { inputs: input } : {}), ...(body === undefined ? {} : { body: jsonObject(body, '--body', ports) }) };
    const made = await client.call('runFlow', { path: { flow: id }, body: given });
    const runs = made.runs === 0 ? [] : await endedRuns(client, { flow: id, limit: made.runs });
    const runLines = runs.map(({ key, status }) => `    run ${shownRun(key)} · ${status}`);
    if ('startNumber' in made) {
      console.out(format === 'json' ? asJson({ start: made, runs }) : asText([`${oneLine(name)}: ${startInWords(made)}`, ...runLines]));
      return made.runs === 0 ? 1 : 0;
    }
    const poll = made;
    if (format === 'json') console.out(asJson({ poll, runs }));
    else console.out(asText([`${oneLine(name)}: its trigger ${pollInWords(poll)}`, ...runLines, ...findingsOf([poll])]));
    return poll.outcome === 'failed' ? 1 : 0;
  },
};

/** With the connections of the flow that can't be used as they are. */
function told(flow: Wire<'Flow'>, format: Options['format'], console: Ports['console'], unusable: readonly Wire<'Connection'>[] = []): number {
  if (format === 'json') console.out(asJson(flow));
  else console.out(asText([`"${oneLine(flow.name)}" is ${flow.isOn ? `on${flow.nextPollAt === undefined ? '' : `; its trigger is asked at ${instantInWords(flow.nextPollAt)} UTC`}${flow.nextRunAt === undefined ? '' : `; it is started at ${instantInWords(flow.nextRunAt)} UTC`}` : 'off'}.`, ...(flow.problem === undefined ? [] : [`It is not at work: ${oneLine(flow.problem)}`]),
    ...(flow.subscription?.problem === undefined ? [] : [oneLine(flow.subscription.problem)]),
    ...unusable.map(({ id, title, status: { kind, reason } }) => `Its connection ${id} ("${oneLine(title)}") ${kind === 'signInNeeded' ? 'needs a sign-in' : 'is in error'}${reason === undefined ? '.' : `: ${oneLine(reason)}`}`)]));
  return 0;
}

/** What a person should know about the polls, each once. */
const findingsOf = (polls: readonly Wire<'Poll'>[]): readonly string[] => [...new Set(polls.flatMap(({ findings }) => findings.map(({ what, why, todo }) => `note: ${oneLine(`${what} ${why} ${todo}`)}`)))];
const asText = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
