/** Formulas and code fragments: what becomes a method or a class of the custom code under the author's name. */
import { inModel } from '../../diagnostics/diagnostic';
import { childrenOf, type ExpressionNode, type FormulaDefinition } from '../../model/expression/node';
import { handlerTrees, type Operation } from '../../model/operation';
import { declaredTypes, ownNames } from '../csharp-names';
import { ExpressionPrinter } from '../expression-csharp';
import { formulasIn } from '../tree-contents';
import type { Rule } from './rule';

interface Use { readonly formula: FormulaDefinition; readonly operation: Operation }

function* usesOf(operations: readonly Operation[]): Iterable<Use> {
  for (const operation of new Set(operations)) for (const formula of formulasIn(handlerTrees(operation.handler))) yield { formula, operation };
}

/** A formula is a method: its name must be one, and be free. */
export const formulaNames: Rule = function* ({ operations }) {
  const fragments = new Set(operations.flatMap(({ handler }) => (handler.kind === 'fragment' ? [handler.fragment.className, ...declaredTypes(handler.fragment.source)] : [])));
  const seen = new Set<string>();
  for (const { formula: { name }, operation } of usesOf(operations)) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (!/^[A-Z][A-Za-z0-9_]*$/.test(name)) {
      yield {
        code: 'formula-name-invalid', severity: 'error',
        what: `The formula name ${JSON.stringify(name)}, used by ${operation.operationId}, is not a name in PascalCase.`,
        why: 'A formula becomes a method of the custom code under its name.',
        todo: 'Use letters and digits, a capital letter first: HasEnded.',
        where: inModel(operation.place),
      };
    } else if (ownNames().has(name) || fragments.has(name)) {
      yield {
        code: 'formula-name-taken', severity: 'error',
        what: `The formula name ${name}, used by ${operation.operationId}, is taken by ${fragments.has(name) ? 'a code fragment' : 'the custom code itself'}.`,
        why: 'A formula becomes a method of the custom code under its name, and would hide what has that name already.',
        todo: 'Give the formula another name.',
        where: inModel(operation.place),
      };
    }
  }
};

/** One name, one meaning. Every use of a formula builds it anew, so meanings are compared as printed. */
export const formulaMeanings: Rule = function* ({ operations }) {
  const printer = new ExpressionPrinter({}, name => name);
  const first = new Map<string, { readonly text: string | undefined; readonly operation: Operation }>();
  const told = new Set<string>();
  for (const { formula, operation } of usesOf(operations)) {
    const text = printed(printer, formula);
    const known = first.get(formula.name);
    if (!known) first.set(formula.name, { text, operation });
    else if (known.text !== undefined && text !== undefined && known.text !== text && !told.has(formula.name)) {
      told.add(formula.name);
      yield {
        code: 'formula-repeated', severity: 'error',
        what: `The formula name ${formula.name} stands for two different expressions${known.operation === operation ? `, both in ${operation.operationId}` : `, in ${known.operation.operationId} and in ${operation.operationId}`}.`,
        why: 'A formula becomes one method of the custom code; the second meaning would silently become the first.',
        todo: 'Give one of them another name. If it is one formula that depends on something around it, pass that as a parameter.',
        where: inModel(operation.place),
        related: known.operation === operation ? [] : [{ where: inModel(known.operation.place), what: 'The first use.' }],
      };
    }
  }
};

/** The formula's C#; undefined when it has a mistake that other rules report. */
function printed(printer: ExpressionPrinter, formula: FormulaDefinition): string | undefined {
  try { return printer.formula(formula); } catch { return undefined; }
}

/** A lambda's value exists inside the lambda alone, and a formula sees only what is passed to it. */
export const valuesInReach: Rule = function* ({ operations }) {
  const toldFormulas = new Set<string>();
  for (const operation of new Set(operations)) {
    const trees = handlerTrees(operation.handler);
    for (const name of new Set(trees.flatMap(tree => outOfReach(tree, isBuilders)))) {
      yield {
        code: 'lambda-value-escaped', severity: 'error',
        what: `${operation.operationId} uses ${name.split('~')[0]} outside of the lambda that it belongs to.`,
        why: 'It is one item of a list while the lambda runs; elsewhere the custom code has no such value.',
        todo: 'Let the lambda return what is needed (select, first, where) and go on with its result.',
        where: inModel(operation.place),
      };
    }
    for (const formula of formulasIn(trees)) {
      if (toldFormulas.has(formula.name)) continue;
      const own = new Set(formula.parameters.map(({ name }) => `#${name}`));
      const [outside] = outOfReach(formula.body, name => own.has(name), true);
      if (outside === undefined) continue;
      toldFormulas.add(formula.name);
      yield {
        code: 'formula-value-not-passed', severity: 'error',
        what: `The formula ${formula.name}, used by ${operation.operationId}, works with ${outside.replace(/^#/, '').split('~')[0]}, which is not passed to it.`,
        why: 'A formula becomes a method of its own, which sees its parameters and nothing else.',
        todo: 'Add it to the parameters of the formula.',
        where: inModel(operation.place),
      };
    }
  }
};

/** Variables that the builders give to lambdas (model/poll.ts, answer.ts, api-call.ts); their names hold no `~`. */
const isBuilders = (name: string): boolean => !name.includes('~') && !name.startsWith('#');

/** The names of values below a node that neither a lambda around them nor `isGiven` provides; parameters of the operation too where formulas ask. */
function outOfReach(node: ExpressionNode, isGiven: (name: string) => boolean, alsoParameters = false, found: string[] = []): readonly string[] {
  if (node.node === 'parameter' && alsoParameters) found.push(node.name);
  if (node.node === 'variable' && !isGiven(node.name)) found.push(node.name);
  const inside = node.node === 'lambda' ? (name: string): boolean => name === node.variable || isGiven(name) : isGiven;
  for (const child of node.node === 'formula' ? node.operands : childrenOf(node)) outOfReach(child, inside, alsoParameters, found);
  return found;
}

/** A fragment's class stands beside the prelude's classes. */
export const fragmentNames: Rule = function* ({ operations }) {
  const seen = new Set<string>();
  for (const operation of new Set(operations)) {
    if (operation.handler.kind !== 'fragment' || seen.has(operation.handler.fragment.className)) continue;
    const { className, fileName, source } = operation.handler.fragment;
    seen.add(className);
    const taken = [...new Set([className, ...declaredTypes(source)])].filter(name => ownNames().has(name));
    if (!/^[A-Za-z_]\w*$/.test(className)) {
      yield {
        code: 'fragment-class-invalid', severity: 'error',
        what: `The class name ${JSON.stringify(className)} of the code fragment of ${operation.operationId} is not a C# name.`,
        why: 'The custom code calls the fragment as <class name>.Answer(call).',
        todo: `Give the name of the class that ${fileName} declares.`,
        where: inModel(operation.place, 'code'),
      };
    } else if (taken.length > 0) {
      yield {
        code: 'fragment-class-taken', severity: 'error',
        what: `The code fragment of ${operation.operationId} (${fileName}) declares ${taken.join(', ')}, a name that the custom code itself has.`,
        why: 'All code stands in one file, where a class can be declared once.',
        todo: 'Rename the class.',
        where: inModel(operation.place, 'code'),
      };
    }
  }
};
