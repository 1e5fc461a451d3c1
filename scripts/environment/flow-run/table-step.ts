import { textOf as textOfValue } from '../../workflow-language/flow-value';
import { isJsonObject, type JsonValue, objectOr, textOf } from '../json';
import { forEachItem, type ItemPlace, resolve } from './expressions';
import { listOf } from './list-steps';
import { strict } from './step-record';
import { type Step, StepFailure, type StepRunner } from './step-runner';

/** A column: its header, and where its value comes from. */
interface Column { readonly header: string; readonly cell: (at: ItemPlace) => JsonValue }

/**
 * Create CSV table and Create HTML table (workflow definition language, "Table action"). Without `columns`, the properties
 * of the items are the columns: those of the first one (which that is, is an assumption). A table whose columns all have an
 * empty header has no line of headers (an assumption). Lines of CSV end as RFC 4180 has it.
 */
export const table: StepRunner = {
  kind: 'leaf',
  run: step => {
    const { declared, from } = listOf(step);
    const format = textOf(resolve(declared['format'] ?? null, step))?.toUpperCase();
    const inputs = { ...declared, from };
    if (format !== 'CSV' && format !== 'HTML') throw new StepFailure('InvalidTemplate', `The format of the table is ${JSON.stringify(declared['format'] ?? null)}; it is CSV or HTML.`, { inputs });
    const columns = columnsOf(step, declared['columns'], from);
    const rows = forEachItem(from, step, at => columns.map(({ cell }) => textOfValue(strict(cell(at)))));
    const headers = columns.map(({ header }) => header);
    const hasHeaders = headers.some(header => header !== '');
    return { status: 'Succeeded', inputs, outputs: { body: format === 'CSV' ? csv(hasHeaders ? [headers, ...rows] : rows) : html(hasHeaders ? headers : [], rows) } };
  },
};

function columnsOf(step: Step, declared: JsonValue | undefined, from: readonly JsonValue[]): readonly Column[] {
  if (Array.isArray(declared)) {
    return declared.map(objectOr).map((column): Column => ({ header: textOfValue(strict(resolve(column['header'] ?? '', step))), cell: at => at.resolve(column['value'] ?? null) }));
  }
  const [first] = from;
  if (first === undefined) return [];
  if (!from.every(isJsonObject)) throw new StepFailure('BadRequest', 'The items are not all objects, so that their properties can\'t be the columns. Give the columns with "header" and "value".', { inputs: { from } });
  return Object.keys(objectOr(first)).map((name): Column => ({ header: name, cell: at => objectOr(at.item)[name] ?? null }));
}

const csv = (lines: readonly (readonly string[])[]): string => lines.map(cells => `${cells.map(quoted).join(',')}\r\n`).join('');
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function html(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headers.length === 0 ? '' : `<thead><tr>${headers.map(header => `<th>${escaped(header)}</th>`).join('')}</tr></thead>`;
  return `<table>${head}<tbody>${rows.map(cells => `<tr>${cells.map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

/** The characters that flows of others undo by `replace(…, '&lt;', '<')` where a cell is to hold HTML. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? character);
