import type { Job } from './jobs/job';
import type { RefreshPlan } from './jobs/refresh';
import type { MeasurePoint, SegmentPoint } from './evaluations';
import type { EnumCasing, TimestampDigits } from './wire';

/** Where the workflow paths exist; which form the real service has is not settled (facts, 2.2 "Path conflict"). */
export type PathForm = 'lib' | 'docs' | 'both' | 'jobsOnlyUnderManage';

/** Settings that can be changed while the service runs. */
export interface Behaviour {
  pathForm: PathForm;
  enumCasing: EnumCasing;
  timestampDigits: TimestampDigits;
  /** Publish `idList: []` in every job. */
  emptyIdLists: boolean;
  /** Send the `Date` header (virtual time). */
  sendDate: boolean;
  /** Order of evaluation histories; `stored` is the order in which the points were made. */
  historyOrder: 'stored' | 'ascending' | 'descending';
  /** Base of the published partition addresses; absent: where the storage listener really is. */
  storageBase?: string;
  /** Attempts of a step before it fails for good. */
  maximumAttempts: number;
  retryDelayMilliseconds: number;
}

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface Attribute {
  readonly name: string;
  readonly friendlyName: string;
  /** Type word of the API's attribute metadata: String, Int64, Decimal, Boolean, DateTimeOffset. */
  readonly dataType: string;
  /** Whether it stands in the search & filter index. */
  readonly indexed: boolean;
}

export interface Table {
  readonly name: string;
  readonly entityType: string;
  /** The source it was ingested from; absent for tables that the product makes itself. */
  readonly dataSourceId?: string;
  readonly dataSourceName: string;
  readonly key: string;
  readonly attributes: readonly Attribute[];
  readonly hasHeader: boolean;
  /** Rows are made at the first use, so that a reset stays cheap. */
  rows(): Row[];
}

export interface DataSource {
  readonly dataSourceId: string;
  name: string;
  friendlyName: string;
  readonly kind: string;
  isActive: boolean;
  readonly createdAt: number;
}

export interface Segment {
  readonly name: string;
  friendlyName: string;
  readonly description: string;
  state: string;
  /** Share of the customers that are members, in [0, 1]; decides `IsMemberOfSegment`. */
  memberShare: number;
  readonly createdAt: number;
  updatedAt: number;
  version: number;
  points: SegmentPoint[];
}

export interface Measure {
  readonly name: string;
  displayName: string;
  readonly description: string;
  readonly kind: 'entity' | 'attribute';
  readonly dimensions: readonly string[];
  /** Alias of the single calculation; the key in the output's `values`. */
  readonly aggregate: string;
  readonly operation: string;
  readonly createdAt: number;
  points: MeasurePoint[];
}

export interface Schedule {
  readonly scheduleId: string;
  readonly operationType: string;
  readonly identifiers: readonly string[];
  readonly jobType: string;
  readonly isActive: boolean;
  readonly timezoneId: string;
  readonly cronSchedules: readonly string[];
}

export interface Instance {
  readonly instanceId: string;
  name: string;
  readonly instanceType: string;
  readonly region: string;
  readonly createdAt: number;
  /** Primary and secondary key; keys belong to one environment. */
  subscriptionKeys: string[];
  dataSources: DataSource[];
  tables: Table[];
  segments: Segment[];
  measures: Measure[];
  /** In the order they were made. */
  jobs: Job[];
  /** Plans of the jobs that can still be changed, by job id. */
  readonly plans: Map<string, RefreshPlan>;
  schedules: Schedule[];
}

export type Role = 'Administrator' | 'Contributor' | 'Viewer';

export interface Token {
  readonly token: string;
  readonly role: Role;
  readonly principalId: string;
  /** Milliseconds since the epoch; absent: never. */
  readonly expiresAt?: number;
}

/** Everything the stand-in knows. */
export interface State {
  instances: Instance[];
  tokens: Token[];
  behaviour: Behaviour;
  /** Counts what was made, so that new things get new and reproducible ids. */
  made: number;
}

/** The settings of a fresh service. */
export function defaultBehaviour(): Behaviour {
  return {
    pathForm: 'lib', enumCasing: 'mixed', timestampDigits: 'varied', emptyIdLists: false, sendDate: true,
    historyOrder: 'stored', maximumAttempts: 3, retryDelayMilliseconds: 30_000,
  };
}
