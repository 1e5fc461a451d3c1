import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeliveryRecord, SubscriptionCallRecord } from '../../../scripts/environment/flows/run-recorder';
import type { EnvironmentStore, PollRecord, RunRecord, StoredConnection, StoredConnector, StoredFlow, StoreOptions, TriggerState } from '../../../scripts/environment';
import { openEnvironmentStore } from '../../../scripts/environment';
import { Database } from '../../../scripts/environment/store/database';
import { flowDocument, steps } from '../flow-run/small-flow';

/** A folder for the tests of a block, removed after each of them, and stores in it that are closed then. */
export function temporaryStores(): { readonly folder: () => string; readonly open: (options?: Partial<StoreOptions>) => EnvironmentStore } {
  let folder = '';
  let opened: EnvironmentStore[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konektor-store-'));
  });
  afterEach(() => {
    for (const store of opened) store.close();
    opened = [];
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    open: options => {
      const store = openEnvironmentStore({ folder: join(folder, '.konektor'), ...options });
      opened.push(store);
      return store;
    },
  };
}

/** Work on a database file beside the store: what a person with SQLite, or a program of another version, could do to it. */
export function inDatabase<T>(folder: string, work: (database: Database) => T): T {
  const database = new Database(join(folder, '.konektor', 'environment.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

export const smallConnectorRow: StoredConnector = { name: 'small', version: '1.2.0.0', installedAt: 1_000, definition: { swagger: '2.0', paths: {} }, properties: { properties: {} }, script: 'public class Script {}' };

export const smallConnection: StoredConnection = {
  id: 'c1', connector: 'small', parameterSet: 'key', title: 'My "small" connection', values: { api_key: 'k-1234567890', region: 'eu' }, status: { kind: 'connected' }, createdAt: 2_000,
};

export function storedFlow(id: string, more: Partial<StoredFlow> = {}): StoredFlow {
  return { id, name: `Flow ${id}`, isOn: true, installedAt: 3_000, document: flowDocument(steps({ Note: { type: 'Compose', inputs: 'noted' } })), connections: { small: 'c1' }, parameters: {}, ...more };
}

export function pollOf(flowId: string, pollNumber: number, more: Partial<PollRecord> = {}): PollRecord {
  return { flowId, pollNumber, at: pollNumber * 60_000, uri: 'https://gateway.test/apim/small/c1/trigger', status: 202, outcome: 'nothing', runs: 0, retry: 0, backendCalls: [], logs: [], findings: [], ...more };
}

export function deliveryOf(flowId: string, deliveryNumber: number, more: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return { flowId, deliveryNumber, subscriptionId: 'w', at: deliveryNumber * 60_000, status: 202, outcome: 'nothing', runs: 0, findings: [], ...more };
}

export function subscriptionCallOf(flowId: string, at: number, more: Partial<SubscriptionCallRecord> = {}): SubscriptionCallRecord {
  return { kind: 'subscribe', flowId, subscriptionId: 'w', at, uri: 'https://gateway.test/apim/small/c1/hooks', status: 201, outcome: 'done', retry: 0, backendCalls: [], logs: [], findings: [], ...more };
}

export function runOf(flowId: string, pollNumber: number, itemIndex: number, payload: RunRecord['payload'] = { id: `${pollNumber}.${itemIndex}` }): RunRecord {
  return { key: `${flowId}/${pollNumber}/${itemIndex}`, flowId, pollNumber, itemIndex, at: pollNumber * 60_000, payload, headers: [['Content-Type', 'application/json']] };
}

export const stateAfter = (polls: number): TriggerState => ({ triggerUri: 'https://gateway.test/apim/small/c1/trigger', nextUri: `https://gateway.test/apim/small/c1/trigger?triggerState=${polls}`, polls });
