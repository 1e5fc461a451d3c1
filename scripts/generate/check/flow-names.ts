/** Names in flows: of the flow, its steps, its environment variables. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { EnvironmentVariable } from '../../model/flow/environment-variable';
import type { Flow } from '../../model/flow/flow';
import { allSteps, type FlowStep } from '../../model/flow/flow-step';
import { stepKey } from '../flow/flow-target';
import { variablesRead } from '../flow/flow-variables';
import type { Rule } from './rule';

/** The length of the name column of Dataverse's process table. */
const longestFlowName = 100;
/** The workflow language's own limit for names of steps. */
const longestStepName = 80;

/** A flow's file is named like the flow, without what a file name can't hold; letter case does not tell files apart everywhere. */
export const flowNames: Rule = function* ({ flows = [] }) {
  const known = new Map<string, Flow>();
  for (const flow of flows) {
    const plain = flow.name.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    const first = known.get(plain);
    const at = (code: string, what: string, why: string, todo: string): Diagnostic => ({ code, severity: 'error', what, why, todo, where: inModel(flow.place, 'name') });
    if (plain === '') yield at('flow-name-empty', `The name of the flow, "${flow.name}", has no letter and no digit.`, 'The file of the flow in a solution is named after it.', 'Say in a few words what the flow does.');
    else if (first) {
      const repeated = at('flow-name-repeated', first === flow ? `The flow "${flow.name}" is listed twice.` : `The flows "${first.name}" and "${flow.name}" have the same name but for letter case and signs.`,
        'The id of a flow and the name of its file come from its name, so that one of them would be lost.', first === flow ? 'List it once.' : 'Give one of them another name.');
      yield { ...repeated, related: [{ where: inModel(first.place, 'name'), what: 'The first flow.' }] };
    } else known.set(plain, flow);
    if (flow.name.length > longestFlowName) yield at('flow-name-long', `The name of the flow "${flow.name}" has ${flow.name.length} characters.`, `Dataverse keeps ${longestFlowName}.`, 'Shorten it; the description has room for the rest.');
    if (/[\p{Cc}\\/:*?"<>|]/u.test(flow.name)) yield at('flow-name-characters', `The name of the flow "${flow.name}" has a character that no file name may have.`, 'The file of the flow in a solution is named after it, and not every tool takes the character out.', 'Leave out \\ / : * ? " < > | and line breaks.');
    if (flow.description.trim() === '') yield { ...at('flow-description-missing', `The flow "${flow.name}" has no description.`, 'It is what makers read before they turn a sample on.', 'Say in a sentence what the flow does.'), severity: 'warning', where: inModel(flow.place, 'description') };
  }
};

/** Steps are found by their names: in the document, and by the expressions that read what they answered. */
export const stepNames: Rule = function* ({ flows = [] }) {
  for (const flow of flows) {
    const known = new Map<string, FlowStep>();
    for (const step of allSteps(flow.steps)) {
      const key = stepKey(step.name).toLowerCase();
      const first = known.get(key);
      if (first) {
        yield {
          code: 'flow-step-name-repeated', severity: 'error',
          what: first === step ? `The step "${step.name}" stands twice in the flow "${flow.name}".` : `Two steps of the flow "${flow.name}" are called "${step.name}".`,
          why: 'A flow finds its steps by name, also inside branches and loops, so that one of them would be lost.',
          todo: first === step ? 'Make a second step.' : 'Give one of them a name of its own: it is the last argument of the call that makes it.',
          where: inModel(step.place), related: [{ where: inModel(first.place), what: 'The first step of that name.' }],
        };
      } else known.set(key, step);
      const wrong = wrongName(step.name);
      if (wrong) yield { code: 'flow-step-name', severity: 'error', what: `The name of the step "${step.name}" ${wrong}.`, why: 'The designer refuses to save a flow with such a step.', todo: 'Give it a short name of letters, digits and blanks.', where: inModel(step.place) };
    }
  }
};

function wrongName(name: string): string | undefined {
  if (name.trim() === '') return 'is empty';
  if (name.length > longestStepName) return `has ${name.length} characters, and ${longestStepName} is the most`;
  return /[<>%&\\?/#:"]|\p{Cc}|[. ]$/u.test(name) ? 'has a character that names of steps may not have' : undefined;
}

/** One variable of an environment has one meaning. */
export const flowVariables: Rule = function* ({ flows = [] }) {
  const known = new Map<string, EnvironmentVariable>();
  for (const variable of new Set(flows.flatMap(flow => [...variablesRead(flow)]))) {
    const { name, schema, place } = variable;
    if (!/^[A-Za-z][A-Za-z0-9_]{0,80}$/.test(name)) yield { code: 'flow-variable-name', severity: 'error', what: `The environment variable "${name}" has a name that Dataverse does not take.`, why: 'Behind the prefix of the publisher it becomes a schema name: letters, digits and underscores.', todo: 'Name it like DataOwners, and put what people read into the title.', where: inModel(place) };
    if (!schema.title || !schema.description) yield { code: 'flow-variable-without-wording', severity: 'warning', what: `The environment variable ${name} has no ${schema.title ? 'description' : 'title'}.`, why: 'Who imports the flows is asked for its value and sees nothing else.', todo: 'Give its schema a title and a description.', where: inModel(place) };
    const first = known.get(name.toLowerCase());
    if (!first) known.set(name.toLowerCase(), variable);
    else if (JSON.stringify([first.name, first.schema.kind, first.schema.title, first.schema.description, first.schema.default]) !== JSON.stringify([name, schema.kind, schema.title, schema.description, schema.default])) {
      yield {
        code: 'flow-variable-repeated', severity: 'error', what: `There are two environment variables called ${name}, and they differ.`,
        why: 'An environment has one of each name, so that one definition would be lost.', todo: 'Make it once and use it in both flows, or give one of them another name.',
        where: inModel(place), related: [{ where: inModel(first.place), what: 'The first one.' }],
      };
    }
  }
};
