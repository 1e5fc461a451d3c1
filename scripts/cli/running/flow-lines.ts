/** Flows for terminals: the list, and one with all that it is bound to. */
import type { Wire } from '../../environment/api-client';
import { type Column, type Look, oneLine, table } from '../terminal/table';
import { instantInWords, spanInWords } from '../terminal/time-words';

const columns: readonly Column[] = [{ heading: 'flow', gives: true }, { heading: 'state' }, { heading: 'trigger', gives: true }, { heading: 'every' }, { heading: 'next (UTC)' }];

export function flowTable(flows: readonly Wire<'Flow'>[], look: Look): string {
  return table(columns, flows.map(({ name, isOn, problem, missing, trigger, nextPollAt, nextRunAt = nextPollAt }) => [
    name, isOn ? (problem === undefined ? { text: 'on', colour: 'green' } : { text: 'on, not at work', colour: 'red' }) : missing.length > 0 ? { text: 'off, incomplete', colour: 'yellow' } : 'off',
    triggerInWords(trigger), every(trigger?.recurrenceSeconds), nextRunAt === undefined ? '' : instantInWords(nextRunAt),
  ]), look);
}

const every = (seconds: number | undefined): string => (seconds === undefined ? '' : spanInWords(seconds * 1000));

type Trigger = Wire<'Flow'>['trigger'];

/** What starts a flow: an operation of a connector, the times of a schedule, or who starts it. */
export function triggerInWords(trigger: Trigger): string {
  switch (trigger?.kind) {
    case 'schedule': return trigger.schedule ?? 'a schedule';
    case 'button': return 'a person';
    case 'request': return 'a request';
    default: return trigger?.operationId ?? '';
  }
}

/** Whether a trigger remembers anything: one that is only called does not. */
export const keepsState = (trigger: Trigger): boolean => trigger?.kind !== 'button' && trigger?.kind !== 'request';

function triggerLines(trigger: NonNullable<Trigger>): readonly string[] {
  if (trigger.kind === 'connector') return [`trigger ${oneLine(trigger.name)} (${trigger.operationId ?? ''})${trigger.recurrenceSeconds === undefined ? '' : `, asked every ${every(trigger.recurrenceSeconds)}`}`];
  const inputs = (trigger.inputs ?? []).map(({ key, title, type, isRequired, choices }) =>
    `    ${oneLine(title)}${title === key ? '' : ` (${oneLine(key)})`}: ${inputWords[type]}${choices ? `, one of ${oneLine(choices.join(', '))}` : ''}${isRequired ? ', needed' : ''}`);
  return [`trigger ${oneLine(trigger.name)}, ${trigger.kind === 'schedule' ? '' : 'started by '}${triggerInWords(trigger)}`, ...(inputs.length > 0 ? ['inputs', ...inputs] : [])];
}

const hasEnded = ({ isOn, trigger, nextRunAt, problem }: Wire<'Flow'>): boolean => isOn && trigger?.kind === 'schedule' && nextRunAt === undefined && problem === undefined;
const inputWords = { string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false' } as const;

/** A flow with its trigger, connections, variables, and what keeps it from working. */
export function flowLines(flow: Wire<'Flow'>): readonly string[] {
  const { name, id, isOn, trigger, nextPollAt, nextRunAt, connections, variables, missing, problem, findings, subscription } = flow;
  return [
    oneLine(name),
    `${isOn ? 'on' : 'off'}${nextPollAt === undefined ? '' : ` · asks its trigger next at ${instantInWords(nextPollAt)} UTC`}${nextRunAt === undefined ? '' : ` · is started next at ${instantInWords(nextRunAt)} UTC`}${hasEnded(flow) ? ' · its schedule has ended' : ''} · id ${id}`,
    ...(trigger ? triggerLines(trigger) : []),
    ...(subscription ? [`subscription: ${subscription.kind}${subscription.nextAttemptAt === undefined ? '' : `, tried again at ${instantInWords(subscription.nextAttemptAt)} UTC`}${subscription.problem === undefined ? '' : `: ${oneLine(subscription.problem)}`}`] : []),
    ...(connections.length > 0 ? ['connections', ...connections.map(({ reference, connectionId, required }) => `    ${reference} = ${connectionId ?? (required ? '(none yet)' : '(not needed here: it ends in the outbox)')}`)] : []),
    ...(variables.length > 0 ? ['variables', ...variables.map(({ schemaName, value }) => `    ${schemaName} = ${value === undefined || value === '' ? '(none yet)' : oneLine(typeof value === 'string' ? value : JSON.stringify(value))}`)] : []),
    ...(problem === undefined ? [] : [`not at work: ${oneLine(problem)}`]),
    ...missing.map(sentence => `missing: ${oneLine(sentence)}`),
    ...findings.map(({ what, why, todo }) => `note: ${oneLine(`${what} ${why} ${todo}`)}`),
  ];
}
