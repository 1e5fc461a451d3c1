/** A plan for people: what changes, the steps, what is in the way. What stays as it is is counted. */
import type { Change, Finding, Plan, Step } from '../../deploy/plan';
import { changesNothing, isRefused } from '../../deploy/planning/make-plan';
import { sameVersion } from '../../deploy/planning/same-version';
import { counted } from '../../diagnostics/counted';
import { oneLine, table, type Cell, type Look } from '../terminal/table';

/** `withDigest`: somebody may agree to this plan later. To one that is refused, or made without a look, nobody can. */
export function planText(plan: Plan, title: string, look: Look, withDigest: boolean): string {
  const isSeen = plan.changes.length > 0;
  const refused = plan.purpose === 'rollback' ? 'Refused; nothing is put back before this is mended' : 'Refused; nothing is deployed before this is mended';
  return [
    headline(plan, title), ...(changesNothing(plan) ? nothingLines(plan) : changeLines(plan, look)), ...findingLines(refused, plan, 'refused'), ...findingLines('To know', plan, 'note'),
    ...(plan.notSeen.length === 0 ? [] : ['\nNot known\n', ...plan.notSeen.map(each => `  ${oneLine(each)}\n`)]),
    ...(withDigest && isSeen && !isRefused(plan) ? [`\nDigest of this plan: ${plan.digest}\n`] : []),
  ].join('');
}

function headline({ purpose, version, environment, target }: Plan, title: string): string {
  const where = `${environment}${environment === target ? '' : ` (${target})`}`;
  return purpose === 'rollback' ? `Put back ${oneLine(title)} ${version} in ${where}\n` : `Deploy ${oneLine(title)} ${version} to ${where}\n`;
}

function nothingLines({ changes, target, purpose }: Plan): readonly string[] {
  // On one's own machine it is the model that was changed a minute ago, and the packages that were forgotten.
  const forgotten = target === 'local' && purpose === 'deploy' ? ['What has changed in the model since is deployed once it is packaged: konektor package\n'] : [];
  return [`\nNothing changes. As it was released: ${counts(changes)}.\n`, ...forgotten];
}

function changeLines({ changes, steps }: Plan, look: Look): readonly string[] {
  const rows = changes.filter(({ change }) => change !== 'none').map(rowOf);
  const rest = counts(changes.filter(({ change }) => change === 'none'));
  return [
    ...(rows.length === 0 ? [] : ['\n', table([{ heading: 'what' }, { heading: 'change' }, { heading: 'which', gives: true }], rows, look)]),
    ...(rest === '' ? [] : [`${rows.length === 0 ? '\n' : ''}As it is: ${rest}.\n`]), '\n', ...steps.map(stepLine),
  ];
}

const stepLine = ({ name, state, what }: Step, index: number): string => `  ${index + 1} ${name.padEnd(17)} ${stateWords[state]}${oneLine(what)}\n`;
const stateWords: Readonly<Record<Step['state'], string>> = { needed: '', fine: 'Nothing to do. ', byHand: 'By hand. ' };

const rowOf = (change: Change): readonly Cell[] => [change.kind, { text: change.change === 'none' ? '' : words[change.change], colour: 'yellow' }, subjectOf(change)];
const words: Readonly<Record<Exclude<Change['change'], 'none'>, string>> = { create: 'create', update: 'update', turnOn: 'turn on', bind: 'bind', set: 'set' };

function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'connector': {
      const from = change.from === undefined || sameVersion(change.from, change.to) ? '' : `${threeNumbers(change.from)} → `;
      return oneLine(`${change.title} ${from}${change.to}${change.change === 'update' && change.parts.length > 0 ? ` (${change.parts.join(', ')})` : ''}`);
    }
    case 'flow': return oneLine(change.name);
    case 'reference': return oneLine(`${change.name}${change.connection === undefined ? '' : ` → ${change.connection}`}`);
    case 'variable': return oneLine(change.name);
  }
}

/** A solution has a fourth number that the connector's author never wrote. */
const threeNumbers = (version: string): string => version.replace(/^(\d+\.\d+\.\d+)\.0$/, '$1');

/** "the connector, 8 flows and 3 references" */
function counts(changes: readonly Change[]): string {
  const of = (kind: Change['kind']): number => changes.filter(each => each.kind === kind).length;
  const told = [...(of('connector') > 0 ? ['the connector'] : []), ...(['flow', 'reference', 'variable'] as const).flatMap(kind => (of(kind) > 0 ? [counted(of(kind), kind)] : []))];
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}

function findingLines(title: string, { findings }: Plan, severity: Finding['severity']): readonly string[] {
  const told = findings.filter(each => each.severity === severity);
  return told.length === 0 ? [] : [`\n${title}\n`, ...told.map(({ code, message }) => `  ${oneLine(message)} (${code})\n`)];
}
