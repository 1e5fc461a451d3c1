import { inDropDown } from '../../examples/dynamic';
import { inDefinition } from '../../examples/example';
import { member, objectAt, textAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';
import { callsOf } from '../../walk/dynamic-call';
import { brief } from '../../words/brief';

interface Missing { readonly extension: string; readonly operationId: string | undefined; readonly meant: string | undefined }

export const dynamicOperation = rule<Missing>({
  code: 'dynamic-operation',
  title: 'A dynamic extension names an operation of this connector',
  severity: always('error'),
  microsoft: ['OperationIdNotFound'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 242 },
  why: 'The designer calls that operation to fill a drop-down or to learn which fields there are. Without it the drop-down stays empty, and Microsoft\'s validator refuses the connector.',
  page: 'Two extensions need no operation: one with the built-in capability `file-picker`, which calls what `x-ms-capabilities` at the root and `x-ms-dynamic-tree` name, and one with a `builtInOperation`. The operation may be internal: makers do not see it then, but the designer calls it all the same.',
  says: ({ extension, operationId, meant }) => (operationId === undefined
    ? { what: `The extension ${extension} names no operation.`, todo: 'Write the operationId of the operation that gives the values.' }
    : {
      what: `No operation of this connector has the operationId "${brief(operationId)}", which ${extension} calls.`,
      todo: meant === undefined ? 'Write the operationId of the operation that gives the values, or add that operation; capitals matter.' : `Write "${brief(meant)}", as the operation spells it.`,
    }),
  fix: {
    safe: true,
    title: 'Spell the operationId as the operation does.',
    edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined),
  },
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-values': { operationId: 'ListKinds', 'value-collection': 'value', 'value-path': 'id', 'value-title': 'name' } }),
      inDropDown({ 'x-ms-dynamic-values': { builtInOperation: 'AadGraph.GetUsers', parameters: {} } }),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-values': { operationId: 'ListSorts', 'value-path': 'id' } }), at: ['/x-ms-dynamic-values/operationId'] },
      { example: inDropDown({ 'x-ms-dynamic-list': { itemsPath: 'value', itemValuePath: 'id' } }), at: ['/x-ms-dynamic-list'] },
      {
        example: inDropDown({ 'x-ms-dynamic-list': { operationId: 'listKinds', itemsPath: 'value', itemValuePath: 'id' } }), at: ['/x-ms-dynamic-list/operationId'],
        fixed: inDropDown({ 'x-ms-dynamic-list': { operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id' } }),
      },
      { example: inDefinition({ 'x-ms-capabilities': { 'file-picker': { open: { operationId: 'OpenFolder' }, browse: { operationId: 'ListItems' } } } }), at: ['/x-ms-capabilities/file-picker/open/operationId'] },
    ],
  }),
  check: ({ report, definition }) => {
    const look = (index: DefinitionIndex, value: JsonObject, spot: Spot, extension: string): void => {
      const operationId = textAt(value, 'operationId');
      if (operationId === undefined) {
        if (member(value, 'capability') === undefined && member(value, 'builtInOperation') === undefined) report(spot, { extension, operationId, meant: undefined });
      } else if (!index.operation(operationId)) report(spot.at('operationId'), { extension, operationId, meant: meantBy(index, operationId) });
    };
    return {
      definition(index) {
        const capabilities = objectAt(index.root, 'x-ms-capabilities');
        const picker = objectAt(capabilities, 'file-picker');
        for (const branch of picker ? ['open', 'browse'] : []) {
          const value = objectAt(picker, branch);
          if (value) look(index, value, index.spot.at('x-ms-capabilities', 'file-picker', branch), 'the file picker');
        }
      },
      dynamic(node) {
        if (!definition) return;
        const calls = callsOf(node);
        if (calls.length === 0) report(node.spot, { extension: node.key, operationId: undefined, meant: undefined });
        for (const call of calls) look(definition, call.value, call.spot, node.key);
      },
    };
  },
});

/** The one operation whose id differs in capitals or surrounding blanks alone. */
export function meantBy(index: DefinitionIndex, operationId: string): string | undefined {
  const small = operationId.trim().toLowerCase();
  const near = index.operations.filter(each => each.operationId?.trim().toLowerCase() === small);
  return near.length === 1 ? near[0]?.operationId : undefined;
}
