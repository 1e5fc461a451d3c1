/** What has drifted, for people: rows that are as they were deployed are counted, and not shown. */
import { anyDrift, type DriftRow } from '../../deploy/drift';
import type { Journal } from '../../deploy/journal/journal';
import { table, type Cell, type Look } from '../terminal/table';

/** `packages` is the folder of the packages, as it is shown. */
export function driftText(journal: Journal, rows: readonly DriftRow[], packages: string, look: Look): string {
  const { environment } = journal;
  const told = rows.filter(({ state }) => state !== 'same' && state !== 'unknown');
  const unknown = rows.filter(({ state }) => state === 'unknown');
  const same = rows.filter(({ state }) => state === 'same').length;
  return [
    ...(told.length === 0 ? [] : [table([{ heading: 'what', gives: true }, { heading: 'packages' }, { heading: 'deployed' }, { heading: 'there now' }, { heading: '' }], told.map(row => cells(row, journal.good.length > 0)), look), '\n']),
    `The same in the packages and in ${environment}: ${same} of ${rows.length}.${unknown.length === 0 ? '' : ` Not to be read back there: ${unknown.map(({ what }) => what).join('; ')}.`}\n`,
    `${conclusion(journal, rows, packages)}\n`, ...brokenOff(journal),
  ].join('');
}

/** What a deployment did before it stopped is nobody's drift. */
function brokenOff({ environment, last }: Journal): readonly string[] {
  return last === undefined || last.state === 'done' ? [] : [`The last ${last.purpose === 'rollback' ? 'rollback' : 'deployment'} (${last.version}) stopped before its end; what it had changed in ${environment} may look like drift until one ends well.\n`];
}

function conclusion({ environment, good }: Journal, rows: readonly DriftRow[], packages: string): string {
  const last = good.at(-1);
  if (!last) return anyDrift(rows) ? `${environment} is not what the packages are, and nobody deployed to it from here: there is no telling who changed it. Deploy to put it right.` : `${environment} is what the packages are. Nobody deployed to it from here.`;
  if (anyDrift(rows)) return `${environment} has drifted: somebody changed it since ${last.version} was deployed. Deploy again to put it right, or take the change into the model.`;
  const ahead = rows.some(({ state }) => state === 'ahead');
  return `Nobody has changed ${environment} since ${last.version} was deployed.${ahead ? ` The packages (${packages}) are to be deployed.` : ''}`;
}

const states: Readonly<Record<DriftRow['state'], Cell>> = {
  same: { text: 'same', colour: 'green' }, ahead: { text: 'to be deployed', colour: 'yellow' }, drifted: { text: 'drifted', colour: 'red' }, both: { text: 'drifted, and changed here', colour: 'red' }, unknown: { text: 'can\'t be told', colour: 'faint' },
};
/** Without a record it is not known that somebody changed it there. */
const cells = ({ what, here, last, now, state }: DriftRow, isRecorded: boolean): readonly Cell[] =>
  [what, shown(here), last === null ? '?' : shown(last), state === 'unknown' ? '?' : shown(now), state === 'drifted' && !isRecorded ? { text: 'differs', colour: 'red' } : states[state]];
/** A digest says nothing to people; its beginning tells two apart. */
const shown = (value: string | undefined): string => (value === undefined ? '–' : /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 8) : value);
