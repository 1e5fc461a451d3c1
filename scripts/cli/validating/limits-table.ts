/** The report of --limits: a table for each connector. */
import { relative } from 'node:path';
import { budgetsOf, type Budget } from '../../validate/limits';
import type { Ports } from '../ports';
import { collect } from './collect';
import type { Target } from './collected';
import { codeReader } from './code-reader';

const fullWidth = 20;

/** Prints the tables and returns the exit code: 1 where a published limit is passed. */
export async function printLimits(targets: readonly Target[], format: 'pretty' | 'json', ports: Ports): Promise<number> {
  const code = codeReader(true);
  let passed = false;
  const rows: object[] = [];
  for (const target of targets) {
    const { subject } = await collect(target, ports, code.analyse);
    const budgets = budgetsOf(subject);
    passed ||= budgets.some(({ used, limit, observed }) => used > limit && !observed);
    const name = relative(ports.directory, subject.name).replaceAll('\\', '/') || '.';
    if (format === 'json') rows.push({ name, limits: budgets });
    else ports.console.out(`${name}\n${table(budgets, ports.directory)}\n`);
  }
  if (format === 'json') ports.console.out(`${JSON.stringify({ connectors: rows }, undefined, 2)}\n`);
  return passed ? 1 : 0;
}

function table(budgets: readonly Budget[], directory: string): string {
  const rows = budgets.map(budget => [budget.what, `${figure(budget.used, budget)} of ${figure(budget.limit, budget)}${budget.observed ? ' (seen, not published)' : ''}`, bar(budget), place(budget, directory)] as const);
  const width = (column: 0 | 1): number => Math.max(...rows.map(row => row[column].length), 0);
  return rows.map(([what, used, drawn, largest]) => `  ${what.padEnd(width(0))}  ${used.padStart(width(1))}  ${drawn}  ${largest}`.trimEnd()).join('\n') + '\n';
}

const figure = (value: number, { unit }: Budget): string => (unit === 'bytes' ? `${Math.ceil(value / 1024).toLocaleString('en')} KB` : value.toLocaleString('en'));

function bar({ used, limit }: Budget): string {
  const share = used / limit;
  const full = Math.min(fullWidth, Math.ceil(share * fullWidth));
  return `${'█'.repeat(full)}${'░'.repeat(fullWidth - full)} ${`${Math.round(share * 100)} %`.padStart(5)}`;
}

const place = ({ largest = '' }: Budget, directory: string): string => (largest.startsWith(directory) ? relative(directory, largest) : largest);
