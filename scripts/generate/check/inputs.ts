/** Parameters: what Swagger 2.0 can carry where, and what makers never see. */
import { inModel } from '../../diagnostics/diagnostic';
import { propertyOf, type Operation } from '../../model/operation';
import { schemaOf, type Kind } from '../../model/schema';
import { locationOf } from '../parameter-emit';
import { defaultOf } from '../schema-emit';
import type { Rule } from './rule';
import { schemasOf } from './schemas-of';

const structured = new Set<Kind>(['record', 'map', 'freeForm', 'dynamic']);
const holdsOthers = new Set<Kind>([...structured, 'list']);

/** Microsoft, OpenAPI extensions: an internal required value needs a default. Objects, lists and the callback address are exempt. */
export const internalNeedsDefault: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    for (const { schema, required, side, path, name } of schemasOf(operation)) {
      if (side === 'output' || schema.visibility !== 'internal' || !required) continue;
      if (holdsOthers.has(schema.kind) || defaultOf(schema) !== undefined || isCallback(operation, path)) continue;
      yield {
        code: 'internal-without-default', severity: 'error',
        what: `${name} of ${operation.operationId} is internal and required, but has no default.`,
        why: 'Nobody can fill in what is not shown, so every call would lack a required value.',
        todo: schema.kind === 'dateTime' ? 'Show it, or make it optional.' : 'Give it a default, show it, or make it optional.',
        where: inModel(operation.place, ...path),
      };
    }
  }
};

const isCallback = ({ notification }: Operation, path: readonly string[]): boolean => notification !== undefined && path.slice(2).join('/') === notification.urlIn;

/** Microsoft's validator: NonBodyParameterSchemaNotValid. */
export const simpleOutsideBody: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    for (const [name, parameter] of Object.entries(operation.parameters)) {
      const location = locationOf(name, parameter, operation.path);
      const schema = schemaOf(propertyOf(parameter));
      const innermost = schema.kind === 'list' ? schema.of.kind : schema.kind;
      if (location === 'body' || !structured.has(innermost) && !(schema.kind === 'list' && innermost === 'list')) continue;
      yield {
        code: 'parameter-not-simple', severity: 'error',
        what: `The parameter ${name} of ${operation.operationId} is an object, or a list of objects or lists, and travels in the ${location}.`,
        why: 'Swagger 2.0 knows only texts, numbers, booleans and lists of them outside the body.',
        todo: 'Wrap it in body(…), or declare its properties as parameters of their own.',
        where: inModel(operation.place, 'parameters', name),
      };
    }
  }
};

/** Microsoft's validator: OperationParametersContainMultipleBodyParameters, BodyOrFormDataParameterInFetchOperationNotAllowed. */
export const oneBody: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    const bodies = Object.entries(operation.parameters).filter(([, parameter]) => parameter.kind === 'body').map(([name]) => name);
    const [first, second] = bodies;
    if (second !== undefined) {
      yield {
        code: 'several-bodies', severity: 'error',
        what: `${operation.operationId} has ${bodies.length} bodies: ${bodies.join(', ')}.`,
        why: 'A request has one body.',
        todo: 'Make one record of them.',
        where: inModel(operation.place, 'parameters', second),
      };
    }
    if (first !== undefined && operation.method === 'get') {
      yield {
        code: 'body-with-get', severity: 'error',
        what: `${operation.operationId} is a GET and has a body, ${first}.`,
        why: 'The platform refuses it, and proxies drop the body.',
        todo: 'Use another method, or send the values in the query.',
        where: inModel(operation.place, 'parameters', first),
      };
    }
  }
};

/** A parameter that makers fill in, but that no expression of the operation reads, is a promise that nothing keeps. */
export const parametersUsed: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    const { handler } = operation;
    // A fragment reads by name in C#, and the backend gets everything.
    if (handler.kind !== 'poll' && handler.kind !== 'send') continue;
    const read = new Set(parameterNames(handler));
    for (const name of Object.keys(operation.parameters)) {
      if (read.has(name)) continue;
      yield {
        code: 'parameter-unused', severity: 'warning',
        what: `The parameter ${name} of ${operation.operationId} is not used.`,
        why: 'Makers fill it in and nothing depends on it: only what the expressions read reaches the service.',
        todo: 'Use it, or remove it.',
        where: inModel(operation.place, 'parameters', name),
      };
    }
  }
};

/** The names in all parameter nodes below a value; shapes of answers hold none and are left out. */
function* parameterNames(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('node' in value && value.node === 'parameter' && 'name' in value && typeof value.name === 'string') yield value.name;
  for (const [key, child] of Object.entries(value)) if (key !== 'answer') yield* parameterNames(child);
}
