/** Flows: what starts one, and its steps. A flow is data; generate/flow makes the platform's JSON of it. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { callerOf, type Place } from '../../diagnostics/place';
import type { Operation, Parameters, PollingTrigger, WebhookTrigger } from '../operation';
import { schemaOf, type Schema } from '../schema';
import { givenInputs, type FlowInputs, type GivenInputs } from './flow-input';
import type { FlowNode } from './flow-node';
import { recordingFlow } from './flow-recording';
import { allSteps, treesOf, type FlowStep } from './flow-step';
import { valueFor, type FlowValueOf } from './flow-values';

/** A trigger with its inputs, as data. */
export interface FlowTrigger {
  readonly operation: Operation;
  readonly inputs: GivenInputs;
  /** How often the platform asks; only for polling triggers. */
  readonly everyMinutes?: number;
  readonly place: Place | undefined;
}
declare const eventType: unique symbol;
/** A trigger in use; `E` is the schema of the event that it gives to the steps. */
export interface TriggerUse<E extends Schema> extends FlowTrigger { readonly event: E; readonly [eventType]?: E }

type Without<I, Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? { readonly [K in keyof I]: K extends Head ? Without<I[K], Rest> : I[K] }
  : { readonly [K in keyof I as K extends Path ? never : K]: I[K] };
/** The inputs of a subscription: the platform itself fills the property that carries the callback address. */
type SubscriptionInputs<P extends Parameters, U extends string> = { readonly [K in keyof FlowInputs<P>]: P[K & keyof P] extends { readonly kind: 'body' } ? Without<FlowInputs<P>[K], U> : FlowInputs<P>[K] };

/** Uses a polling trigger; the platform asks every `everyMinutes` minutes, 15 unless said otherwise. */
export function on<P extends Parameters, E extends Schema>(trigger: PollingTrigger<P, E>, inputs: FlowInputs<NoInfer<P>>, details?: { readonly everyMinutes?: number }): TriggerUse<E>;
/** Uses a trigger that the service calls. */
export function on<P extends Parameters, E extends Schema, U extends string>(trigger: WebhookTrigger<P, E, U>, inputs: SubscriptionInputs<NoInfer<P>, NoInfer<U>>): TriggerUse<E>;
export function on(trigger: PollingTrigger | WebhookTrigger, inputs: object, details: { readonly everyMinutes?: number } = {}): TriggerUse<Schema> {
  return {
    operation: trigger, inputs: givenInputs(trigger.parameters, inputs), event: eventOf(trigger), place: callerOf(on),
    ...(trigger.kind === 'pollingTrigger' ? { everyMinutes: details.everyMinutes ?? 15 } : {}),
  };
}

/** What a run of the flow starts with: one event of a list, or the notification. */
function eventOf(trigger: Operation): Schema {
  if (trigger.notification) return trigger.notification.schema;
  const events = trigger.output?.kind === 'record' ? trigger.output.properties['value'] : undefined;
  const list = events && schemaOf(events);
  return list?.kind === 'list' ? list.of : { kind: 'freeForm' };
}

export interface Flow {
  readonly kind: 'flow';
  readonly name: string;
  readonly description: string;
  readonly trigger: FlowTrigger;
  readonly steps: readonly FlowStep[];
  readonly place: Place | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A sample flow over the connector. `steps` gets the event and lists the steps in the order in which they run; values
 * in it stand for what will be known when the flow runs. Flows are shipped turned off.
 */
export function flow<E extends Schema>(details: {
  /** Unique in the connector; the name of the flow for makers. */
  readonly name: string;
  readonly description: string;
  readonly trigger: TriggerUse<E>;
  readonly steps: (event: FlowValueOf<E, 'present'>) => readonly FlowStep[];
}): Flow {
  const { name, description, trigger: { event, ...trigger } } = details;
  // made from the trigger's own schema, which is what FlowValueOf<E> says
  const { value, diagnostics } = recordingFlow(() => details.steps(valueFor(event, { node: 'event' }, 'present') as FlowValueOf<E, 'present'>), steps => treesOfAll(steps));
  return { kind: 'flow', name, description, trigger, steps: value ?? [], place: callerOf(flow), diagnostics };
}

function* treesOfAll(steps: readonly FlowStep[]): Iterable<FlowNode> {
  for (const step of allSteps(steps)) yield* treesOf(step);
}
