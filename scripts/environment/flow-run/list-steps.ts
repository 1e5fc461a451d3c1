import { textOf as textOfValue } from '../../workflow-language/flow-value';
import type { JsonObject, JsonValue } from '../json';
import { objectOr } from '../json';
import { forEachItem, resolve } from './expressions';
import { strict } from './step-record';
import { type Step, StepFailure, type StepRunner } from './step-runner';
import { clippedValue } from './clipped-value';

/** Select: what its map makes of each item, in which `item()` is that item (workflow definition language, "Select action"). */
export const select: StepRunner = {
  kind: 'leaf',
  run: step => {
    const { declared, from } = listOf(step);
    const inputs = { ...declared, from };
    const map = declared['select'];
    if (map === undefined) throw new StepFailure('InvalidTemplate', 'The step has no "select", which says what becomes of each item.', { inputs });
    return { status: 'Succeeded', inputs, outputs: { body: forEachItem(from, step, at => at.resolve(map)) } };
  },
};

/** Filter array: the items for which its condition holds, which is a text or the tree that an If has (same, "Query action"). */
export const query: StepRunner = {
  kind: 'leaf',
  run: step => {
    const { declared, from } = listOf(step);
    const inputs = { ...declared, from };
    const where = declared['where'];
    if (where === undefined) throw new StepFailure('InvalidTemplate', 'The step has no "where", which says which items it keeps.', { inputs });
    return { status: 'Succeeded', inputs, outputs: { body: forEachItem(from, step, at => (at.holds(where) ? [at.item] : [])).flat() } };
  },
};

/** Join: the items as one text, as the function join makes it (same, "Join action"). */
export const join: StepRunner = {
  kind: 'leaf',
  run: step => {
    const { declared, from } = listOf(step);
    const joinWith = resolve(declared['joinWith'] ?? '', step);
    return { status: 'Succeeded', inputs: { from, joinWith }, outputs: { body: from.map(item => textOfValue(strict(item))).join(textOfValue(strict(joinWith))) } };
  },
};

/** The inputs as the document has them, and the list that they go through. */
export function listOf(step: Step): { readonly declared: JsonObject; readonly from: readonly JsonValue[] } {
  const declared = objectOr(step.action.inputs);
  const from = resolve(declared['from'] ?? null, step);
  if (!Array.isArray(from)) throw new StepFailure('BadRequest', `"from" must give a list, and it gave ${clippedValue(from)}.`, { inputs: { ...declared, from } });
  return { declared, from };
}
