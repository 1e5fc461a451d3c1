/** Flows are turned on by the state of their rows (Work with cloud flows using code, "Turn on a cloud flow"). */
import { DeployError } from '../../deploy-error';
import type { DeploymentRequest } from '../../request';
import type { Seen, StepOutcome } from '../../target';
import { flowIsOn } from './look';
import type { WebApi } from './web-api';

/** statuscode that belongs to the state of a flow that is on. */
const activated = 2;

/** Turns on every flow of the release that is off. One that can't be does not keep the others from it. */
export async function turnOnFlows(api: WebApi, { release: { flows } }: DeploymentRequest, seen: Seen): Promise<StepOutcome> {
  const refused: string[] = [];
  let turnedOn = 0;
  for (const { id, name } of flows?.flows ?? []) {
    const flow = seen.flows.find(each => each.id === id);
    if (!flow) throw new DeployError('flow-missing', `The flow "${name}" is not in the environment, so it can't be turned on. Deploy the flows again.`);
    if (flow.isOn) continue;
    try {
      await api.patch(`workflows(${id})`, { statecode: flowIsOn, statuscode: activated }, `turning on "${name}"`);
      turnedOn++;
    } catch (error) {
      if (!(error instanceof DeployError) || error.retry.kind === 'later') throw error;
      refused.push(`"${name}": ${error.message}`);
    }
  }
  if (refused.length > 0) throw new DeployError('flows-off', `${refused.length === 1 ? 'A flow' : `${refused.length} flows`} can't be turned on. Often a connection is not signed in, or does not belong to whoever owns the flow: share it with the application, or turn the flow on in Power Automate. ${refused.join(' ')}`);
  return turnedOn === 0 ? { state: 'done', did: 'All flows are on already.', changed: false } : { state: 'done', did: `Turned on ${turnedOn === 1 ? 'one flow' : `${turnedOn} flows`}.`, changed: true };
}
