import { inDropDown, ofShelter } from '../../examples/dynamic';
import { isObject, member, textAt, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { callsOf } from '../../walk/dynamic-call';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';

const list = (shelter: JsonValue) => ({ 'x-ms-dynamic-list': { operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', parameters: { shelter } } });
const house = { parameters: [{ name: 'house', in: 'query', type: 'string', required: true, 'x-ms-summary': 'House', description: 'The house.' }], ...ofShelter };

export const dynamicNewShape = rule<{ readonly name: string; readonly written: JsonValue; readonly extension: string }>({
  code: 'dynamic-new-shape',
  title: 'Arguments of x-ms-dynamic-list and x-ms-dynamic-properties are a value or a parameterReference',
  severity: always('error'),
  source: 'schema of apiDefinition.swagger.json',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 95 },
  why: 'In these extensions an argument is {"value": …} or {"parameterReference": "…"}. For an argument in any other form the designer passes nothing.',
  page: 'The older `x-ms-dynamic-values` and `x-ms-dynamic-schema` write arguments differently: as a plain value, or `{"parameter": "…"}`.',
  says: ({ name, written, extension }) => ({
    what: `The argument "${brief(name)}" of ${extension} is ${isObject(written) ? 'an object' : quoted(written)}, neither {"value": …} nor {"parameterReference": …}.`,
    todo: 'Write {"value": …} for a fixed value, or {"parameterReference": "…"} with the name or path of an input.',
  }),
  fix: {
    safe: false,
    title: 'Write it in the form of this extension.',
    edits: ({ written }, at) => {
      if (!('pointer' in at)) return undefined;
      if (!isObject(written)) return [{ at, set: { value: written } }];
      return textAt(written, 'parameter') === undefined || Object.keys(written).length > 1 ? undefined : [{ at: at.at('parameter'), rename: 'parameterReference' }];
    },
  },
  examples: () => ({
    good: [inDropDown(list({ value: 'north' }), ofShelter), inDropDown(list({ parameterReference: 'house' }), house)],
    bad: [
      { example: inDropDown(list({ parameter: 'house' }), house), at: ['/x-ms-dynamic-list/parameters/shelter'], fixed: inDropDown(list({ parameterReference: 'house' }), house) },
      { example: inDropDown(list('north'), ofShelter), at: ['/x-ms-dynamic-list/parameters/shelter'], fixed: inDropDown(list({ value: 'north' }), ofShelter) },
      { example: inDropDown(list({}), ofShelter), at: ['/x-ms-dynamic-list/parameters/shelter'] },
    ],
  }),
  check: ({ report }) => ({
    dynamic(node) {
      if (node.key !== 'x-ms-dynamic-list' && node.key !== 'x-ms-dynamic-properties') return;
      for (const call of callsOf(node)) {
        for (const { name, written, spot } of call.arguments) {
          const fits = isObject(written) && (member(written, 'value') !== undefined || textAt(written, 'parameterReference') !== undefined || member(written, 'selectedItemValuePath') !== undefined);
          if (!fits) report(spot, { name, written, extension: node.key });
        }
      }
    },
  }),
});
