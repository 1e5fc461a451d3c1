/** A plan for people. */
import type { Change, Finding, Plan } from '../../deploy/plan';
import { changesNothing } from '../../deploy/planning/make-plan';
import { oneLine, table, type Cell, type Look } from '../terminal/table';

export function planText(plan: Plan, title: string, look: Look): string {
  const { environment, target, version, purpose, digest, changes, steps, notSeen } = plan;
  const rows = changes.map(change => [change.kind, change.change === 'none' ? { text: 'as it is', colour: 'faint' } : { text: words[change.change], colour: 'yellow' }, subjectOf(change)] satisfies readonly Cell[]);
  return [
    `${purpose === 'rollback' ? 'Put back' : 'Deploy'} ${oneLine(title)} ${version} to ${environment} (${target})\n`,
    ...(rows.length === 0 ? [] : ['\n', table([{ heading: 'what' }, { heading: 'change' }, { heading: 'which', gives: true }], rows, look)]),
    '\n', ...steps.map(({ name, state, what }, index) => `  ${index + 1} ${name.padEnd(17)} ${state === 'fine' ? 'nothing to do. ' : state === 'byHand' ? 'by hand. ' : ''}${oneLine(what)}\n`),
    ...findingLines('Refused', plan, 'refused'), ...findingLines('To know', plan, 'note'),
    ...(notSeen.length === 0 ? [] : ['\nNot looked at\n', ...notSeen.map(each => `  ${oneLine(each)}\n`)]),
    ...(changesNothing(plan) ? ['\nNothing changes.\n'] : []),
    `\nDigest of this plan: ${digest}\n`,
  ].join('');
}

const words: Readonly<Record<Exclude<Change['change'], 'none'>, string>> = { create: 'create', update: 'update', turnOn: 'turn on', bind: 'bind', set: 'set' };

function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'connector': return oneLine(`${change.title} ${change.from === undefined ? '' : `${change.from} → `}${change.to}${change.change === 'update' && change.parts.length > 0 ? ` (${change.parts.join(', ')})` : ''}`);
    case 'flow': return oneLine(change.name);
    case 'reference': return oneLine(`${change.name}${change.connection === undefined ? '' : ` → ${change.connection}`}`);
    case 'variable': return oneLine(change.name);
  }
}

function findingLines(title: string, { findings }: Plan, severity: Finding['severity']): readonly string[] {
  const told = findings.filter(each => each.severity === severity);
  return told.length === 0 ? [] : [`\n${title}\n`, ...told.map(({ code, message }) => `  ${oneLine(message)} (${code})\n`)];
}
