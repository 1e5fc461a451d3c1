import { answering, inDropDown } from '../../examples/dynamic';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { callsOf, invokedBy } from '../../walk/dynamic-call';
import type { DynamicNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { answerOf, collectionOf } from './answer-schema';

const list = (itemsPath?: string) => ({ 'x-ms-dynamic-list': { operationId: 'ListKinds', ...(itemsPath === undefined ? {} : { itemsPath }), itemValuePath: 'id', parameters: {} } });
const kinds = { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } } };

/** An operation that answers with a schema can seldom say more of its answer than that it is an object. */
const isSchema = ({ key }: DynamicNode): boolean => key === 'x-ms-dynamic-schema' || key === 'x-ms-dynamic-properties';

export const dynamicResponseSchema = rule<{ readonly operation: string }>({
  code: 'dynamic-response-schema',
  title: 'An operation that fills a drop-down has a schema for its answer',
  severity: always('warning'),
  source: 'seen in published connectors',
  evidence: { certified: 96.1, recent: 96.5, independent: 100, applicable: 229 },
  why: 'Without a schema it can\'t be checked whether the list and its values are where the extension looks for them; makers would see a wrong path only as an empty drop-down.',
  says: ({ operation }) => ({
    what: `The operation ${operation} has no schema in its response for success.`,
    todo: 'Describe the answer as the "schema" of the response 200.',
  }),
  examples: () => ({
    good: [inDropDown(list('value'))],
    bad: [{ example: inDropDown(list('value'), { lookup: { responses: { 200: { description: 'The kinds.' } } } }), at: ['/x-ms-dynamic-list/operationId'] }],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (invoked && !isSchema(node) && answerOf(definition, invoked) === undefined) report(call.spot.at('operationId'), { operation: quotedOperation(invoked) });
      }
    },
  }),
});

export const dynamicCollection = rule<{ readonly path: string; readonly operation: string }>({
  code: 'dynamic-collection',
  title: 'The list of a drop-down is in the answer of the called operation',
  severity: platformThen('warning', 'error'),
  microsoft: ['InvokedOperationShouldProduceArray'],
  source: 'Swagger validator rules',
  evidence: { certified: 95.5, recent: 100, independent: 97.4, applicable: 224 },
  why: 'The designer looks for the list at this path of the answer. If nothing is there the drop-down stays empty; Microsoft\'s validator refuses the connector.',
  page: 'The path is written as `value/items`, without a slash at its beginning. An answer whose fields are not known in advance is not checked.',
  says: ({ path, operation }) => ({
    what: `The answer of ${operation} has nothing at the path "${brief(path)}", where the list should be.`,
    todo: 'Write the path of the list in the answer, or add the missing property to the schema of the answer.',
  }),
  examples: () => ({
    good: [
      inDropDown(list('value')),
      inDropDown(list('data/kinds'), { lookup: answering({ type: 'object', properties: { data: { type: 'object', properties: { kinds } } } }) }),
      inDropDown(list('anything'), { lookup: answering({ type: 'object', 'x-ms-dynamic-schema': { operationId: 'ListItems', parameters: {} } }) }),
    ],
    bad: [{ example: inDropDown(list('kinds')), at: ['/x-ms-dynamic-list/itemsPath'] }],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (invoked && call.collection && collectionOf(definition, invoked, call) === 'missing') report(call.collection.spot, { path: call.collection.path, operation: quotedOperation(invoked) });
      }
    },
  }),
});

export const dynamicCollectionArray = rule<{ readonly path: string | undefined; readonly operation: string }>({
  code: 'dynamic-collection-array',
  title: 'The list of a drop-down is an array',
  severity: always('warning'),
  microsoft: ['InvokedOperationShouldProduceArray'],
  source: 'Swagger validator rules',
  evidence: { certified: 93.2, recent: 93, independent: 100, applicable: 221 },
  why: 'The designer shows one entry for each item of an array, and nothing for a value of any other kind.',
  page: 'Without a path the whole answer is the list; an answer with an array called `value` is accepted as well.',
  says: ({ path, operation }) => ({
    what: path === undefined ? `The answer of ${operation} is not an array, and no path says where in it the list is.` : `What the answer of ${operation} has at "${brief(path)}" is not an array.`,
    todo: path === undefined ? 'Write the path of the list (value-collection or itemsPath).' : 'Write the path of an array, or correct the schema of the answer.',
  }),
  examples: () => ({
    good: [inDropDown(list('value')), inDropDown(list()), inDropDown(list(), { lookup: answering(kinds) })],
    bad: [
      { example: inDropDown(list('count'), { lookup: answering({ type: 'object', properties: { count: { type: 'integer' }, value: kinds } }) }), at: ['/x-ms-dynamic-list/itemsPath'] },
      { example: inDropDown(list(), { lookup: answering({ type: 'object', properties: { kinds } }) }), at: ['/x-ms-dynamic-list'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (invoked && collectionOf(definition, invoked, call) === 'no array') report(call.collection?.spot ?? call.spot, { path: call.collection?.path, operation: quotedOperation(invoked) });
      }
    },
  }),
});
