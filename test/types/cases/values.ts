/** ValueOf gives exactly the type of the JSON value. Every line must compile; Same fails on any difference, optionality included. */
import { dateTime, decimalNumber, freeForm, list, mapOf, optional, record, text, wholeNumber, yesNo, type ValueOf } from 'konektor';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

const direction = text({ choices: [{ value: 'above', title: 'Above' }, { value: 'below', title: 'Below' }] });
const Inner = record('Inner', { at: dateTime(), ratio: decimalNumber() });
const Outer = record({ name: text(), direction, count: wholeNumber(), on: yesNo(), inner: Inner, all: list(Inner), by: mapOf(wholeNumber()), rest: freeForm(), note: optional(text()), more: optional(list(text())) });

holds<Same<ValueOf<ReturnType<typeof text>>, string>>();
holds<Same<ValueOf<typeof direction>, 'above' | 'below'>>();
holds<Same<ValueOf<typeof Inner>, { at: string; ratio: number }>>();
holds<Same<ValueOf<typeof Outer>['all'], { at: string; ratio: number }[]>>();
holds<Same<ValueOf<typeof Outer>['by'], Record<string, number>>>();
holds<Same<ValueOf<typeof Outer>['rest'], Record<string, unknown>>>();
holds<Same<keyof ValueOf<typeof Outer>, 'name' | 'direction' | 'count' | 'on' | 'inner' | 'all' | 'by' | 'rest' | 'note' | 'more'>>();
holds<Same<Pick<ValueOf<typeof Outer>, 'name' | 'count' | 'on' | 'note' | 'more'>, { name: string; count: number; on: boolean; note?: string; more?: string[] }>>();
// expect: 'false' does not satisfy the constraint 'true'
holds<Same<Pick<ValueOf<typeof Outer>, 'note'>, { note: string }>>();
// expect: 'false' does not satisfy the constraint 'true'
holds<Same<ValueOf<typeof direction>, string>>();

export const value: ValueOf<typeof Inner> = { at: '2026-01-01T00:00:00Z', ratio: 0.5 };
// expect: Property 'ratio' is missing
export const incomplete: ValueOf<typeof Inner> = { at: '2026-01-01T00:00:00Z' };
