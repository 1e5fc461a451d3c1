import { uuidOf } from '../random';
import type { Behaviour, DataSource, Instance, Measure, Segment, State, Token } from '../state';
import { playHistory } from './history';
import { measureIdeas, segmentIdeas, sourceTables } from './retailer';
import { sourceTable, systemTables } from './tables';

/** What a fresh service holds. */
export interface SeedOptions {
  /** Any text; equal texts give equal services. */
  readonly seed: string;
  /** Number of data sources of the production instance (6); more are filled up with tills, for load tests. */
  readonly dataSources: number;
  /** Number of segments of the production instance (8); more are filled up with regions. */
  readonly segments: number;
  /** Days of past refreshes (60); fewer when there are so many sources that the history would pass 20,000 tasks. */
  readonly historyDays: number;
}

export const defaultSeed: SeedOptions = { seed: 'retailer', dataSources: sourceTables.length, segments: segmentIdeas.length, historyDays: 60 };

/** Tokens of a fresh service: one a role, and one that has expired. They are test credentials, not secrets. */
export function defaultTokens(start: number): Token[] {
  return [
    { token: 'administrator-token', role: 'Administrator', principalId: uuidOf('principal|administrator') },
    { token: 'contributor-token', role: 'Contributor', principalId: uuidOf('principal|contributor') },
    { token: 'viewer-token', role: 'Viewer', principalId: uuidOf('principal|viewer') },
    { token: 'expired-token', role: 'Administrator', principalId: uuidOf('principal|expired'), expiresAt: start - 1 },
  ];
}

/** Subscription keys of a fresh service by instance name, primary first. */
export const defaultKeys = {
  production: ['production-primary-key', 'production-secondary-key'],
  sandbox: ['sandbox-primary-key', 'sandbox-secondary-key'],
} as const;

const taskBudget = 20_000;

/** Makes the retailer's service as of `start`: a production instance with a past and a small sandbox without. */
export function seedState(options: SeedOptions, behaviour: Behaviour, start: number, tokens: Token[]): State {
  const production = makeInstance('Retail production', 'production', [...defaultKeys.production], options, start);
  const sandbox = makeInstance('Retail sandbox', 'sandbox', [...defaultKeys.sandbox], { ...options, dataSources: 2, segments: 2 }, start);
  const days = Math.min(options.historyDays, Math.floor(taskBudget / Math.max(1, options.dataSources + 9)));
  playHistory(production, behaviour, options.seed, start, days);
  return { instances: [production, sandbox], tokens, behaviour, made: 0 };
}

/** Makes a service with one instance that has nothing in it: the ground of property tests. Its id never changes. */
export function emptyState(behaviour: Behaviour, start: number, tokens: Token[]): State {
  const options = { ...defaultSeed, dataSources: 0, segments: 0 };
  const instance = makeInstance('Empty', 'sandbox', [...defaultKeys.production], options, start);
  instance.measures = [];
  return { instances: [instance], tokens, behaviour, made: 0 };
}

function makeInstance(name: string, instanceType: string, subscriptionKeys: string[], options: SeedOptions, start: number): Instance {
  const createdAt = start - 400 * 86_400_000;
  const instance: Instance = {
    instanceId: uuidOf(`${options.seed}|instance|${name}`), name, instanceType, region: 'westeurope', createdAt, subscriptionKeys,
    dataSources: [], tables: [], jobs: [], plans: new Map(),
    segments: Array.from({ length: options.segments }, (_, index) => makeSegment(index, createdAt)),
    measures: measureIdeas.map((idea): Measure => ({ ...idea, createdAt, points: [] })),
    schedules: [{
      scheduleId: uuidOf(`${options.seed}|schedule|${name}`), operationType: 'all', identifiers: [], jobType: 'incremental',
      isActive: instanceType === 'production', timezoneId: 'UTC', cronSchedules: ['0 2 * * *'],
    }],
  };
  instance.tables.push(...systemTables(instance, options.seed, start));
  for (let index = 0; index < options.dataSources; index += 1) {
    const { source, table } = makeSource(options.seed, name, index, createdAt);
    instance.dataSources.push(source);
    instance.tables.push(sourceTable(source, table, options.seed, start));
  }
  return instance;
}

function makeSource(seed: string, instance: string, index: number, createdAt: number): { source: DataSource; table: string } {
  const number = String(index + 1).padStart(4, '0');
  const idea = sourceTables[index] ?? { source: `Till${number}`, friendlyName: `Till ${number}`, kind: 'powerQuery', table: 'Receipts' };
  const dataSourceId = uuidOf(`${seed}|${instance}|source|${idea.source}`);
  return { source: { dataSourceId, name: idea.source, friendlyName: idea.friendlyName, kind: idea.kind, isActive: true, createdAt }, table: idea.table };
}

function makeSegment(index: number, createdAt: number): Segment {
  const number = String(index + 1).padStart(4, '0');
  const idea = segmentIdeas[index] ?? { name: `Region${number}`, friendlyName: `Region ${number}`, description: 'Customers of one region.', active: true, share: 0.03 };
  return {
    name: idea.name, friendlyName: idea.friendlyName, description: idea.description, state: idea.active ? 'active' : 'inactive',
    memberShare: idea.share, createdAt, updatedAt: createdAt, version: 1, points: [],
  };
}
