/** Runs for terminals: the list, and one with its steps. */
import type { Wire } from '../../environment/api-client';
import { counted } from '../../diagnostics/counted';
import { type Column, type Look, oneLine, paint, table } from '../terminal/table';
import { instantInWords, spanInWords } from '../terminal/time-words';
import { type Folding, valueLines, whole } from '../terminal/value-lines';
import { triggerInWords } from './flow-lines';
import { colourOf } from './look';
import { shownRun } from './run-id';

const columns: readonly Column[] = [{ heading: 'run' }, { heading: 'status' }, { heading: 'when (UTC)' }, { heading: 'took', right: true }, { heading: 'flow', gives: true }, { heading: 'trigger', gives: true }];

/** Runs as a table; what started them comes from the flows that are still there. */
export function runTable(runs: readonly Wire<'RunSummary'>[], flows: readonly Wire<'Flow'>[], look: Look): string {
  const triggers = new Map(flows.map(({ id, trigger }) => [id, triggerInWords(trigger)]));
  return table(columns, runs.map(({ key, status, at, durationMs, flow, flowId, attempts }) => [
    shownRun(key), { text: attempts > 1 ? `${status} (start ${attempts})` : status, ...ofColour(status) }, instantInWords(at), durationMs === undefined ? '' : spanInWords(durationMs), flow, triggers.get(flowId) ?? '',
  ]), look);
}

const ofColour = (status: string): { readonly colour: NonNullable<ReturnType<typeof colourOf>> } => ({ colour: colourOf(status) ?? 'faint' });

/** One run: what started it, its steps with inputs and outputs, the messages that it sent. */
export function runText(run: Wire<'Run'>, messages: readonly Wire<'Message'>[], folding: Folding, look: Look): string {
  const took = run.durationMs === undefined ? '' : ` in ${spanInWords(run.durationMs)}`;
  return lines([
    `${oneLine(run.flow)}`,
    `${paint(run.status, colourOf(run.status), look.colours)}${took} · started ${instantInWords(run.at)} UTC · run ${run.key}${run.attempts > 1 ? ` · start ${run.attempts}` : ''}`,
    ...(run.error ? [paint(`${run.error.code}: ${oneLine(run.error.message)}`, 'red', look.colours)] : []),
    '',
    `trigger${run.trigger.name === undefined ? '' : ` ${inWords(run.trigger.name)}`}`,
    ...valueLines(shownOutputs(run.trigger.outputs, folding), folding, '    '),
    ...run.steps.flatMap(step => stepLines(step, folding, look, '')),
    ...messages.flatMap(({ number, view }) => ['', `message ${number}`, ...view.split('\n')]),
  ]);
}

function stepLines(step: Wire<'Step'>, folding: Folding, look: Look, indent: string): readonly string[] {
  const { name, status, startedAt, endedAt, error, inner = [] } = step;
  const took = startedAt === undefined || endedAt === undefined ? '' : `  ${spanInWords(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const head = `${indent}${paint(mark(status), colourOf(status), look.colours)} ${inWords(name)}  ${paint(`${operationOf(step)}${took}`, 'faint', look.colours)}`;
  if (status === 'Skipped') return [head];
  const value = (label: string, given: unknown): readonly string[] => (given === undefined ? [] : [`${indent}    ${label}`, ...valueLines(given, folding, `${indent}      `)]);
  return [
    head,
    ...(error ? [`${indent}    ${paint(`${error.code}: ${oneLine(error.message)}`, 'red', look.colours)}`] : []),
    ...value('inputs', shownInputs(step.inputs, folding)), ...value('outputs', shownOutputs(step.outputs, folding)),
    ...innerLines(inner, folding, look, `${indent}  `),
  ];
}

/** Of a loop with many items the first are shown, and those in which something failed. */
function innerLines(inner: NonNullable<Wire<'Step'>['inner']>, folding: Folding, look: Look, indent: string): readonly string[] {
  const shown = inner.filter((branch, index) => index < folding.items || branch.steps.some(({ status }) => status === 'Failed' || status === 'TimedOut'));
  const left = inner.length - shown.length;
  return [...shown.flatMap(branch => branchLines(branch, folding, look, indent)), ...(left > 0 ? [`${indent}… ${counted(left, 'more item')}`] : [])];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A step that calls an operation says which; others say what they are. */
function operationOf({ type, inputs }: Wire<'Step'>): string {
  const host = isObject(inputs) ? inputs['host'] : undefined;
  return isObject(host) && typeof host['operationId'] === 'string' ? host['operationId'] : type;
}

/** Host and headers are left out where values are folded: the step says its operation, and headers are for who looks closer. */
const shownInputs = (inputs: unknown, folding: Folding): unknown => (folding !== whole && isObject(inputs) && isObject(inputs['host']) ? inputs['parameters'] : inputs);

function shownOutputs(outputs: unknown, folding: Folding): unknown {
  if (folding === whole || !isObject(outputs) || !isObject(outputs['headers'])) return outputs;
  const { headers: _, ...rest } = outputs;
  return rest;
}

/** A branch in which nothing ran is one line. */
function branchLines({ title, steps }: NonNullable<Wire<'Step'>['inner']>[number], folding: Folding, look: Look, indent: string): readonly string[] {
  const ran = steps.some(({ status }) => status !== 'Skipped');
  return ran ? [`${indent}${title}`, ...steps.flatMap(step => stepLines(step, folding, look, `${indent}  `))] : steps.length === 0 ? [] : [`${indent}${title}: not run`];
}

const mark = (status: Wire<'Step'>['status']): string => (status === 'Succeeded' ? '✓' : status === 'Skipped' ? '–' : '✗');
const inWords = (name: string): string => oneLine(name.replaceAll('_', ' '));
const lines = (all: readonly string[]): string => all.map(line => `${line.trimEnd()}\n`).join('');
