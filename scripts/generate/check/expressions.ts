/** Expressions: values that custom code can't read, send or hold. */
import { inModel } from '../../diagnostics/diagnostic';
import { handlerTrees, propertyOf, requestsOf, type Operation } from '../../model/operation';
import { schemaOf } from '../../model/schema';
import { fitsDecimal } from '../csharp-text';
import { formulasIn, nodesOf } from '../tree-contents';
import { locationOf } from '../parameter-emit';
import type { Rule } from './rule';

const scripted = (operations: readonly Operation[]): readonly Operation[] => [...new Set(operations)].filter(({ handler }) => handler.kind === 'poll' || handler.kind === 'send');

/** Custom code gets the call's path, query and body; expressions read one value from each parameter of path and query. */
export const parametersReadable: Rule = function* ({ operations }) {
  for (const operation of scripted(operations)) {
    const used = new Set(handlerTrees(operation.handler).flatMap(tree => nodesOf(tree)).flatMap(node => (node.node === 'parameter' ? [node.name] : [])));
    for (const name of used) {
      const parameter = operation.parameters[name];
      const location = parameter && locationOf(name, parameter, operation.path);
      if (!parameter || location === 'body' || location !== 'header' && schemaOf(propertyOf(parameter)).kind !== 'list') continue;
      yield {
        code: 'parameter-not-readable', severity: 'error',
        what: `The parameter ${name} of ${operation.operationId} ${location === 'header' ? 'is a header' : 'is a list'}, which expressions can't read.`,
        why: 'Expressions read texts, numbers, dates and yes or no from the path and the query, and the body; this one would always be empty.',
        todo: location === 'header' ? 'Make it a query parameter, or leave the operation to the backend, which gets the header.' : 'Put the list into the body, or answer the operation by a code fragment.',
        where: inModel(operation.place, 'parameters', name),
      };
    }
  }
};

/** Paths hold single values, queries single values and lists of them. */
export const requestsSimple: Rule = function* ({ operations }) {
  for (const operation of scripted(operations)) {
    const unfit = requestsOf(operation.handler).flatMap(request => [
      ...[...request.path, ...(request.otherPath ?? [])].filter(part => typeof part !== 'string').filter(part => ['list', 'record', 'map'].includes(part.type)).map(() => 'its path'),
      ...request.query.filter(([, value]) => ['record', 'map'].includes(value.type)).map(([name]) => `the query parameter ${name}`),
    ]);
    for (const place of new Set(unfit)) {
      yield {
        code: 'request-value-not-simple', severity: 'error',
        what: `A call of ${operation.operationId} sends an object or a list in ${place}.`,
        why: 'An address holds texts, numbers, dates, yes or no, and in its query lists of them.',
        todo: 'Declare it as the body of the call, or send its properties one by one.',
        where: inModel(operation.place),
      };
    }
  }
};

/** A poll has time for three calls (the platform stops custom code after 5 seconds). */
export const pollCalls: Rule = function* ({ operations }) {
  for (const operation of scripted(operations)) {
    const calls = requestsOf(operation.handler).length;
    if (calls <= 3) continue;
    yield {
      code: 'poll-calls', severity: 'error',
      what: `${operation.operationId} makes ${calls} calls in one poll.`,
      why: 'The platform stops custom code after 5 seconds, so a poll makes at most three calls: the list and two more.',
      todo: 'Read less under `also`.',
      where: inModel(operation.place, 'poll'),
    };
  }
};

/** Numbers are decimals in the custom code. */
export const numbersFit: Rule = function* ({ operations }) {
  for (const operation of scripted(operations)) {
    const trees = handlerTrees(operation.handler);
    const nodes = [...trees, ...formulasIn(trees).map(formula => formula.body)].flatMap(tree => nodesOf(tree));
    const unfit = nodes.flatMap(node => (node.node === 'literal' && typeof node.value === 'number' && !fitsDecimal(node.value) ? [node.value] : []));
    for (const value of new Set(unfit)) {
      yield {
        code: 'number-out-of-range', severity: 'error',
        what: `${operation.operationId} uses the number ${value}.`,
        why: 'Custom code calculates with decimals, which hold finite numbers below 7.9e28.',
        todo: 'Use a number within that range.',
        where: inModel(operation.place),
      };
    }
  }
};
