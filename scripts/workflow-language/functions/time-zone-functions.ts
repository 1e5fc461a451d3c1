import { fail } from '../flow-expression-error';
import { formatTimestamp } from '../dates/format-timestamp';
import { fromUtc, isUtc, toUtc, zoneNamed } from '../dates/time-zone';
import type { Timestamp } from '../dates/timestamp';
import { example, flowFunction } from './flow-function';

const FORMAT = { name: 'format', type: 'string', optional: true } as const;

/** Functions that change the time zone; zones have names of Windows or of IANA. Source: functions reference, "Date and time functions". */
export const timeZoneFunctions = {
  convertFromUtc: flowFunction({
    parameters: [{ name: 'timestamp', type: 'timestamp' }, { name: 'destinationTimeZone', type: 'string' }, FORMAT], result: 'timestamp',
    description: 'A time of UTC in another time zone.',
    examples: [
      example("convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time')", '2018-01-01T00:00:00.0000000'),
      example("convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time', 'D')", 'Monday, January 1, 2018'),
      example("convertFromUtc('2018-07-01T12:00:00Z', 'Europe/Berlin')", '2018-07-01T14:00:00.0000000'),
    ],
    evaluate: ([{ ticks }, destination, format]) => formatTimestamp(inZone(ticks, destination), format),
  }),
  convertTimeZone: flowFunction({
    parameters: [{ name: 'timestamp', type: 'timestamp' }, { name: 'sourceTimeZone', type: 'string' }, { name: 'destinationTimeZone', type: 'string' }, FORMAT],
    result: 'timestamp',
    description: 'A time of one time zone in another.',
    examples: [
      example("convertTimeZone('2018-01-01T08:00:00.0000000Z', 'UTC', 'Pacific Standard Time')", '2018-01-01T00:00:00.0000000'),
      example("convertTimeZone('2018-01-01T08:00:00.0000000Z', 'UTC', 'Pacific Standard Time', 'D')", 'Monday, January 1, 2018'),
    ],
    evaluate: ([{ ticks }, source, destination, format]) => formatTimestamp(inZone(utcOf(ticks, source), destination), format),
  }),
  convertToUtc: flowFunction({
    parameters: [{ name: 'timestamp', type: 'timestamp' }, { name: 'sourceTimeZone', type: 'string' }, FORMAT], result: 'timestamp',
    description: 'A time of a time zone in UTC.',
    examples: [
      example("convertToUtc('01/01/2018 00:00:00', 'Pacific Standard Time')", '2018-01-01T08:00:00.0000000Z'),
      example("convertToUtc('01/01/2018 00:00:00', 'Pacific Standard Time', 'D')", 'Monday, January 1, 2018'),
    ],
    evaluate: ([{ ticks }, source, format]) => formatTimestamp({ ticks: utcOf(ticks, source), kind: 'utc' }, format),
  }),
};

const zoneOr = (name: string): string => zoneNamed(name) ?? fail(`There is no time zone "${name}". Zones have names such as Pacific Standard Time or Europe/Berlin.`);

function inZone(utc: bigint, destination: string): Timestamp {
  const zone = zoneOr(destination);
  return { ticks: fromUtc(utc, zone), kind: isUtc(zone) ? 'utc' : 'unspecified' };
}

function utcOf(ticks: bigint, source: string): bigint {
  return toUtc(ticks, zoneOr(source)) ?? fail(`That time doesn't exist in ${source}, because clocks were put forward over it.`);
}
