/**
 * The expression language, once: operator, type rule, C#, examples. The recorders offer exactly these operators, the
 * emitter prints exactly these, the tests execute every example on .NET. In `csharp`, {0}, {1} stand for the printed
 * operands and {*} for all of them; `binds` is how tightly an infix operator holds its operands, so that brackets
 * appear only where C# needs them.
 *
 * Rules that hold for all of them: a comparison with null is false; `first` of nothing is a null record and every
 * property of a null record is null; names of enumerations are open and compared without case; numbers are decimal
 * and never depend on a culture; dates compare as instants.
 */
import type { ValueType } from './value-type';

/** C#'s order of precedence, from the loosest to the tightest, as far as the table needs it. */
export const bindings = ['conditional', 'coalescing', 'or', 'and', 'comparison', 'additive', 'unary', 'primary'] as const;
export type Binding = (typeof bindings)[number];

export interface Operator {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType | 'same';
  readonly csharp: string;
  readonly binds?: Binding;
  /** JSON operands and the JSON result that .NET must produce; a lambda is written as [property name] of its item. */
  readonly examples: readonly { readonly operands: readonly unknown[]; readonly result: unknown }[];
}

export const operators = {
  // text
  textEquals: { takes: ['text', 'text'], gives: 'condition', csharp: 'Value.Same({0}, {1})',
    examples: [{ operands: ['VIP', 'VIP'], result: true }, { operands: ['VIP', 'vip'], result: false }, { operands: [null, null], result: false }] },
  textIs: { takes: ['text', 'text'], gives: 'condition', csharp: 'Value.Is({*})',
    examples: [{ operands: ['CompletedSuccess', 'completedSuccess'], result: true }, { operands: [null, 'failed'], result: false }, { operands: ['I', 'ı'], result: false }, { operands: ['timedout', 'failed', 'timedOut'], result: true }] },
  textOrElse: { takes: ['text', 'text'], gives: 'text', csharp: '{0} ?? {1}', binds: 'coalescing',
    examples: [{ operands: [null, 'none'], result: 'none' }, { operands: ['a', 'none'], result: 'a' }] },
  textPresent: { takes: ['text'], gives: 'condition', csharp: 'Value.Present({0})',
    examples: [{ operands: [''], result: false }, { operands: [null], result: false }, { operands: ['a'], result: true }] },
  textToNumber: { takes: ['text'], gives: 'number', csharp: 'Value.ParseNumber({0})',
    examples: [{ operands: ['1234.5'], result: 1234.5 }, { operands: ['1,234'], result: null }, { operands: ['many'], result: null }, { operands: [null], result: null }, { operands: ['1E3'], result: 1000 }] },
  // numbers
  numberAbove: { takes: ['number', 'number'], gives: 'condition', csharp: '{0} > {1}', binds: 'comparison',
    examples: [{ operands: [2, 1], result: true }, { operands: [1, 1], result: false }, { operands: [null, 1], result: false }] },
  numberMinus: { takes: ['number', 'number'], gives: 'number', csharp: '{0} - {1}', binds: 'additive',
    examples: [{ operands: [0.3, 0.1], result: 0.2 }, { operands: [null, 1], result: null }] },
  // instants
  instantAtOrAfter: { takes: ['instant', 'instant'], gives: 'condition', csharp: '{0} >= {1}', binds: 'comparison',
    examples: [{ operands: ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z'], result: true }, { operands: ['2026-01-01T00:00:00Z', null], result: false }] },
  instantOrElse: { takes: ['instant', 'instant'], gives: 'instant', csharp: '{0} ?? {1}', binds: 'coalescing',
    examples: [{ operands: [null, '2026-01-01T00:00:00Z'], result: '2026-01-01T00:00:00.0000000Z' }] },
  // yes and no, conditions
  isYes: { takes: ['yesNo'], gives: 'condition', csharp: '{0} == true', binds: 'comparison',
    examples: [{ operands: [true], result: true }, { operands: [null], result: false }] },
  isNo: { takes: ['yesNo'], gives: 'condition', csharp: '{0} == false', binds: 'comparison',
    examples: [{ operands: [false], result: true }, { operands: [null], result: false }] },
  asYesNo: { takes: ['condition'], gives: 'yesNo', csharp: '(bool?)({0})', examples: [{ operands: [true], result: true }] },
  and: { takes: ['condition', 'condition'], gives: 'condition', csharp: '{0} && {1}', binds: 'and', examples: [{ operands: [true, false], result: false }, { operands: [true, true], result: true }] },
  or: { takes: ['condition', 'condition'], gives: 'condition', csharp: '{0} || {1}', binds: 'or', examples: [{ operands: [true, false], result: true }, { operands: [false, false], result: false }] },
  not: { takes: ['condition'], gives: 'condition', csharp: '!{0}', binds: 'unary', examples: [{ operands: [false], result: true }] },
  chooseText: { takes: ['condition', 'text', 'text'], gives: 'text', csharp: '{0} ? {1} : {2}', binds: 'conditional', examples: [{ operands: [true, 'a', 'b'], result: 'a' }] },
  chooseInstant: { takes: ['condition', 'instant', 'instant'], gives: 'instant', csharp: '{0} ? {1} : {2}', binds: 'conditional',
    examples: [{ operands: [false, '2026-01-01T00:00:00Z', null], result: null }] },
  // lists
  where: { takes: ['list', 'condition'], gives: 'list', csharp: 'Value.Where({0}, {1})',
    examples: [{ operands: [[{ ok: true }, { ok: false }], ['ok']], result: [{ ok: true }] }, { operands: [null, ['ok']], result: [] }] },
  any: { takes: ['list', 'condition'], gives: 'condition', csharp: 'Value.Any({0}, {1})',
    examples: [{ operands: [[{ ok: false }], ['ok']], result: false }, { operands: [[{ ok: false }, { ok: true }], ['ok']], result: true }] },
  first: { takes: ['list', 'condition'], gives: 'record', csharp: 'Value.First({0}, {1})',
    examples: [{ operands: [[{ ok: false, n: 1 }, { ok: true, n: 2 }], ['ok']], result: { ok: true, n: 2 } }, { operands: [[], ['ok']], result: null }] },
  firstItem: { takes: ['list'], gives: 'same', csharp: 'Value.FirstItem({0})', examples: [{ operands: [[{ n: 1 }, { n: 2 }]], result: { n: 1 } }, { operands: [[]], result: null }] },
  single: { takes: ['list', 'condition'], gives: 'record', csharp: 'Value.Single({0}, {1})',
    examples: [{ operands: [[{ ok: true, n: 1 }], ['ok']], result: { ok: true, n: 1 } }, { operands: [[{ ok: true, n: 1 }, { ok: true, n: 2 }], ['ok']], result: null }] },
  hasText: { takes: ['list', 'text'], gives: 'condition', csharp: 'Value.Has({0}, {1})', examples: [{ operands: [['a', 'b'], 'b'], result: true }, { operands: [['a'], null], result: false }] },
  onlyText: { takes: ['list'], gives: 'text', csharp: 'Value.OnlyText({0})', examples: [{ operands: [['a']], result: 'a' }, { operands: [['a', 'b']], result: null }] },
  count: { takes: ['list'], gives: 'number', csharp: 'Value.Count({0})', examples: [{ operands: [[{}, {}]], result: 2 }, { operands: [null], result: 0 }] },
  append: { takes: ['list', 'record'], gives: 'list', csharp: 'Value.Append({0}, {1})',
    examples: [{ operands: [[{ n: 1 }], { n: 2 }], result: [{ n: 1 }, { n: 2 }] }, { operands: [[{ n: 1 }], null], result: [{ n: 1 }] }] },
  select: { takes: ['list', 'record'], gives: 'list', csharp: 'Value.Select({0}, {1})', examples: [{ operands: [[{ inner: { n: 1 } }], ['inner']], result: [{ n: 1 }] }] },
  sortByText: { takes: ['list', 'text'], gives: 'list', csharp: 'Value.SortByText({0}, {1})',
    examples: [{ operands: [[{ t: 'b' }, { t: 'A' }, { t: 'a' }], ['t']], result: [{ t: 'A' }, { t: 'a' }, { t: 'b' }] }] },
  // records and maps
  onlyEntry: { takes: ['map'], gives: 'text', csharp: 'Value.OnlyEntry({0})', examples: [{ operands: [{ a: '1' }], result: '1' }, { operands: [{ a: '1', b: '2' }], result: null }, { operands: [null], result: null }] },
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;
