/** What a step reads: only what is there when it runs. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Flow } from '../../model/flow/flow';
import { flowNodes } from '../../model/flow/flow-node';
import { stepsInside, treesOf, type FlowStep } from '../../model/flow/flow-step';
import type { Rule } from './rule';

/** A step may read the answers of steps before it, in its own list or in a list around it, and the items of loops around it. */
export const answersInReach: Rule = function* ({ flows = [] }) {
  for (const flow of flows) {
    for (const [, value] of flow.trigger.inputs) {
      if ([...flowNodes(value)].every(node => node.node !== 'answer' && node.node !== 'item' && node.node !== 'event')) continue;
      yield { code: 'flow-trigger-reads', severity: 'error', what: `The trigger of the flow "${flow.name}" reads what is known only when it has fired.`, why: 'The platform asks with fixed inputs.', todo: 'Give literals and environment variables.', where: inModel(flow.trigger.place) };
    }
    yield* within(flow, flow.steps, { answers: new Set(), items: new Set() });
  }
};

interface Reach { readonly answers: ReadonlySet<string>; readonly items: ReadonlySet<string> }

function* within(flow: Flow, steps: readonly FlowStep[], outer: Reach): Iterable<Diagnostic> {
  const answers = new Set(outer.answers);
  for (const step of steps) {
    const reach = { answers, items: outer.items };
    for (const tree of treesOf(step)) {
      for (const node of flowNodes(tree)) {
        if (node.node === 'answer' && !answers.has(node.step)) yield unreached(flow, step, `the answer of the step "${node.step}"`);
        if (node.node === 'item' && !outer.items.has(node.loop)) yield unreached(flow, step, `the item of the loop "${node.loop}"`);
      }
    }
    const inside = step.kind === 'forEach' ? { ...reach, items: new Set([...outer.items, step.name]) } : reach;
    for (const inner of stepsInside(step)) yield* within(flow, inner, inside);
    answers.add(step.name);
  }
}

const unreached = (flow: Flow, step: FlowStep, what: string): Diagnostic => ({
  code: 'flow-answer-out-of-reach', severity: 'error',
  what: `In the flow "${flow.name}" the step "${step.name}" uses ${what}, which is not there when it runs.`,
  why: 'A step sees what ran before it in its own list and in the lists around it; a step that is not listed never runs.',
  todo: 'List that step before this one.', where: inModel(step.place),
});
