/** Three states of an environment side by side: the packages here, what was deployed last, what is there now. Pure. */
import type { GoodRelease } from './journal/journal';
import { sameVersion } from './planning/same-version';
import { connectorParts, type Release } from './release/release';
import type { DeploymentRequest } from './request';
import type { Seen } from './target';

/**
 * `same`; `ahead`: the packages here are newer than what was deployed; `drifted`: somebody changed it there; `both`; `unknown`:
 * the target can't tell. Without a record of the last deployment, what differs from the packages counts as drifted.
 */
export type DriftState = 'same' | 'ahead' | 'drifted' | 'both' | 'unknown';

/** Absent values are undefined; digests are cut for people elsewhere. */
export interface DriftRow {
  readonly what: string;
  readonly here: string | undefined;
  /** `null` where nobody recorded it. */
  readonly last: string | undefined | null;
  readonly now: string | undefined;
  readonly state: DriftState;
}

export function driftOf(request: DeploymentRequest, last: GoodRelease | undefined, seen: Seen): readonly DriftRow[] {
  const { release, parts } = request;
  return [...(parts === 'flows' ? [] : connectorRows(release, last, seen)), ...(parts === 'connector' || !release.flows ? [] : flowRows(request, last, seen))];
}

const hasDrifted = ({ state }: DriftRow): boolean => state === 'drifted' || state === 'both';
export const anyDrift = (rows: readonly DriftRow[]): boolean => rows.some(hasDrifted);

function connectorRows({ connector, solutionVersion }: Release, last: GoodRelease | undefined, { connector: there }: Seen): readonly DriftRow[] {
  const version = row('connector, version', solutionVersion, last?.solutionVersion, there?.version, last, there === undefined || there.version !== undefined, sameVersion);
  const presence = there ? [] : [row('connector', 'there', last && 'there', undefined, last, true)];
  const parts = connectorParts.filter(part => connector.digests[part] !== undefined || last?.connector[part] !== undefined || there?.digests[part] !== undefined)
    .map(part => row(`connector, ${partWords[part] ?? part}`, connector.digests[part], last?.connector[part], there?.digests[part], last, there === undefined || there.readable.includes(part)));
  return there ? [version, ...parts] : presence;
}

const partWords: Readonly<Record<string, string>> = { connectionParameters: 'connection parameters', connectionParameterSets: 'connection parameter sets', scriptOperations: 'operations with code', brandColor: 'brand colour' };

function flowRows({ release: { flows }, environment, connections }: DeploymentRequest, last: GoodRelease | undefined, seen: Seen): readonly DriftRow[] {
  const known = new Map([...(flows?.flows ?? []), ...(last?.flows ?? [])].map(({ id, name }) => [id, name]));
  const references = [...new Set([...(flows?.references ?? []).map(({ logicalName }) => logicalName), ...Object.keys(last?.references ?? {})])];
  const variables = [...new Set([...Object.keys(environment.environmentVariables), ...Object.keys(last?.variables ?? {})])];
  return [
    ...[...known].map(([id, name]) => {
      const there = seen.flows.find(flow => flow.id === id);
      return row(`flow, ${name}`, flows?.flows.find(flow => flow.id === id)?.digest, last?.flows.find(flow => flow.id === id)?.digest, there?.digest, last, there === undefined || there.digest !== undefined);
    }),
    // Every flow is turned on at the end of a deployment.
    ...seen.flows.filter(({ id }) => known.has(id)).map(({ name, isOn }) => row(`flow is on, ${name}`, 'on', last && 'on', isOn ? 'on' : 'off', last, true)),
    // A connection that konektor.yaml does not name is whatever was bound.
    ...references.map(name => row(`reference, ${name}`, connections[name] ?? last?.references[name] ?? seen.references[name], last?.references[name], seen.references[name], last, true)),
    ...variables.map(name => row(`variable, ${name}`, environment.environmentVariables[name] ?? seen.variables[name], last?.variables[name], seen.variables[name], last, true)),
  ];
}

function row(what: string, here: string | undefined, lastValue: string | undefined, now: string | undefined, last: GoodRelease | undefined, isReadable: boolean, same: (one: string, other: string) => boolean = (one, other) => one === other): DriftRow {
  const equal = (one: string | undefined, other: string | undefined): boolean => (one === undefined || other === undefined ? one === other : same(one, other));
  const recorded = last ? lastValue : null;
  const ahead = last !== undefined && !equal(here, lastValue);
  const drifted = !equal(now, last ? lastValue : here);
  // What somebody changed there in the way it is here now is in step.
  const state = !isReadable ? 'unknown' : equal(here, now) ? 'same' : drifted && ahead ? 'both' : drifted ? 'drifted' : 'ahead';
  return { what, here, last: recorded, now, state };
}
