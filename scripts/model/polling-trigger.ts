import { callerOf } from '../diagnostics/place';
import { objectNode, type ProducedOf } from './expression/recorder';
import { recording } from './expression/recording';
import { handlerTrees, recorders, sharedPart, type GivenOf, type OperationDetails, type Parameters, type PollingTrigger } from './operation';
import type { CrossingPoll, NewItemsPoll, Poll } from './poll';
import type { ListSchema, RecordSchema, Schema } from './schema';

type ExtraProperties<E, O extends RecordSchema> = Exclude<keyof E, keyof O['properties']> extends never ? unknown : { readonly poll: { readonly 'a property that the output does not declare': Exclude<keyof E, keyof O['properties']> } };

interface PollingTriggerDetails<P extends Parameters, O extends RecordSchema, E extends ProducedOf<O>> extends OperationDetails<P> {
  /** A path of its own that exists only in the definition, below /trigger. */
  readonly path: string;
  /** What the designer shows when the trigger is added. */
  readonly hint: string;
  /** One event. The trigger's answer is {value: [event, …]}; the flow runs once for each. */
  readonly output: O;
  readonly poll: (parameters: GivenOf<P>) => Poll<E>;
}

/** A trigger that the platform polls. Its logic becomes custom code; see poll.ts for the detectors. */
export function pollingTrigger<const P extends Parameters, const O extends RecordSchema, E extends ProducedOf<O>>(
  details: PollingTriggerDetails<P, O, E> & ExtraProperties<E, O>,
): PollingTrigger<P, O> {
  const { value, diagnostics } = recording(() => {
    const poll = details.poll(recorders(details.parameters)) as NewItemsPoll | CrossingPoll; // Poll<E> is these two with the event's type remembered
    return { poll, event: objectNode(details.output, poll.event) };
  }, made => handlerTrees({ kind: 'poll', ...made }));
  return {
    ...sharedPart(details), visibility: details.visibility ?? 'important',
    kind: 'pollingTrigger', method: 'get', path: details.path, hint: details.hint, successStatus: 200, parameters: details.parameters, output: batchOf(details.output),
    handler: value ? { kind: 'poll', ...value } : { kind: 'backend' },
    place: callerOf(pollingTrigger), diagnostics,
  };
}

/**
 * The designer fills split-on only for an array, or an object whose one property is an array (Azure/LogicAppsUX). Written
 * out, because the builders would note this file as the place where the author made it.
 */
export const batchOf = <O extends Schema>(event: O): RecordSchema<{ readonly value: ListSchema<O> }> =>
  ({ kind: 'record', properties: { value: { kind: 'list', of: event, title: 'Events', description: 'The events since the last check, oldest first.' } } });
