/** Values that stand for other operations: drop-downs, dynamic schemas, the connection test. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Connector } from '../../model/connector';
import type { Given } from '../../model/lookup';
import { propertyOf, type Operation } from '../../model/operation';
import { schemaOf } from '../../model/schema';
import { listIn } from '../dynamic-values';
import { findSource } from '../given-arguments';
import { defaultOf } from '../schema-emit';
import type { Rule } from './rule';
import { schemasOf, type Placed } from './schemas-of';

interface Reference { readonly operation: Operation; readonly at: Placed; readonly lookup: Operation; readonly given: Given }

/** Every use of a lookup in an operation, each parameter or property once. */
function* referencesOf(operation: Operation): Iterable<Reference> {
  for (const at of schemasOf(operation)) {
    if (at.schema.kind === 'text' && at.schema.valuesFrom) yield { operation, at, lookup: at.schema.valuesFrom.lookup, given: at.schema.valuesFrom.given };
    if (at.schema.kind === 'dynamic') yield { operation, at, lookup: at.schema.shape.lookup, given: at.schema.shape.given };
  }
}

const references = ({ operations }: Connector): Reference[] => [...new Set(operations)].flatMap(operation => [...referencesOf(operation)]);

/** Microsoft's validator: OperationIdNotFound. */
export const lookupsListed: Rule = function* (connector) {
  for (const { operation, at, lookup } of references(connector)) {
    if (connector.operations.includes(lookup)) continue;
    yield {
      code: 'lookup-not-listed', severity: 'error',
      what: `${at.name} of ${operation.operationId} is filled by the lookup ${lookup.operationId}, which is not among the connector's operations.`,
      why: 'The designer calls the lookup as an operation of this connector; without it the drop-down stays empty and the definition is refused.',
      todo: `Add ${lookup.operationId} to \`operations\` of defineConnector.`,
      where: inModel(operation.place, ...at.path),
      related: [{ where: inModel(lookup.place), what: 'The lookup.' }],
    };
  }
};

/** Microsoft's validator: OperationParameterNameNotFound, OperationMissingRequiredProperty, SourcePropertyInternal. */
export const lookupArguments: Rule = function* (connector) {
  for (const reference of references(connector)) {
    const { lookup, given } = reference;
    for (const [name, from] of Object.entries(given)) {
      if (!(name in lookup.parameters)) yield finding(reference, 'lookup-parameter-unknown', `${name} is given to the lookup ${lookup.operationId}, which has no such parameter`, `Its parameters: ${Object.keys(lookup.parameters).join(', ') || 'none'}.`);
      if (typeof from === 'string') continue;
      const source = findSource(reference.operation, from);
      if (!source) {
        yield finding(reference, 'given-not-in-operation', `the parameter given as ${name} to the lookup ${lookup.operationId} is not a parameter of this operation`, 'Pass the very object that stands under `parameters` of the operation (or inside its body), not a copy of it.');
      } else if (source.schema.visibility === 'internal') {
        yield finding(reference, 'given-is-internal', `the parameter given as ${name} to the lookup ${lookup.operationId} is internal`, 'Give a fixed text instead: the designer does not pass on the defaults of internal parameters.');
      }
    }
    for (const [name, parameter] of Object.entries(lookup.parameters)) {
      const property = propertyOf(parameter);
      if (name in given || property.kind === 'optional' || defaultOf(schemaOf(property)) !== undefined) continue;
      yield finding(reference, 'given-missing', `the lookup ${lookup.operationId} needs ${name}, which is not given`, `Add ${name} to \`given\`.`);
    }
  }
};

function finding({ operation, at, lookup }: Reference, code: string, what: string, todo: string): Diagnostic {
  return {
    code, severity: 'error', what: `${at.name} of ${operation.operationId}: ${what}.`,
    why: 'The designer could not call the lookup, so that the field stays empty; the definition is refused.',
    todo, where: inModel(operation.place, ...at.path), related: [{ where: inModel(lookup.place), what: 'The lookup.' }],
  };
}

/** Microsoft's validator: InvokedOperationShouldProduceArray. Part of the platform falls back to the only list, so it must be the only property. */
export const lookupsAnswerOneList: Rule = function* (connector) {
  const filling = new Set(references(connector).filter(({ at }) => at.schema.kind === 'text').map(({ lookup }) => lookup));
  for (const lookup of filling) {
    if (listIn(lookup.output) !== undefined && lookup.output?.kind === 'record' && Object.keys(lookup.output.properties).length === 1) continue;
    yield {
      code: 'lookup-not-one-list', severity: 'error',
      what: `The lookup ${lookup.operationId} does not answer with an object whose one property is a list.`,
      why: 'A drop-down needs the list that it shows; with several the designer can take the wrong one.',
      todo: 'Declare it with lookup({ item, … }), whose answer is {value: [item, …]}.',
      where: inModel(lookup.place),
    };
  }
};

/** Microsoft, "test connection": GET, no input that a person must give. */
export const connectionTest: Rule = function* ({ testConnection, operations, place }) {
  if (!testConnection) return;
  const why = 'The platform calls it without asking anybody when a connection is made; anything but a 2xx marks the connection as broken.';
  const { operationId } = testConnection;
  const at = { why, severity: 'error' as const, where: inModel(place, 'testConnection'), related: [{ where: inModel(testConnection.place), what: 'The operation.' }] };
  if (!operations.includes(testConnection)) {
    yield { ...at, code: 'test-connection-not-listed', what: `The operation that tests connections, ${operationId}, is not among the connector's operations.`, todo: 'Add it to `operations`.' };
  }
  if (testConnection.method !== 'get') {
    yield { ...at, code: 'test-connection-not-get', what: `The operation that tests connections, ${operationId}, is a ${testConnection.method.toUpperCase()}.`, todo: 'Choose an operation that only reads.' };
  }
  const asked = Object.entries(testConnection.parameters).filter(([, parameter]) => {
    const property = propertyOf(parameter);
    return property.kind !== 'optional' && defaultOf(schemaOf(property)) === undefined;
  }).map(([name]) => name);
  if (asked.length > 0) {
    yield { ...at, code: 'test-connection-needs-input', what: `The operation that tests connections, ${operationId}, needs ${asked.join(', ')}.`, todo: 'Choose an operation without required parameters, or give them defaults.' };
  }
};
