/** The named switches of the platform's undocumented behaviour, as this project would start with them. */
import { resolve } from 'node:path';
import { assumptionTable, type AssumptionName } from '../../environment';
import { chosenAssumptions } from '../scenario/chosen-assumptions';
import { assumptionsOf } from '../konektor-assumptions';
import type { KonektorYaml } from '../konektor-yaml';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { asJson } from './look';
import { UserError } from '../user-error';

interface Row { readonly name: string; readonly value: string | number; readonly from: 'default' | 'konektor.yaml' | 'command line'; readonly default: string | number; readonly choices: readonly (string | number)[]; readonly about: string }

/** `konektor start --assumptions`: lists all of them, with what konektor.yaml and the command line change, and why each is assumed. */
export function assumptionList({ assumptions: { given }, format }: Given<'start'>['options'], ports: Ports): number {
  const settings = assumptionsOf(readSettings(ports));
  const [kept, written] = [chosenAssumptions(settings), chosenAssumptions(given)];
  const rows = (Object.keys(assumptionTable) as AssumptionName[]).sort().map((name): Row => { // keys of the table are its names
    const row = assumptionTable[name];
    return { name, value: written[name] ?? kept[name] ?? row.default, from: name in written ? 'command line' : name in kept ? 'konektor.yaml' : 'default', default: row.default, choices: row.choices, about: row.about };
  });
  if (format !== 'json') ports.console.error(heading);
  ports.console.out(format === 'json' ? asJson(rows) : rows.map(row => textOf(row, ports)).join('\n'));
  return 0;
}

const heading = 'What the platform is assumed to do where no document says it; turn one with --assumptions name=value, or in konektor.yaml.\n"facts" are this project\'s notes on what is documented.\n\n';
const usualWidth = 100;

function textOf({ name, value, from, default: otherwise, choices, about }: Row, { console: { width = usualWidth } }: Ports): string {
  const changed = from === 'default' ? '' : ` (${from}; default ${otherwise})`;
  return [`${name} = ${value}${changed}`, `    one of: ${choices.join(', ')}`, ...wrapped(about, width - 4).map(line => `    ${line}`), ''].join('\n');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Throws UserError for a konektor.yaml with mistakes. */
function readSettings({ files, directory }: Ports): KonektorYaml | undefined {
  const file = resolve(directory, 'konektor.yaml');
  const text = files.read(file);
  if (text === undefined) return undefined;
  const { readKonektorYaml } = require('../konektor-yaml') as typeof import('../konektor-yaml'); // loaded where there is something to read; require gives no type of its own
  const { data, diagnostics } = readKonektorYaml(text, file);
  if (data) return data;
  throw new UserError(`konektor.yaml has mistakes, so that what it assumes is not known. Mend it first:\n${diagnostics.map(({ what }) => `  ${what}`).join('\n')}`);
}
