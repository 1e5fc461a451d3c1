import { createRandom, hashText, uuidOf, type Random } from '../random';
import type { DataSource, Instance, Row, Segment, Table } from '../state';
import {
  activityColumns, activityTypes, cities, customerColumns, firstNames, lastNames, membershipColumns, sourceColumns, stores, tiers,
} from './retailer';

const customerCount = 250;
const activityCount = 420;
const sourceRowCount = 130;

/** Whether a customer belongs to a segment: a hash of both, so that the answer needs no list and never changes. */
export function isMember(segment: Segment, customerId: string): boolean {
  return hashText(`member|${segment.name}|${customerId}`) / 0x1_0000_0000 < segment.memberShare;
}

/** The tables that the product makes: Customer, UnifiedActivity and Segments. `madeAt` bounds the dates in them. */
export function systemTables(instance: Instance, seed: string, madeAt: number): Table[] {
  const system = { dataSourceName: 'CustomerInsights', hasHeader: false };
  const customers = once(() => customerRows(createRandom(`${seed}|Customer`), seed, madeAt));
  return [
    { ...system, name: 'Customer', entityType: 'profile', key: 'CustomerId', attributes: customerColumns, rows: customers },
    {
      ...system, name: 'UnifiedActivity', entityType: 'unifiedActivity', key: 'ActivityId', attributes: activityColumns,
      rows: once(() => activityRows(createRandom(`${seed}|UnifiedActivity`), seed, madeAt)),
    },
    {
      ...system, name: 'Segments', entityType: 'segmentMembership', key: 'CustomerId', attributes: membershipColumns, hasHeader: true,
      rows: () => customers().map((row) => ({
        CustomerId: row['CustomerId'] ?? null,
        Segments: instance.segments.filter((segment) => segment.state === 'active' && isMember(segment, String(row['CustomerId'])))
          .map((segment) => segment.name).join(';'),
      })),
    },
  ];
}

/** The table that a data source brings in. */
export function sourceTable(source: DataSource, table: string, seed: string, madeAt: number): Table {
  const name = `${source.name}_${table}`;
  return {
    name, entityType: 'unspecified', dataSourceId: source.dataSourceId, dataSourceName: source.name, key: 'Id',
    attributes: sourceColumns, hasHeader: false,
    rows: once(() => sourceRows(createRandom(`${seed}|${name}`), name, madeAt)),
  };
}

function customerRows(random: Random, seed: string, madeAt: number): Row[] {
  return Array.from({ length: customerCount }, (_, index): Row => {
    const first = random.pick(firstNames);
    const last = random.pick(lastNames);
    return {
      CustomerId: customerId(seed, index), FullName: `${first} ${last}`,
      EmailAddress: random.next() < 0.08 ? null : `customer.${index}@retail.example`,
      City: random.pick(cities), Country: 'EU', LoyaltyTier: random.pick(tiers), LoyaltyPoints: random.between(0, 20_000),
      LifetimeSpend: random.between(0, 900_000) / 100, IsSubscriber: random.next() < 0.5, LastPurchase: pastDate(random, madeAt),
    };
  });
}

function activityRows(random: Random, seed: string, madeAt: number): Row[] {
  return Array.from({ length: activityCount }, (_, index): Row => {
    const type = random.pick(activityTypes);
    const store = random.pick(stores);
    return {
      ActivityId: uuidOf(`${seed}|activity|${index}`), CustomerId: customerId(seed, random.between(0, customerCount - 1)),
      ActivityType: type, ActivityTime: pastDate(random, madeAt), Title: `${type} at ${store}`,
      Amount: type === 'Purchase' ? random.between(100, 40_000) / 100 : null, Store: store,
    };
  });
}

function sourceRows(random: Random, name: string, madeAt: number): Row[] {
  return Array.from({ length: sourceRowCount }, (_, index): Row => ({
    Id: `${name}-${index + 1}`, Name: `${random.pick(lastNames)}, "${random.pick(firstNames)}"`,
    EmailAddress: `person.${index}@retail.example`, City: random.pick(cities),
    Amount: random.between(0, 100_000) / 100, ChangedOn: pastDate(random, madeAt),
  }));
}

function customerId(seed: string, index: number): string {
  return uuidOf(`${seed}|customer|${index}`).replaceAll('-', '');
}

function pastDate(random: Random, madeAt: number): string {
  return `${new Date(madeAt - random.between(0, 365 * 86_400) * 1000).toISOString().slice(0, 19)}Z`;
}

function once(make: () => Row[]): () => Row[] {
  let rows: Row[] | undefined;
  return () => (rows ??= make());
}
