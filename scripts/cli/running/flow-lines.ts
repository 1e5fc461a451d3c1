/** Flows for terminals: the list, and one with all that it is bound to. */
import type { Wire } from '../../environment/api-client';
import { type Column, type Look, oneLine, table } from '../terminal/table';
import { instantInWords, spanInWords } from '../terminal/time-words';

const columns: readonly Column[] = [{ heading: 'flow', gives: true }, { heading: 'state' }, { heading: 'trigger', gives: true }, { heading: 'every' }, { heading: 'next poll (UTC)' }];

export function flowTable(flows: readonly Wire<'Flow'>[], look: Look): string {
  return table(columns, flows.map(({ name, isOn, problem, missing, trigger, nextPollAt }) => [
    name, isOn ? (problem === undefined ? { text: 'on', colour: 'green' } : { text: 'on, not at work', colour: 'red' }) : missing.length > 0 ? { text: 'off, incomplete', colour: 'yellow' } : 'off',
    trigger?.operationId ?? '', every(trigger?.recurrenceSeconds), nextPollAt === undefined ? '' : instantInWords(nextPollAt),
  ]), look);
}

const every = (seconds: number | undefined): string => (seconds === undefined ? '' : spanInWords(seconds * 1000));

/** A flow with its trigger, connections, variables, and what keeps it from working. */
export function flowLines(flow: Wire<'Flow'>): readonly string[] {
  const { name, id, isOn, trigger, nextPollAt, connections, variables, missing, problem, findings, subscription } = flow;
  return [
    oneLine(name),
    `${isOn ? 'on' : 'off'}${nextPollAt === undefined ? '' : ` · asks its trigger next at ${instantInWords(nextPollAt)} UTC`} · id ${id}`,
    ...(trigger ? [`trigger ${oneLine(trigger.name)} (${trigger.operationId})${trigger.recurrenceSeconds === undefined ? '' : `, asked every ${every(trigger.recurrenceSeconds)}`}`] : []),
    ...(subscription ? [`subscription: ${subscription.kind}${subscription.nextAttemptAt === undefined ? '' : `, tried again at ${instantInWords(subscription.nextAttemptAt)} UTC`}${subscription.problem === undefined ? '' : `: ${oneLine(subscription.problem)}`}`] : []),
    ...(connections.length > 0 ? ['connections', ...connections.map(({ reference, connectionId, required }) => `    ${reference} = ${connectionId ?? (required ? '(none yet)' : '(not needed here: it ends in the outbox)')}`)] : []),
    ...(variables.length > 0 ? ['variables', ...variables.map(({ schemaName, value }) => `    ${schemaName} = ${value === undefined || value === '' ? '(none yet)' : oneLine(typeof value === 'string' ? value : JSON.stringify(value))}`)] : []),
    ...(problem === undefined ? [] : [`not at work: ${oneLine(problem)}`]),
    ...missing.map(sentence => `missing: ${oneLine(sentence)}`),
    ...findings.map(({ what, why, todo }) => `note: ${oneLine(`${what} ${why} ${todo}`)}`),
  ];
}
