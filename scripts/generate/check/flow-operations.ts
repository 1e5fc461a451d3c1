/** The operations that flows use: that they are the connector's, and meant for makers. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Place } from '../../diagnostics/place';
import type { Flow } from '../../model/flow/flow';
import { allSteps } from '../../model/flow/flow-step';
import type { Operation } from '../../model/operation';
import type { Rule } from './rule';

const isTrigger = ({ kind }: Operation): boolean => kind === 'pollingTrigger' || kind === 'webhookTrigger';

export const flowTriggers: Rule = function* ({ flows = [], operations }) {
  for (const { name, trigger: { operation, everyMinutes, place } } of flows) {
    if (!isTrigger(operation)) {
      yield { code: 'flow-trigger-kind', severity: 'error', what: `The flow "${name}" is started by ${operation.operationId}, which is no trigger.`, why: 'Only a trigger starts a flow by itself.', todo: 'Pass a pollingTrigger or a webhookTrigger to on(…), and call actions with perform(…).', where: inModel(place), related: itsPlace(operation) };
    } else yield* listed(name, operation, operations, place);
    if (everyMinutes === undefined || Number.isInteger(everyMinutes) && everyMinutes >= 1) continue;
    yield { code: 'flow-recurrence', severity: 'error', what: `The flow "${name}" asks every ${everyMinutes} minutes.`, why: 'Power Automate asks once a minute at most, and counts whole minutes.', todo: 'Write a whole number from 1; 15 suits most.', where: inModel(place, 'everyMinutes') };
  }
};

export const flowActions: Rule = function* ({ flows = [], operations }) {
  for (const flow of flows) {
    if (flow.steps.length === 0 && flow.diagnostics.length === 0) yield { code: 'flow-without-steps', severity: 'error', what: `The flow "${flow.name}" has no steps.`, why: 'The platform saves no flow without one.', todo: 'List at least one step.', where: inModel(flow.place, 'steps') };
    for (const step of allSteps(flow.steps)) if (step.kind === 'call' && step.operation.kind !== 'foreign') yield* action(flow, step.operation, operations, step.place);
  }
};

function* action({ name }: Flow, operation: Operation, operations: readonly Operation[], place: Place | undefined): Iterable<Diagnostic> {
  const at = { severity: 'error' as const, where: inModel(place), related: itsPlace(operation) };
  if (isTrigger(operation)) yield { ...at, code: 'flow-step-kind', what: `The flow "${name}" calls the trigger ${operation.operationId} as a step.`, why: 'A trigger starts a flow and can do nothing inside it.', todo: 'Use it in on(…), or call an action.' };
  else if (operation.kind === 'lookup' || operation.visibility === 'internal') yield { ...at, code: 'flow-step-internal', what: `The flow "${name}" calls ${operation.operationId}, which is internal.`, why: 'The designer does not show internal operations, so that nobody could open the step.', todo: 'Call an action that makers see.' };
  else if (operation.deprecated) yield { ...at, severity: 'warning', code: 'flow-step-deprecated', what: `The flow "${name}" calls ${operation.operationId}, which is deprecated.`, why: 'A sample shows what should be used from now on.', todo: 'Call the operation that replaces it.' };
  yield* listed(name, operation, operations, place);
}

function* listed(flow: string, operation: Operation, operations: readonly Operation[], place: Place | undefined): Iterable<Diagnostic> {
  if (operations.includes(operation)) return;
  yield {
    code: 'flow-operation-not-listed', severity: 'error',
    what: `The flow "${flow}" uses ${operation.operationId}, which is not among the connector's operations.`,
    why: 'The flow calls it through this connector, whose definition would not have it.',
    todo: `Add ${operation.operationId} to \`operations\` of defineConnector.`, where: inModel(place), related: itsPlace(operation),
  };
}

const itsPlace = ({ place }: Operation): NonNullable<Diagnostic['related']> => [{ where: inModel(place), what: 'The operation.' }];
