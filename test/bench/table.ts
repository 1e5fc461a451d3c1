/** The results as a text table for people. */
import type { Aim, Measurement, Quantity } from './measurement';

const headings = ['', 'measured', 'median', 'beside', 'beside value', 'ratio', 'aim', ''] as const;

/** Columns filled up with blanks; numbers to the right. Ends with a line feed. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = [headings, ...measurements.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const numeric = new Set([1, 2, 4, 5]);
  const line = (row: readonly string[]): string => row.map((cell, column) => (numeric.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

const cellsOf = ({ name, measured, reference, ratio, aim, met }: Measurement): readonly string[] => [
  name, quantityText(measured), measured.median === undefined ? '' : numberText(measured.median), reference.what, quantityText(reference),
  ratio.toFixed(2), aim ? aimText(aim, measured.unit) : '', aim ? (met ? 'ok' : 'missed') : '',
];

const quantityText = ({ value, unit }: Quantity): string => `${numberText(value)} ${unit}`;
const numberText = (value: number): string => (value >= 100 ? Math.round(value).toString() : value >= 10 ? value.toFixed(1) : value.toFixed(3));

function aimText(aim: Aim, unit: Quantity['unit']): string {
  const limit = 'atMost' in aim ? `<= ${aim.atMost}` : `>= ${aim.atLeast}`;
  return aim.of === 'ratio' ? `ratio ${limit}` : `${limit} ${unit}`;
}
