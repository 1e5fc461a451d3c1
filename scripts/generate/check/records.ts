/** Named records and code fragments: things that are shared by name. */
import { inModel } from '../../diagnostics/diagnostic';
import type { Operation } from '../../model/operation';
import { namedRecords } from '../named-records';
import { emitSchema } from '../schema-emit';
import type { Rule } from './rule';
import { schemasOf } from './schemas-of';

/** A definition has one shape. The same record differs between two operations when a drop-down in it resolves differently. */
export const recordNames: Rule = function* ({ operations }) {
  const named = namedRecords({ compareAlways: true });
  const users = new Map<string, Set<Operation>>();
  for (const operation of new Set(operations)) {
    for (const { schema } of schemasOf(operation)) {
      if (schema.kind !== 'record' || schema.name === undefined) continue;
      emitSchema(schema, { host: operation, named });
      users.set(schema.name, (users.get(schema.name) ?? new Set()).add(operation));
    }
  }
  for (const name of named.conflicts()) {
    const using = [...users.get(name) ?? []];
    yield {
      code: 'record-name-repeated', severity: 'error',
      what: `The record name ${name} stands for different shapes.`,
      why: 'A named record becomes one shared definition; the second shape would silently become the first.',
      todo: 'Give one of them another name. If it is one record with a drop-down or dynamic schema inside, leave its name out, so that it is written in place.',
      where: inModel(using.at(-1)?.place),
      related: using.slice(0, -1).map(user => ({ where: inModel(user.place), what: `Used by ${user.operationId}.` })),
    };
  }
};

/** The custom code is one file, so a class name stands for one fragment. */
export const fragmentClasses: Rule = function* ({ operations }) {
  const known = new Map<string, (typeof operations)[number]>();
  for (const operation of new Set(operations)) {
    if (operation.handler.kind !== 'fragment') continue;
    const { className, source } = operation.handler.fragment;
    const first = known.get(className);
    if (!first) known.set(className, operation);
    else if (first.handler.kind === 'fragment' && first.handler.fragment.source !== source) {
      yield {
        code: 'fragment-class-repeated', severity: 'error',
        what: `${operation.operationId} and ${first.operationId} have different code fragments with one class name, ${className}.`,
        why: 'All fragments stand in one file, where a class can be declared once.',
        todo: 'Rename one of the classes.',
        where: inModel(operation.place, 'code'),
        related: [{ where: inModel(first.place, 'code'), what: `The fragment of ${first.operationId}.` }],
      };
    }
  }
};
