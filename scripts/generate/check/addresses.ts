/** Ids, paths and methods: what makes two operations different, and what a path's names refer to. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Operation } from '../../model/operation';
import { propertyOf } from '../../model/operation';
import { schemaOf } from '../../model/schema';
import { pathNames } from '../parameter-emit';
import type { Rule } from './rule';

/** Pairs each operation with the first one before it that has the same key. */
function* repeated(operations: readonly Operation[], key: (operation: Operation) => string): Iterable<readonly [operation: Operation, first: Operation]> {
  const known = new Map<string, Operation>();
  for (const operation of operations) {
    const first = known.get(key(operation));
    if (first) yield [operation, first];
    else known.set(key(operation), operation);
  }
}

/** Microsoft's validator: OperationIdNotUnique. Compared without regard to case, for solution import does so. */
export const uniqueOperationIds: Rule = function* ({ operations }) {
  for (const [operation, first] of repeated(operations, each => each.operationId.toLowerCase())) {
    yield {
      code: 'operation-id-repeated', severity: 'error',
      what: operation === first ? `The operation ${operation.operationId} is listed twice.` : `The operation id ${operation.operationId} is used twice.`,
      why: 'Flows and the custom code find an operation by its id; with two of them the platform refuses the definition.',
      todo: operation === first ? 'List it once.' : 'Give one of them another id. An id that was released must stay, so rename the newer one.',
      where: inModel(operation.place, 'operationId'),
      related: [{ where: inModel(first.place, 'operationId'), what: 'The first use.' }],
    };
  }
};

/** Microsoft's validator: DuplicateOperationPath and PathRedefined. The names in braces do not tell paths apart. */
export const uniqueAddresses: Rule = function* ({ operations }) {
  const distinct = [...new Set(operations)];
  for (const [operation, first] of repeated(distinct, each => `${each.method} ${each.path.replace(/\{[^{}]*\}/g, '{}').toLowerCase()}`)) {
    yield {
      code: 'address-repeated', severity: 'error',
      what: `${operation.operationId} and ${first.operationId} have the same address: ${operation.method.toUpperCase()} ${operation.path}.`,
      why: 'The platform finds an operation by method and path; names in braces and letter case do not count.',
      todo: 'Give one of them a path of its own. For custom code the path may exist only in the definition.',
      where: inModel(operation.place, 'path'),
      related: [{ where: inModel(first.place, 'path'), what: `The address of ${first.operationId}.` }],
    };
  }
  for (const [operation, first] of repeated(distinct, each => each.path.toLowerCase())) {
    if (operation.path === first.path) continue;
    yield {
      code: 'path-differs-in-case', severity: 'error',
      what: `The paths ${operation.path} and ${first.path} differ only in letter case.`,
      why: 'Import of the connector treats them as one path and fails (PathRedefined).',
      todo: 'Spell both the same way.',
      where: inModel(operation.place, 'path'),
      related: [{ where: inModel(first.place, 'path'), what: 'The other spelling.' }],
    };
  }
};

/** Microsoft's validator: OperationMissingPathParameter, PathParameterNotDefinedInTemplate. */
export const pathParameters: Rule = function* ({ operations }) {
  for (const operation of operations) {
    const named = pathNames(operation.path);
    for (const name of named) {
      const parameter = operation.parameters[name];
      if (parameter === undefined) yield undeclared(operation, name);
      else if (parameter.kind === 'body' || parameter.kind === 'header') {
        yield {
          code: 'path-parameter-elsewhere', severity: 'error',
          what: `The path of ${operation.operationId} names {${name}}, but the parameter is declared as ${parameter.kind}.`,
          why: 'A value travels in one place; the platform would send the braces as they are.',
          todo: `Take ${parameter.kind}(…) away, or {${name}} out of the path.`,
          where: inModel(operation.place, 'parameters', name),
        };
      }
    }
    for (const name of new Set(named.filter((each, index) => named.indexOf(each) !== index))) {
      yield {
        code: 'path-parameter-repeated', severity: 'error',
        what: `The path of ${operation.operationId} names {${name}} more than once.`,
        why: 'Each value of a path has one place (OperationPathTemplateNotValid).',
        todo: 'Name it once.',
        where: inModel(operation.place, 'path'),
      };
    }
    for (const [name, parameter] of Object.entries(operation.parameters)) {
      const schema = schemaOf(propertyOf(parameter));
      if (schema.kind !== 'text' || schema.encoding === undefined || named.includes(name)) continue;
      yield {
        code: 'path-parameter-unused', severity: 'error',
        what: `The parameter ${name} of ${operation.operationId} says how it is encoded in the path, but the path ${operation.path} does not name it.`,
        why: 'It would be sent in the query, where x-ms-url-encoding has no meaning (QueryParameterEncodingNotSupported).',
        todo: `Add {${name}} to the path, or take \`encoding\` away.`,
        where: inModel(operation.place, 'parameters', name),
      };
    }
  }
};

const undeclared = (operation: Operation, name: string): Diagnostic => ({
  code: 'path-parameter-undeclared', severity: 'error',
  what: `The path of ${operation.operationId} names {${name}}, but there is no parameter ${name}.`,
  why: 'The platform refuses a path with a name that no parameter fills (OperationMissingPathParameter).',
  todo: Object.keys(operation.parameters).length > 0
    ? `Declare ${name}, or name one of the declared: ${Object.keys(operation.parameters).join(', ')}.`
    : `Declare ${name} under \`parameters\`.`,
  where: inModel(operation.place, 'path'),
});
