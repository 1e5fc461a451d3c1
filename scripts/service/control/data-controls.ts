import type { Core } from '../core';
import { uuidOf } from '../random';
import { sourceTable } from '../seed/tables';
import type { DataSource, Measure, Segment } from '../state';
import { ControlRefused, instanceFor, named, requireNew, requireNumber } from './find';

export interface OfInstance {
  /** Absent: the first instance. */
  readonly instanceId?: string;
}

/** A new evaluation; instants in milliseconds since the epoch. */
export interface NewPoint extends OfInstance {
  readonly name: string;
  /** When it was evaluated (now); may be out of order or equal to another. */
  readonly at?: number;
  /** From when the service shows it, if later than `at`. */
  readonly visibleAt?: number;
}

/** Controls of what an instance holds: data sources, segments, measures. */
export function dataControls(core: Core) {
  const newId = (kind: string): string => {
    core.state.made += 1;
    return uuidOf(`${kind}|made|${core.state.made}`);
  };
  return {
    /** Adds a data source with one table. Friendly names may repeat. */
    addDataSource(request: OfInstance & {
      readonly friendlyName: string; readonly dataSourceId?: string; readonly name?: string; readonly kind?: string;
    }): { dataSourceId: string } {
      const instance = instanceFor(core, request.instanceId);
      const dataSourceId = (request.dataSourceId ?? newId('source')).toLowerCase();
      requireNew('data source', instance.dataSources.map((candidate) => candidate.dataSourceId), dataSourceId);
      const source: DataSource = {
        dataSourceId, friendlyName: request.friendlyName, name: request.name ?? `Source${instance.dataSources.length + 1}_${dataSourceId.slice(0, 4)}`,
        kind: request.kind ?? 'powerQuery', isActive: true, createdAt: core.clock.now(),
      };
      instance.dataSources.push(source);
      instance.tables.push(sourceTable(source, 'Rows', 'added', core.clock.now()));
      return { dataSourceId };
    },
    /** Renames a data source; tasks and nodes of the past keep the old name. */
    renameDataSource({ instanceId, dataSourceId, friendlyName }: OfInstance & { readonly dataSourceId: string; readonly friendlyName: string }): void {
      named('data source', instanceFor(core, instanceId).dataSources, (source) => source.dataSourceId, dataSourceId).friendlyName = friendlyName;
    },
    /** Removes a data source and its tables; its past tasks and its node stay. */
    removeDataSource({ instanceId, dataSourceId }: OfInstance & { readonly dataSourceId: string }): void {
      const instance = instanceFor(core, instanceId);
      named('data source', instance.dataSources, (source) => source.dataSourceId, dataSourceId);
      instance.dataSources = instance.dataSources.filter((source) => source.dataSourceId !== dataSourceId);
      instance.tables = instance.tables.filter((table) => table.dataSourceId !== dataSourceId);
    },
    /** Adds a segment, with a first evaluation when a count is given. */
    addSegment(request: OfInstance & {
      readonly name: string; readonly friendlyName?: string; readonly state?: string; readonly memberShare?: number; readonly count?: number;
    }): void {
      const now = core.clock.now();
      const { segments } = instanceFor(core, request.instanceId);
      requireNew('segment', segments.map((candidate) => candidate.name), request.name);
      const segment: Segment = {
        name: request.name, friendlyName: request.friendlyName ?? request.name, description: '', state: request.state ?? 'active',
        memberShare: request.memberShare ?? 0.1, createdAt: now, updatedAt: now, version: 1,
        points: request.count === undefined ? [] : [{ at: now, count: request.count, status: 'CompletedSuccess' }],
      };
      segments.push(segment);
    },
    removeSegment({ instanceId, name }: OfInstance & { readonly name: string }): void {
      const instance = instanceFor(core, instanceId);
      named('segment', instance.segments, (segment) => segment.name, name);
      instance.segments = instance.segments.filter((segment) => segment.name !== name);
    },
    /** Enters an evaluation of a segment; `status` is the API's word (CompletedSuccess). */
    moveSegment(request: NewPoint & { readonly count: number; readonly status?: string }): void {
      const segment = named('segment', instanceFor(core, request.instanceId).segments, (candidate) => candidate.name, request.name);
      requireNumber('count', request.count);
      segment.points.push({
        at: request.at ?? core.clock.now(), count: request.count, status: request.status ?? 'CompletedSuccess',
        ...(request.visibleAt === undefined ? {} : { visibleAt: request.visibleAt }),
      });
    },
    /** Adds a measure, by default a business measure without dimension. */
    addMeasure(request: OfInstance & {
      readonly name: string; readonly displayName?: string; readonly kind?: 'entity' | 'attribute';
      readonly dimensions?: readonly string[]; readonly aggregate?: string; readonly value?: number | string;
    }): void {
      const now = core.clock.now();
      const { measures } = instanceFor(core, request.instanceId);
      requireNew('measure', measures.map((candidate) => candidate.name), request.name);
      const measure: Measure = {
        name: request.name, displayName: request.displayName ?? request.name, description: '', kind: request.kind ?? 'entity',
        dimensions: request.dimensions ?? [], aggregate: request.aggregate ?? 'Value', operation: 'sum', createdAt: now,
        points: request.value === undefined ? [] : [{ at: now, value: String(request.value), state: 'completed' }],
      };
      measures.push(measure);
    },
    removeMeasure({ instanceId, name }: OfInstance & { readonly name: string }): void {
      const instance = instanceFor(core, instanceId);
      named('measure', instance.measures, (measure) => measure.name, name);
      instance.measures = instance.measures.filter((measure) => measure.name !== name);
    },
    /** Enters an evaluation of a measure; a text is published as it is, `state` is the API's word (completed). */
    moveMeasure(request: NewPoint & { readonly value: number | string; readonly state?: string }): void {
      const measure = named('measure', instanceFor(core, request.instanceId).measures, (candidate) => candidate.name, request.name);
      if (request.value === undefined) throw new ControlRefused("'value' must be a number or a text.");
      measure.points.push({
        at: request.at ?? core.clock.now(), value: String(request.value), state: request.state ?? 'completed',
        ...(request.visibleAt === undefined ? {} : { visibleAt: request.visibleAt }),
      });
    },
  };
}
