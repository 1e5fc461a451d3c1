/** What is there against what was released: the changes of a plan, and what verify and drift look at. Pure. */
import { connectorParts, type ConnectorPart, type PartDigests, type Release } from '../release/release';
import type { Change } from '../plan';
import type { DeploymentRequest } from '../request';
import type { Seen, SeenConnector } from '../target';
import { sameVersion } from './same-version';

/** Parts that are known to differ; those that a target can't give back are not among them. */
export const differingParts = (there: Pick<SeenConnector, 'digests' | 'readable'>, released: PartDigests): readonly ConnectorPart[] =>
  connectorParts.filter(part => there.readable.includes(part) && there.digests[part] !== released[part]);

/** Whether the connector must be brought: absent, known to differ, of another version, or not to be told apart by anything. */
export function connectorChange(seen: SeenConnector | undefined, { connector, solutionVersion, version }: Release): Extract<Change, { readonly kind: 'connector' }> {
  const common = { kind: 'connector', title: connector.title, to: version } as const;
  if (!seen) return { ...common, change: 'create', parts: connectorParts.filter(part => connector.digests[part] !== undefined) };
  const parts = differingParts(seen, connector.digests);
  const otherVersion = seen.version !== undefined && !sameVersion(seen.version, solutionVersion);
  const unknown = seen.readable.length === 0 && seen.version === undefined;
  return { ...common, change: parts.length > 0 || otherVersion || unknown ? 'update' : 'none', parts, ...(seen.version === undefined ? {} : { from: seen.version }) };
}

export function flowChanges({ flows, flowsVersion }: Pick<Seen, 'flows' | 'flowsVersion'>, { flows: released, solutionVersion }: Release): readonly Extract<Change, { readonly kind: 'flow' }>[] {
  const otherVersion = flowsVersion !== undefined && !sameVersion(flowsVersion, solutionVersion);
  return (released?.flows ?? []).map(({ id, name, digest }) => {
    const there = flows.find(flow => flow.id === id);
    // Without digest and version nothing tells them apart: they are brought again, which changes nothing where they are the same.
    const differs = there && (otherVersion || (there.digest === undefined ? flowsVersion === undefined : there.digest !== digest));
    return { kind: 'flow', id, name, change: !there ? 'create' : differs ? 'update' : there.isOn ? 'none' : 'turnOn' };
  });
}

/** A reference keeps its connection unless another one was asked for. */
export function referenceChanges(references: Seen['references'], { release: { flows }, connections }: DeploymentRequest): readonly Extract<Change, { readonly kind: 'reference' }>[] {
  return (flows?.references ?? []).map(({ logicalName }) => {
    const wanted = connections[logicalName] ?? references[logicalName];
    return { kind: 'reference', name: logicalName, change: wanted !== undefined && wanted === references[logicalName] ? 'none' : 'bind', ...(wanted === undefined ? {} : { connection: wanted }) };
  });
}

/** Values of konektor.yaml that are not set there yet. */
export function variableChanges(variables: Seen['variables'], { environment: { environmentVariables } }: DeploymentRequest): readonly Extract<Change, { readonly kind: 'variable' }>[] {
  return Object.entries(environmentVariables).map(([name, value]) => ({ kind: 'variable', name, change: variables[name] === value ? 'none' : 'set' }));
}
