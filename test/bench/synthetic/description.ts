/** The one description behind the synthetic models: both languages are written from it, so that both say the same. */

export type ValueKind = 'text' | 'wholeNumber' | 'decimalNumber' | 'yesNo' | 'dateTime';

export interface SyntheticValue {
  readonly name: string;
  readonly kind: ValueKind;
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
}

/** A named record; becomes one shared definition. */
export interface SyntheticRecord {
  readonly name: string;
  readonly description: string;
  readonly properties: readonly SyntheticValue[];
}

export interface SyntheticOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly method: 'get' | 'post';
  /** Every path parameter stands in it as {name}. */
  readonly path: string;
  readonly pathParameters: readonly SyntheticValue[];
  readonly queryParameters: readonly SyntheticValue[];
  /** Name of the record that is answered and, for a post, also sent. */
  readonly record: string;
}

export interface SyntheticModel {
  readonly title: string;
  readonly description: string;
  readonly host: string;
  readonly records: readonly SyntheticRecord[];
  readonly operations: readonly SyntheticOperation[];
}

/**
 * A connector of so many operations: a read and a create in turn, and one record of six properties for every two of
 * them, which is what certified connectors of that size look like. Deterministic.
 */
export function syntheticModel(operationCount: number): SyntheticModel {
  const numbers = Array.from({ length: operationCount }, (_, index) => index);
  return {
    title: 'Synthetic Things',
    description: 'Works with the things of a service that exists for measuring only.',
    host: 'api.example.com',
    records: numbers.filter(index => index % 2 === 0).map(index => thing(index / 2)),
    operations: numbers.map(index => (index % 2 === 0 ? reading(index / 2) : creating((index - 1) / 2))),
  };
}

const thing = (number: number): SyntheticRecord => ({
  name: `Thing${number}`,
  description: `A thing of kind ${number}.`,
  properties: [
    { name: 'thingId', kind: 'text', title: 'Thing ID', description: `The ID of the thing of kind ${number}.`, required: true },
    { name: 'displayName', kind: 'text', title: 'Display Name', description: 'The name of the thing for people.', required: true },
    { name: 'stock', kind: 'wholeNumber', title: 'Stock', description: 'How many of the thing there are.', required: false },
    { name: 'price', kind: 'decimalNumber', title: 'Price', description: 'What one of the thing costs.', required: false },
    { name: 'isForSale', kind: 'yesNo', title: 'Is For Sale', description: 'Whether the thing is for sale.', required: false },
    { name: 'changedAt', kind: 'dateTime', title: 'Changed At', description: 'When the thing was changed last.', required: false },
  ],
});

const shop: SyntheticValue = { name: 'shopId', kind: 'text', title: 'Shop', description: 'The shop that has the thing.', required: true };

const reading = (number: number): SyntheticOperation => ({
  operationId: `GetThing${number}`,
  summary: `Get a thing of kind ${number}`,
  description: `Reads one thing of kind ${number} from a shop.`,
  method: 'get', path: `/shops/{shopId}/things${number}/{thingId}`,
  pathParameters: [shop, { name: 'thingId', kind: 'text', title: 'Thing ID', description: 'The ID of the thing.', required: true }],
  queryParameters: [
    { name: 'language', kind: 'text', title: 'Language', description: 'The language of the display name.', required: false },
    { name: 'version', kind: 'wholeNumber', title: 'Version', description: 'The version to read; the newest when empty.', required: false },
  ],
  record: `Thing${number}`,
});

const creating = (number: number): SyntheticOperation => ({
  operationId: `CreateThing${number}`,
  summary: `Create a thing of kind ${number}`,
  description: `Creates a thing of kind ${number} in a shop.`,
  method: 'post', path: `/shops/{shopId}/things${number}`,
  pathParameters: [shop],
  queryParameters: [{ name: 'dryRun', kind: 'yesNo', title: 'Dry Run', description: 'Whether the thing is checked only.', required: false }],
  record: `Thing${number}`,
});
