/** What .NET itself makes of formats, dates, numbers, zones and texts (dotnet-facts.json, written by dotnet-facts/Program.cs) is the oracle. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTimestamp } from '../../scripts/workflow-language/dates/format-timestamp';
import { parseFormatted } from '../../scripts/workflow-language/dates/parse-formatted';
import { parseTimestamp } from '../../scripts/workflow-language/dates/parse-timestamp';
import { fromUtc, toUtc, zoneNamed } from '../../scripts/workflow-language/dates/time-zone';
import { addMonths, type Timestamp } from '../../scripts/workflow-language/dates/timestamp';
import { windowsTimeZones } from '../../scripts/workflow-language/dates/windows-time-zones';
import { evaluate } from '../../scripts/workflow-language/evaluate';
import { emptyContext } from '../../scripts/workflow-language/flow-context';
import { FunctionFault } from '../../scripts/workflow-language/flow-expression-error';
import { formatNumber } from '../../scripts/workflow-language/functions/format-number';
import { capitalLetters, smallLetters } from '../../scripts/workflow-language/letter-case';
import { fixedPoint } from './fixed-point';

interface Facts {
  readonly dates: readonly { readonly stamp: string; readonly format: string; readonly text: string | null }[];
  readonly parsed: readonly { readonly text: string; readonly stamp: string | null }[];
  readonly formatted: readonly { readonly text: string; readonly format: string; readonly stamp: string | null }[];
  readonly numbers: readonly { readonly number: string; readonly format: string; readonly text: string | null }[];
  readonly uris: readonly { readonly text: string; readonly encoded: string }[];
  readonly months: readonly { readonly stamp: string; readonly months: number; readonly result: string }[];
  readonly spans: readonly { readonly start: string; readonly end: string; readonly text: string }[];
  readonly zones: readonly { readonly zone: string; readonly utc: string; readonly local: string; readonly back: string }[];
  readonly letters: readonly { readonly text: string; readonly small: string; readonly capital: string }[];
}
const facts = JSON.parse(readFileSync(join(__dirname, 'dotnet-facts.json'), 'utf8')) as Facts;

const written = (stamp: Timestamp | undefined): string | null => stamp === undefined ? null : formatTimestamp(stamp);
const read = (text: string): Timestamp => parseTimestamp(text) ?? assert.fail(`${text} is read`);
/** Null where it is refused, as in the facts. */
function orNull<T>(run: () => T): T | null {
  try { return run(); } catch (error) {
    assert.ok(error instanceof FunctionFault, String(error));
    return null;
  }
}
const call = (name: string, ...values: string[]): unknown => evaluate({ kind: 'call', name, arguments: values.map(value => ({ kind: 'literal', value })) }, emptyContext);

describe('as .NET has it', () => {
  it(`${facts.dates.length} dates in formats`, () => assert.deepEqual(facts.dates.map(each => ({ ...each, text: orNull(() => formatTimestamp(read(each.stamp), each.format)) })), facts.dates));
  it(`${facts.parsed.length} texts with dates`, () => assert.deepEqual(facts.parsed.map(each => ({ ...each, stamp: written(parseTimestamp(each.text)) })), facts.parsed));
  it(`${facts.formatted.length} texts in formats of dates`, () => assert.deepEqual(facts.formatted.map(each => ({ ...each, stamp: written(parseFormatted(each.text, each.format)) })), facts.formatted));
  it(`${facts.numbers.length} numbers in formats`, () => assert.deepEqual(facts.numbers.map(each => ({ ...each, text: orNull(() => formatNumber(Number(each.number), each.format)) })), facts.numbers));
  it(`${facts.uris.length} texts for addresses`, () => assert.deepEqual(facts.uris.map(each => ({ ...each, encoded: call('uriComponent', each.text) })), facts.uris));
  it(`${facts.months.length} months added`, () => assert.deepEqual(facts.months.map(each => ({ ...each, result: written({ ticks: addMonths(read(each.stamp).ticks, each.months) ?? -1n, kind: 'unspecified' }) })), facts.months));
  it(`${facts.spans.length} spans of time`, () => assert.deepEqual(facts.spans.map(each => ({ ...each, text: call('dateDifference', each.start, each.end) })), facts.spans));
  it(`${facts.letters.length} texts in small and capital letters`, () => assert.deepEqual(facts.letters.map(({ text }) => ({ text, small: smallLetters(text), capital: capitalLetters(text) })), facts.letters));

  it(`${facts.zones.length} moments in time zones, there and back`, () => assert.deepEqual(facts.zones.map(({ zone, utc }) => {
    const name = zoneNamed(zone) ?? assert.fail(zone);
    const local = fromUtc(read(utc).ticks, name);
    return { zone, utc, local: written({ ticks: local, kind: 'unspecified' }), back: written({ ticks: toUtc(local, name) ?? -1n, kind: 'utc' }) };
  }), facts.zones));
});

describe('time zones', () => {
  it(`all ${windowsTimeZones.size} names of Windows stand for a zone that is known`, () => {
    assert.ok(windowsTimeZones.size > 135);
    assert.deepEqual([...windowsTimeZones].filter(([, zone]) => orNull(() => zoneNamed(zone)) === undefined), []);
  });
  it('a time that clocks jumped over is none', () => assert.equal(toUtc(read('2021-03-28T02:30:00').ticks, 'Europe/Berlin'), undefined));
  it('names are known by any capital letters, and others are not', () => assert.deepEqual([zoneNamed('europe/BERLIN'), zoneNamed('pacific standard time'), zoneNamed('Nowhere'), zoneNamed('')], ['Europe/Berlin', 'America/Los_Angeles', undefined, undefined]));
});

describe('numbers in formats', () => {
  it('agree with the formats of ECMAScript wherever both have them', () => fixedPoint((number, digits) => [
    [formatNumber(number, `N${digits}`), new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number)],
    [formatNumber(number, `#,##0.${'0'.repeat(digits)}`, 'de-DE'), new Intl.NumberFormat('de-DE', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number)],
  ]));
});
