import { messageOf } from '../error-message';
import type { FlowEngine } from '../flows/flow-engine';
import type { PollRecord, StartRecord } from '../flows/run-recorder';
import type { JsonValue } from '../json';
import { manualBody, type ManualStart, type ManualTrigger } from '../manual/manual-trigger';
import type { StoredFlow } from '../store/environment-store';
import { RequestError } from './request-error';

/**
 * Polls the trigger of a flow at once; one that a schedule or a person starts is started, the latter with what is given.
 * Throws RequestError 'conflict' where it is not on or it could not be recorded, and 'unusable' for what does not fit its trigger.
 */
export async function runNow(engine: FlowEngine, flow: StoredFlow, given: ManualStart): Promise<PollRecord | StartRecord> {
  const atWork = flow.isOn ? engine.status().find(each => each.flow.id === flow.id && each.isOn)?.flow : undefined;
  if (!atWork) throw new RequestError('conflict', 'FlowOff', `The flow "${flow.name}" is not on, so ${isStarted(flow) ? 'it is not started' : 'its trigger is not asked'}. Turn it on first.`);
  if ('manual' in atWork) return started(engine, flow, bodyOf(flow, atWork.manual, given));
  if (given.inputs !== undefined || given.body !== undefined) throw new RequestError('unusable', 'NoInputs', `The flow "${flow.name}" takes no inputs: ${'recurrence' in atWork ? 'a schedule' : 'a trigger of a connector'} starts it, and no person.`);
  if ('recurrence' in atWork) return started(engine, flow, null);
  const poll = await engine.pollNow(flow.id);
  if (!poll) throw new RequestError('conflict', 'PollNotRecorded', `The trigger of "${flow.name}" was asked, but that could not be recorded; it counts as not asked.`);
  return poll;
}

/** Whether it is a schedule or a person that starts the flow, and no connector's trigger. */
function isStarted({ document }: StoredFlow): boolean {
  return ['Recurrence', 'Request'].includes(Object.values(document.properties.definition.triggers)[0]?.type ?? '');
}

function bodyOf(flow: StoredFlow, trigger: ManualTrigger, given: ManualStart): JsonValue {
  try {
    return manualBody(trigger, given);
  } catch (error) {
    throw new RequestError('unusable', 'InputsDoNotFit', `The flow "${flow.name}" was not started. ${messageOf(error)}`);
  }
}

async function started(engine: FlowEngine, flow: StoredFlow, body: JsonValue): Promise<StartRecord> {
  try {
    return await engine.startNow(flow.id, body);
  } catch (error) {
    throw new RequestError('conflict', 'StartNotRecorded', `The flow "${flow.name}" was not started: ${messageOf(error)}`);
  }
}
