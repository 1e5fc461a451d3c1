import type { Attribute } from '../state';

/** The made-up retailer: what its sources, segments and measures are called. Pure data. */

export interface SourceTable {
  readonly source: string;
  readonly friendlyName: string;
  readonly kind: string;
  readonly table: string;
}

export const sourceTables: readonly SourceTable[] = [
  { source: 'Loyalty', friendlyName: 'Loyalty', kind: 'powerQuery', table: 'Members' },
  { source: 'PointOfSale', friendlyName: 'Point of sale', kind: 'attachSynapse', table: 'Purchases' },
  { source: 'WebShop', friendlyName: 'Web shop', kind: 'powerQuery', table: 'Orders' },
  { source: 'CrmContacts', friendlyName: 'CRM contacts', kind: 'attachCds', table: 'Contacts' },
  { source: 'Newsletter', friendlyName: 'Newsletter', kind: 'attachCdm', table: 'Subscribers' },
  { source: 'StoreVisits', friendlyName: 'Store visits', kind: 'datahub', table: 'Visits' },
];

export interface SegmentIdea {
  readonly name: string;
  readonly friendlyName: string;
  readonly description: string;
  readonly active: boolean;
  readonly share: number;
}

export const segmentIdeas: readonly SegmentIdea[] = [
  { name: 'VIP', friendlyName: 'VIP', description: 'The best customers of the last twelve months.', active: true, share: 0.04 },
  { name: 'HighSpenders', friendlyName: 'High spenders', description: 'Spent more than 500 in a quarter.', active: true, share: 0.11 },
  { name: 'LapsedCustomers', friendlyName: 'Lapsed customers', description: 'No purchase in 180 days.', active: true, share: 0.23 },
  { name: 'NewThisMonth', friendlyName: 'New this month', description: 'First purchase in this month.', active: true, share: 0.05 },
  { name: 'NewsletterReaders', friendlyName: 'Newsletter readers', description: 'Opened one of the last three newsletters.', active: true, share: 0.38 },
  { name: 'ChurnRisk', friendlyName: 'Churn risk', description: 'Likely to leave within 60 days.', active: true, share: 0.09 },
  { name: 'StudentDiscount', friendlyName: 'Student discount', description: 'Last year\'s campaign.', active: false, share: 0.02 },
  { name: 'Ünïcode & +/%', friendlyName: 'Ünïcode & +/%', description: 'A name with every difficult character.', active: true, share: 0.01 },
];

export interface MeasureIdea {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly kind: 'entity' | 'attribute';
  readonly dimensions: readonly string[];
  readonly aggregate: string;
  readonly operation: string;
  readonly start: number;
  readonly decimals: number;
}

export const measureIdeas: readonly MeasureIdea[] = [
  { name: 'TotalRevenue', displayName: 'Total revenue', description: 'Revenue of the last 30 days.', kind: 'entity', dimensions: [], aggregate: 'Revenue', operation: 'sum', start: 1_840_000, decimals: 2 },
  { name: 'AverageBasket', displayName: 'Average basket', description: 'Mean value of a purchase.', kind: 'entity', dimensions: [], aggregate: 'Basket', operation: 'avg', start: 43.5, decimals: 4 },
  { name: 'ActiveCustomers', displayName: 'Active customers', description: 'Customers with a purchase in 90 days.', kind: 'entity', dimensions: [], aggregate: 'Customers', operation: 'countDistinct', start: 61_200, decimals: 0 },
  { name: 'ReturnRate', displayName: 'Return rate', description: 'Share of the orders that came back.', kind: 'entity', dimensions: [], aggregate: 'Rate', operation: 'avg', start: 0.067, decimals: 5 },
  { name: 'RevenueByStore', displayName: 'Revenue by store', description: 'Revenue of each store.', kind: 'entity', dimensions: ['Store'], aggregate: 'Revenue', operation: 'sum', start: 52_000, decimals: 2 },
  { name: 'LifetimeSpend', displayName: 'Lifetime spend', description: 'What one customer has spent.', kind: 'attribute', dimensions: [], aggregate: 'Spend', operation: 'sum', start: 610, decimals: 2 },
];

const column = (name: string, dataType = 'String', indexed = false, friendlyName = name): Attribute => ({ name, dataType, indexed, friendlyName });

export const customerColumns: readonly Attribute[] = [
  column('CustomerId', 'String', true, 'Customer'), column('FullName', 'String', true, 'Full name'),
  column('EmailAddress', 'String', true, 'E-mail address'), column('City', 'String', true), column('Country'),
  column('LoyaltyTier', 'String', true, 'Loyalty tier'), column('LoyaltyPoints', 'Int64', true, 'Loyalty points'),
  column('LifetimeSpend', 'Decimal', false, 'Lifetime spend'), column('IsSubscriber', 'Boolean', true, 'Subscriber'),
  column('LastPurchase', 'DateTimeOffset', true, 'Last purchase'),
];

export const activityColumns: readonly Attribute[] = [
  column('ActivityId'), column('CustomerId'), column('ActivityType', 'String', false, 'Activity type'),
  column('ActivityTime', 'DateTimeOffset', false, 'Time'), column('Title'), column('Amount', 'Decimal'), column('Store'),
];

export const membershipColumns: readonly Attribute[] = [column('CustomerId'), column('Segments')];

export const sourceColumns: readonly Attribute[] = [
  column('Id'), column('Name'), column('EmailAddress', 'String', false, 'E-mail address'), column('City'),
  column('Amount', 'Decimal'), column('ChangedOn', 'DateTimeOffset', false, 'Changed on'),
];

export const firstNames = ['Ada', 'Boris', 'Chloé', 'Dmitri', 'Elif', 'Fátima', 'Gustav', 'Hana', 'Ines', 'Jörg', 'Kofi', 'Lena'] as const;
export const lastNames = ["O'Malley", 'Almeida', 'Berg', 'Çelik', 'Dubois', 'Ekström', 'Farkas', 'Grünwald', 'Haddad', 'Ito', 'Kowalska', 'van Dam'] as const;
export const cities = ['Antwerp', 'Basel', 'Córdoba', 'Dublin', 'Espoo', 'Florence', 'Göteborg'] as const;
export const tiers = ['Bronze', 'Silver', 'Gold', 'Platinum'] as const;
export const stores = ['High Street', 'Station', 'Harbour', 'Online'] as const;
export const activityTypes = ['Purchase', 'Return', 'WebVisit', 'NewsletterOpened', 'StoreVisit'] as const;
