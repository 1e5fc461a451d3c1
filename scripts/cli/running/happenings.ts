/** What can be made to happen in the service stand-in, as calls of its control API. */
import type { Control, RefreshRequest } from '../../service';
import { UserError } from '../user-error';
import { byName } from './by-name';

/** What the stand-in says of itself; its first instance is the one that flows watch. */
export type Described = ReturnType<Control['describe']>;
export interface ControlCall { readonly call: keyof Control; readonly argument: object; readonly done: string }

export interface Happening {
  readonly name: string;
  /** What stands behind it, for the list. */
  readonly takes: string;
  readonly about: string;
  /** Throws UserError for a name or value that is missing or not there. */
  readonly make: (service: Described, name: string | undefined, value: string | undefined) => ControlCall;
}

/** As many failures as the service makes attempts: it fails for good. */
const forGood = 3;

const refresh = (argument: RefreshRequest, done: string): ControlCall => ({ call: 'startRefresh', argument, done: `${done} It takes the service some minutes: konektor advance 1h` });

export const happenings: readonly Happening[] = [
  {
    name: 'data-source-fails', takes: '<data source>', about: 'its refresh fails for good',
    make: (service, name) => {
      const { id, name: title } = dataSource(service, name);
      return refresh({ operationType: 'ingestion', identifiers: [id], outcomes: { [id]: { failures: forGood } }, results: 'none' }, `A refresh of the data source "${title}" has begun and will fail.`);
    },
  },
  {
    name: 'data-source-succeeds', takes: '<data source>', about: 'it is refreshed',
    make: (service, name) => {
      const { id, name: title } = dataSource(service, name);
      return refresh({ operationType: 'ingestion', identifiers: [id], results: 'none' }, `A refresh of the data source "${title}" has begun.`);
    },
  },
  {
    name: 'segment', takes: '<segment> <members>', about: 'it is evaluated and has that many members',
    make: (service, name, value) => {
      const segment = byName(first(service).segments.map(each => ({ id: each, name: each })), given(name, 'the segment'), 'segment').id;
      return { call: 'moveSegment', argument: { name: segment, count: number(value, 'how many members it has') }, done: `The segment "${segment}" has ${value} members.` };
    },
  },
  {
    name: 'measure', takes: '<measure> <value>', about: 'it is evaluated and has that value',
    make: (service, name, value) => {
      const measure = byName(first(service).measures.map(each => ({ id: each, name: each })), given(name, 'the measure'), 'measure').id;
      number(value, 'its value');
      return { call: 'moveMeasure', argument: { name: measure, value }, done: `The measure "${measure}" is ${value}.` };
    },
  },
  { name: 'full-refresh', takes: '', about: 'the schedule refreshes everything', make: () => refresh({ operationType: 'all', submissionKind: 'scheduled' }, 'The scheduled refresh of everything has begun.') },
  { name: 'unification', takes: '', about: 'customers are unified', make: () => refresh({ operationType: 'merge', submissionKind: 'onDemand', results: 'none' }, 'Unification has begun.') },
  {
    name: 'unification-fails', takes: '', about: 'unification fails for good',
    make: () => refresh({ operationType: 'merge', submissionKind: 'onDemand', outcomes: { merge: { failures: forGood } }, results: 'none' }, 'Unification has begun and will fail.'),
  },
];

const dataSource = (service: Described, name: string | undefined): { readonly id: string; readonly name: string } =>
  byName(first(service).dataSources.map(each => ({ id: each.dataSourceId, name: each.friendlyName })), given(name, 'the data source'), 'data source');

function first({ instances: [instance] }: Described): Described['instances'][number] {
  if (!instance) throw new UserError('The service stand-in has no instance.');
  return instance;
}

function given(name: string | undefined, what: string): string {
  if (name === undefined) throw new UserError(`Name ${what} behind the happening. "konektor play" shows what there is.`);
  return name;
}

function number(value: string | undefined, what: string): number {
  const read = value === undefined || value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(read)) throw new UserError(`Write ${what} behind the name: a number${value === undefined ? '' : `, not "${value}"`}.`);
  return read;
}

/** The happenings with what they take, and the names that there are. */
export function happeningsText(service: Described, howToCall: string): string {
  const { dataSources, segments, measures } = first(service);
  const shown = happenings.map(({ name, takes, about }) => [`${name} ${takes}`.trimEnd(), about] as const);
  const width = Math.max(...shown.map(([left]) => left.length));
  return [
    ...shown.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`), '',
    `  data sources  ${dataSources.map(({ friendlyName }) => friendlyName).join(', ')}`, `  segments      ${segments.join(', ')}`, `  measures      ${measures.join(', ')}`, '',
    `For example: ${howToCall} play data-source-fails Loyalty`, '',
  ].join('\n');
}
