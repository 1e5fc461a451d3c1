/** Which steps are needed, from what is seen: asked when the plan is made, and again right before each step. Pure. */
import type { Step, StepName } from '../plan';
import type { DeploymentRequest } from '../request';
import type { Seen } from '../target';
import { connectorChange, flowChanges, referenceChanges, variableChanges } from './differences';

export type StepState = Omit<Step, 'name'>;

/** The steps that this deployment has; a connector alone has no flows to bring. */
export function stepsOf({ parts, release: { flows } }: DeploymentRequest): readonly StepName[] {
  const ofFlows = parts !== 'connector' && flows !== undefined;
  return ['who-am-i', ...(parts === 'flows' ? [] : ['import-connector'] as const), 'await-connector', ...(ofFlows ? ['connect', 'import-flows'] as const : []), 'verify', ...(ofFlows ? ['turn-on-flows'] as const : [])];
}

/** `seen` is undefined where the target could not be looked at: then everything counts as needed. */
export function stepState(step: StepName, request: DeploymentRequest, seen: Seen | undefined): StepState {
  const { release } = request;
  switch (step) {
    case 'who-am-i': return { state: 'needed', what: 'Ask the target who is deploying, and to which environment.' };
    case 'verify': return { state: 'needed', what: 'Read everything back, compare it with what was sent, and test the connection.' };
    case 'import-connector': return importConnector(request, seen);
    case 'await-connector': {
      const ready = seen?.connector?.state === 'ready' && importConnector(request, seen).state === 'fine';
      // Nobody can read a secret back, and an import may have taken it away: it is set every time.
      if (request.clientSecret) return { state: 'needed', what: `${ready ? 'Set' : 'Wait until the environment knows the connector, and set'} the secret of its app registration.` };
      return ready ? { state: 'fine', what: 'The connector is ready.' } : { state: 'needed', what: 'Wait until the environment knows the connector.' };
    }
    case 'connect': return connect(request, seen);
    case 'import-flows': return importFlows(request, seen);
    case 'turn-on-flows': {
      const waiting = (release.flows?.flows ?? []).filter(({ id }) => !seen?.flows.some(flow => flow.id === id && flow.isOn));
      return waiting.length === 0 ? { state: 'fine', what: 'All flows are on.' } : { state: 'needed', what: `Turn on ${waiting.length === 1 ? `"${waiting[0]!.name}"` : `${waiting.length} flows`}.` };
    }
  }
}

function importConnector({ release }: DeploymentRequest, seen: Seen | undefined): StepState {
  const { title } = release.connector;
  if (!seen) return { state: 'needed', what: `Import ${title} ${release.version}.` };
  const { change, parts, from } = connectorChange(seen.connector, release);
  if (change === 'none') return { state: 'fine', what: `${title} is there as it was released.` };
  return { state: 'needed', what: change === 'create' ? `Import ${title} ${release.version}, which is not there yet.` : `Import ${title} ${release.version}${from === undefined ? '' : ` over ${from}`}${parts.length > 0 ? `: other ${parts.join(', ')}` : ''}.` };
}

function connect(request: DeploymentRequest, seen: Seen | undefined): StepState {
  const references = request.release.flows?.references ?? [];
  const open = references.filter(({ logicalName }) => {
    const chosen = request.connections[logicalName] ?? seen?.references[logicalName];
    const known = seen?.connections.find(({ id }) => id === chosen);
    return chosen === undefined || (known !== undefined && known.state !== 'connected');
  });
  return open.length === 0 ? { state: 'fine', what: references.length === 0 ? 'The flows need no connection.' : 'Every reference has a connection.' }
    : { state: 'needed', what: `Find or make a connection for ${open.map(({ title, logicalName }) => `${title} (${logicalName})`).join(', ')}.` };
}

function importFlows(request: DeploymentRequest, seen: Seen | undefined): StepState {
  const { release } = request;
  if (!seen) return { state: 'needed', what: `Import ${countedFlows(release.flows?.flows.length ?? 0)}, with connections and variables.` };
  const flows = flowChanges(seen, release).filter(({ change }) => change === 'create' || change === 'update');
  const bound = referenceChanges(seen.references, request).filter(({ change }) => change === 'bind');
  const set = variableChanges(seen.variables, request).filter(({ change }) => change === 'set');
  const parts = [...(flows.length > 0 ? [`import ${flows.length === 1 ? `"${flows[0]!.name}"` : countedFlows(flows.length)}`] : []), ...(bound.length > 0 ? [`bind ${bound.map(({ name }) => name).join(', ')}`] : []), ...(set.length > 0 ? [`set ${set.map(({ name }) => name).join(', ')}`] : [])];
  return parts.length === 0 ? { state: 'fine', what: 'The flows are there as they were released, with their connections and variables.' } : { state: 'needed', what: `${capitalised(parts.join('; '))}.` };
}

const countedFlows = (count: number): string => `${count} flow${count === 1 ? '' : 's'}`;
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
