/** The story that `npm start` plays: each of the six things that the triggers tell of, and what must stay silent. */
import type { Control } from '../../service';
import { flowNames, type FlowName } from './watched';

/** What a scene can act on. */
export interface Stage {
  readonly control: Control;
  readonly sourceId: (friendlyName: string) => string;
  readonly turnOn: (flow: FlowName) => Promise<void>;
  /** Edits a flow that is on: it watches another segment. */
  readonly watchSegment: (flow: FlowName, segment: string) => Promise<void>;
}

export interface Scene {
  readonly title: string;
  /** `fires`: one of the six; `silent`: a counter-example for the flow named in `watches`. */
  readonly kind: 'fires' | 'silent';
  readonly watches: FlowName;
  /** How many runs each flow must start; those not named must start none. */
  readonly runs: Readonly<Partial<Record<FlowName, number>>>;
  /** How many messages the runs of the watched flow must send. */
  readonly messages?: number;
  readonly make: (stage: Stage) => unknown;
}

const ingest = ({ control, sourceId }: Stage, source: string, failures: number): void => {
  control.startRefresh({ operationType: 'ingestion', identifiers: [sourceId(source)], outcomes: { [sourceId(source)]: { failures } }, results: 'none' });
};

/** As many failures as the service makes attempts: it fails for good. */
const forGood = 3;

export const scenes: readonly Scene[] = [
  {
    title: 'first poll, sixty days of history', kind: 'silent', watches: 'anyFails', runs: {},
    make: async ({ control, turnOn }) => {
      control.moveSegment({ name: 'VIP', count: 9_980 });
      control.moveMeasure({ name: 'TotalRevenue', value: '1940000.50' });
      for (const name of flowNames) if (name !== 'measureByStore') await turnOn(name);
    },
  },
  { title: 'data source "Loyalty" fails for good', kind: 'fires', watches: 'anyFails', runs: { anyFails: 1, loyaltyFails: 1 }, messages: 1, make: stage => ingest(stage, 'Loyalty', forGood) },
  { title: 'an attempt fails, its retry succeeds', kind: 'silent', watches: 'anyFails', runs: {}, make: stage => ingest(stage, 'Point of sale', 1) },
  { title: 'another data source fails', kind: 'silent', watches: 'loyaltyFails', runs: { anyFails: 1 }, make: stage => ingest(stage, 'CRM contacts', forGood) },
  { title: 'data source "Web shop" is refreshed', kind: 'fires', watches: 'webShopSucceeds', runs: { webShopSucceeds: 1 }, make: stage => ingest(stage, 'Web shop', 0) },
  { title: 'segment "VIP" 9,980 → 10,214', kind: 'fires', watches: 'segment', runs: { segment: 1, promotion: 1 }, messages: 1, make: ({ control }) => control.moveSegment({ name: 'VIP', count: 10_214 }) },
  { title: 'segment "VIP" falls to 9,990', kind: 'silent', watches: 'segment', runs: {}, make: ({ control }) => control.moveSegment({ name: 'VIP', count: 9_990 }) },
  { title: 'segment "VIP" equals the threshold', kind: 'silent', watches: 'segment', runs: {}, make: ({ control }) => control.moveSegment({ name: 'VIP', count: 10_000 }) },
  { title: 'measure "Total revenue" passes 2,000,000', kind: 'fires', watches: 'measure', runs: { measure: 1 }, messages: 1, make: ({ control }) => control.moveMeasure({ name: 'TotalRevenue', value: '2013500.25' }) },
  {
    title: 'a measure with a dimension', kind: 'silent', watches: 'measureByStore', runs: {},
    make: async ({ control, turnOn }) => { await turnOn('measureByStore'); control.moveMeasure({ name: 'RevenueByStore', value: 5 }); },
  },
  {
    title: 'a full refresh that a person starts', kind: 'silent', watches: 'fullRefresh', runs: { webShopSucceeds: 1, unification: 1 },
    make: ({ control }) => control.startRefresh({ operationType: 'all', submissionKind: 'onDemand' }),
  },
  {
    title: 'the scheduled full refresh completes', kind: 'fires', watches: 'fullRefresh', runs: { fullRefresh: 1, webShopSucceeds: 1, unification: 1 }, messages: 1,
    make: ({ control }) => control.startRefresh({ operationType: 'all', submissionKind: 'scheduled' }),
  },
  {
    title: 'unification is refreshed', kind: 'fires', watches: 'unification', runs: { unification: 1 }, messages: 1,
    make: ({ control }) => control.startRefresh({ operationType: 'merge', submissionKind: 'onDemand', results: 'none' }),
  },
  {
    title: 'unification fails for good', kind: 'fires', watches: 'unificationFails', runs: { unificationFails: 1 }, messages: 1,
    make: ({ control }) => control.startRefresh({ operationType: 'merge', submissionKind: 'onDemand', outcomes: { merge: { failures: forGood } }, results: 'none' }),
  },
  {
    // With the state of "VIP", whose last value was 10,000, the new segment's 25,000 would look like a crossing.
    title: 'the trigger is edited: another segment', kind: 'silent', watches: 'segment', runs: {},
    make: ({ control, watchSegment }) => {
      control.moveSegment({ name: 'HighSpenders', count: 25_000 });
      return watchSegment('segment', 'HighSpenders');
    },
  },
  { title: 'the watched segment vanishes', kind: 'silent', watches: 'segment', runs: {}, make: ({ control }) => control.removeSegment({ name: 'HighSpenders' }) },
];
