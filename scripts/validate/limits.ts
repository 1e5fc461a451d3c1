/** How much of the platform's limits a connector uses. */
import { isObject, textAt } from './json';
import type { Subject } from './subject';
import { definitionIndex } from './walk/definition-index';
import { schemaCounts } from './walk/schema-count';

/** One limit: what was measured, of how much, and where the largest is. */
export interface Budget {
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  /** True where Microsoft publishes no number, and the limit is what published connectors reach. */
  readonly observed: boolean;
  readonly unit: 'count' | 'bytes' | 'characters';
  /** What reaches `used`: an operation, a title. */
  readonly largest?: string;
}

const MEGABYTE = 1_048_576;

/** The budgets of what the subject has, in the order of a report. The numbers are those of Microsoft's FAQ and submission pages. */
export function budgetsOf(subject: Subject): readonly Budget[] {
  const { definition, scripts, icon } = subject;
  const scriptBudgets = scripts.map(({ file, bytes }): Budget => ({ what: 'Custom code', used: bytes, limit: MEGABYTE, observed: false, unit: 'bytes', largest: file }));
  const iconBudgets: readonly Budget[] = icon ? [{ what: 'Icon', used: icon.bytes.byteLength, limit: MEGABYTE, observed: false, unit: 'bytes' }] : [];
  if (!definition || !isObject(definition.value)) return [...scriptBudgets, ...iconBudgets];
  const index = definitionIndex(definition.value);
  const count = schemaCounts(index);
  const ofOperation = ({ parameters, responses }: (typeof index.operations)[number]): number =>
    [...parameters.map(each => each.parameter), ...responses.map(each => each.response)].reduce((sum, each) => sum + count(each['schema']), 0);
  const { operations } = index;
  const info = isObject(definition.value['info']) ? definition.value['info'] : undefined;
  const idOf = (operation: (typeof operations)[number]): string => operation.operationId ?? `${operation.method} ${operation.path.path}`;
  const bodies = operations.flatMap(operation => operation.parameters.filter(each => each.in === 'body').map(each => ({ name: idOf(operation), size: count(each.parameter['schema']) })));
  const answers = operations.flatMap(operation => operation.responses.map(each => ({ name: `${idOf(operation)}, ${each.code}`, size: count(each.response['schema']) })));
  return [
    { what: 'Operations', used: operations.length, limit: 256, observed: false, unit: 'count' },
    { what: 'Definition', used: definition.bytes, limit: MEGABYTE, observed: false, unit: 'bytes' },
    largest('Schemas in one body', bodies, 512, false, 'count'),
    largest('Schemas in one response', answers, 512, false, 'count'),
    largest('Schemas in one operation', operations.map(operation => ({ name: idOf(operation), size: ofOperation(operation) })), 16_384, false, 'count'),
    { what: 'Title', used: textAt(info, 'title')?.length ?? 0, limit: 30, observed: false, unit: 'characters' },
    { what: 'Description', used: textAt(info, 'description')?.length ?? 0, limit: 500, observed: false, unit: 'characters' },
    largest('Operation id', operations.map(operation => ({ name: operation.operationId ?? '', size: operation.operationId?.length ?? 0 })), 80, true, 'characters'),
    largest('Operation summary', operations.map(operation => ({ name: idOf(operation), size: textAt(operation.operation, 'summary')?.length ?? 0 })), 80, false, 'characters'),
    largest('Parameter summary', operations.flatMap(operation => operation.parameters.map(({ name, parameter }) => ({ name: `${idOf(operation)}, ${name ?? ''}`, size: textAt(parameter, 'x-ms-summary')?.length ?? 0 }))), 80, false, 'characters'),
    ...scriptBudgets, ...iconBudgets,
  ];
}

function largest(what: string, sizes: readonly { readonly name: string; readonly size: number }[], limit: number, observed: boolean, unit: Budget['unit']): Budget {
  const biggest = sizes.reduce<{ readonly name: string; readonly size: number } | undefined>((most, each) => (!most || each.size > most.size ? each : most), undefined);
  return { what, used: biggest?.size ?? 0, limit, observed, unit, ...(biggest && biggest.size > 0 ? { largest: biggest.name } : {}) };
}
