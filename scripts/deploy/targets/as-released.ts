/** Whether what is there is what was released. */
import type { Release } from '../release/release';
import type { Seen, SeenConnector } from '../target';

/**
 * By value, part by part, as far as the target gives parts back; and by the version where the connector came in a solution.
 * A connector of which nothing can be read back never counts as the same.
 */
export function connectorAsReleased({ version, digests, readable, id }: SeenConnector, { connector, solutionVersion }: Release): boolean {
  if (readable.length === 0 || readable.some(part => digests[part] !== connector.digests[part])) return false;
  return version === solutionVersion || (version === undefined && id !== connector.id);
}

/** All flows there, none with another content as far as that is given back, and all of the solution's version. */
export function flowsAsReleased({ flows, flowsVersion }: Seen, { flows: released, solutionVersion }: Release): boolean {
  if (flowsVersion !== solutionVersion) return false;
  return (released?.flows ?? []).every(({ id, digest }) => { const there = flows.find(flow => flow.id === id); return there !== undefined && (there.digest ?? digest) === digest; });
}
