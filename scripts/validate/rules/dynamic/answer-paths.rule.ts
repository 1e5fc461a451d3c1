import { answering, inDropDown, inDynamicSchema } from '../../examples/dynamic';
import { platformThen } from '../../profile';
import { rule } from '../../rule';
import { callsOf, invokedBy } from '../../walk/dynamic-call';
import { follow } from '../../walk/property-path';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { answerOf, collectionOf } from './answer-schema';

const list = (value: string, title: string) => ({ 'x-ms-dynamic-list': { operationId: 'ListKinds', itemsPath: 'value', itemValuePath: value, itemTitlePath: title, parameters: {} } });
const form = (path: string) => ({ 'x-ms-dynamic-schema': { operationId: 'ListKinds', parameters: {}, 'value-path': path } });

export const dynamicValuePath = rule<{ readonly path: string; readonly operation: string; readonly in: 'items' | 'answer' }>({
  code: 'dynamic-value-path',
  title: 'The value, title or schema that a dynamic extension reads is in the answer',
  severity: platformThen('warning', 'error'),
  microsoft: ['InvokedOperationShouldProduceProperty'],
  source: 'Swagger validator rules',
  evidence: { certified: 98.6, recent: 98.2, independent: 100, applicable: 211 },
  why: 'The designer leaves out entries without a value or a title, and shows no fields without a schema. Microsoft\'s validator refuses a path that leads to nothing.',
  page: 'The paths of a list count from one of its items: `id`, or `properties/id` for something deeper. Those of a dynamic schema count from the whole answer.',
  says: ({ path, operation, in: where }) => ({
    what: where === 'items' ? `The items in the answer of ${operation} have nothing at the path "${brief(path)}".` : `The answer of ${operation} has nothing at the path "${brief(path)}", where the schema should be.`,
    todo: where === 'items' ? 'Write the path of a property of the items, or add the property to the schema of the answer.' : 'Write the path of the property that holds the schema, or describe that property in the answer.',
  }),
  examples: () => ({
    good: [
      inDropDown(list('id', 'name')),
      inDropDown(list('id', 'names/english'), { lookup: answering({ type: 'object', properties: { value: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' }, names: { type: 'object', properties: { english: { type: 'string' } } } } } } } }) }),
      inDropDown(list('id', 'name'), { lookup: answering({ type: 'object', properties: { value: { type: 'array', items: { type: 'object' } } } }) }),
      inDynamicSchema(form('value')),
    ],
    bad: [
      { example: inDropDown(list('key', 'name')), at: ['/x-ms-dynamic-list/itemValuePath'] },
      { example: inDropDown(list('id', 'title')), at: ['/x-ms-dynamic-list/itemTitlePath'] },
      { example: inDynamicSchema(form('schema')), at: ['/x-ms-dynamic-schema/value-path'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (!invoked) continue;
        const paths = [call.valuePath, call.titlePath].filter(path => path !== undefined);
        if (paths.length === 0) continue;
        const isSchema = node.key === 'x-ms-dynamic-schema' || node.key === 'x-ms-dynamic-properties';
        const collection = isSchema ? undefined : collectionOf(definition, invoked, call);
        const from = isSchema ? answerOf(definition, invoked) : typeof collection === 'object' ? collection.items : undefined;
        if (from === undefined) continue;
        for (const { path, spot } of paths) {
          if (follow(definition, from, path) === undefined) report(spot, { path, operation: quotedOperation(invoked), in: isSchema ? 'answer' : 'items' });
        }
      }
    },
  }),
});
