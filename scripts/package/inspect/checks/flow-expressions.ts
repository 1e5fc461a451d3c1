/** Every expression of a flow can be read. */
import { objectAt } from '../../../validate/json';
import { FlowSyntaxError } from '../../../workflow-language/flow-syntax-error';
import { parseText } from '../../../workflow-language/parse-text';
import { found, type FindingKind, type Report } from '../finding-kind';
import { textsBelow, type InspectedFlow } from '../inspected-flow';
import type { CheckFamily } from './part-check';

export const expressionBroken: FindingKind = {
  code: 'flow-expression', severity: 'error',
  why: 'The platform reads all expressions when it saves a flow, and refuses the flow for one that it cannot read.',
};

export const flowExpressions: CheckFamily = { flow };

function flow({ file, definition }: InspectedFlow, report: Report): void {
  for (const part of ['triggers', 'actions', 'outputs'] as const) {
    for (const { text, pointer } of textsBelow(objectAt(definition, part), `/properties/definition/${part}`)) {
      const fault = text.includes('@') ? faultOf(text) : undefined;
      if (fault) {
        report(found(expressionBroken, file.at(pointer),
          `The text ${excerptAround(text, fault.offset)} can't be read as an expression, at character ${fault.offset + 1}: ${fault.sentence}`,
          'Correct the expression; write @@ where an at sign is meant.'));
      }
    }
  }
}

function faultOf(text: string): FlowSyntaxError | undefined {
  try { parseText(text); return undefined; } catch (error) {
    if (error instanceof FlowSyntaxError) return error;
    throw error;
  }
}

const WIDTH = 60;
function excerptAround(text: string, offset: number): string {
  const from = Math.max(0, Math.min(offset - WIDTH / 2, text.length - WIDTH));
  return `"${from > 0 ? '…' : ''}${text.slice(from, from + WIDTH)}${from + WIDTH < text.length ? '…' : ''}"`;
}
