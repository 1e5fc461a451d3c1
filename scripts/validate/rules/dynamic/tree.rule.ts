import { inDropDown, ofShelter } from '../../examples/dynamic';
import { isObject, member, objectAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { callsOf } from '../../walk/dynamic-call';

const picker = { capability: 'file-picker', parameters: { isFolder: { value: false } }, 'value-path': 'id' };
const branch = (parameters: JsonObject) => ({ operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name', parameters });
const selected = { shelter: { selectedItemValuePath: 'id' } };
const tree = (open: JsonObject, browse: JsonObject) => ({ settings: { canSelectParentNodes: false, canSelectLeafNodes: true }, open: branch(open), browse: branch(browse) });

export const dynamicTree = rule<{ readonly wrong: 'missing' | 'selected' }>({
  code: 'dynamic-tree',
  title: 'A file picker has x-ms-dynamic-tree, and only its browse operation uses the selected item',
  severity: always('error'),
  microsoft: ['DynamicTreeExtensionMissing', 'SelectedItemValuePathNotAllowedInThisPosition'],
  source: 'Swagger validator rules',
  why: 'A file picker lets makers choose from folders of the service; current designers make it from x-ms-dynamic-tree. When it opens nothing is selected yet, so only its browse operation can refer to a selected item. Microsoft\'s validator refuses both mistakes.',
  says: ({ wrong }) => (wrong === 'missing'
    ? { what: 'The capability file-picker is used without x-ms-dynamic-tree.', todo: 'Write x-ms-dynamic-tree beside it, with an operation that opens the root and one that browses a folder.' }
    : { what: 'A selectedItemValuePath is used outside the browse operation of x-ms-dynamic-tree.', todo: 'Pass a value or a parameterReference instead.' }),
  examples: () => ({
    good: [inDropDown({ 'x-ms-dynamic-values': picker, 'x-ms-dynamic-tree': tree({ shelter: { value: '/' } }, selected) }, ofShelter)],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-values': picker }), at: ['/x-ms-dynamic-values'] },
      { example: inDropDown({ 'x-ms-dynamic-tree': tree(selected, selected) }, ofShelter), at: ['/x-ms-dynamic-tree/open/parameters/shelter/selectedItemValuePath'] },
    ],
  }),
  check: ({ report }) => ({
    dynamic(node) {
      if (node.key !== 'x-ms-dynamic-tree' && member(node.value, 'capability') === 'file-picker' && !objectAt(node.object, 'x-ms-dynamic-tree')) report(node.spot, { wrong: 'missing' });
      for (const call of callsOf(node)) {
        if (call.branch === 'browse') continue;
        for (const { written, spot } of call.arguments) if (isObject(written) && member(written, 'selectedItemValuePath') !== undefined) report(spot.at('selectedItemValuePath'), { wrong: 'selected' });
      }
    },
  }),
});
