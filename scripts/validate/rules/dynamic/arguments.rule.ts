import { inDropDown, ofShelter, shelterParameter } from '../../examples/dynamic';
import { member } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { callsOf, invokedBy } from '../../walk/dynamic-call';
import { inputsOf, type OperationInputs } from '../../walk/operation-inputs';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';
import { quotedOperation } from '../../words/quoted-operation';
import { missingInputs } from './missing-inputs';

const list = (parameters: object) => ({ operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name', parameters: { ...parameters } });
const inLocation = { lookup: { parameters: [{ name: 'place', in: 'body', required: true, schema: { type: 'object', required: ['town'], properties: { town: { type: 'string' }, street: { type: 'string' } } } }] } };
/** How many inputs a sentence names. */
const MOST_NAMES = 6;

export const dynamicTargetParam = rule<{ readonly name: string; readonly invoked: OperationNode }>({
  code: 'dynamic-target-param',
  title: 'A dynamic extension passes only inputs that the called operation has',
  severity: always('error'),
  microsoft: ['OperationParameterNameNotFound'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 189 },
  why: 'What the called operation does not know never reaches it, so the drop-down offers the wrong values, or the call fails. Microsoft\'s validator refuses it.',
  page: 'A key under `parameters` is the name of a parameter, or a path into the body of the called operation: `body/customer/id`.',
  says: ({ name, invoked }) => {
    const inputs = invoked.parameters.flatMap(each => each.name ?? []);
    return {
      what: `The operation ${quotedOperation(invoked)} has no input "${brief(name)}".`,
      todo: inputs.length === 0 ? 'Remove the entry: the operation has no inputs.' : `Write one of its inputs: ${listed(inputs.map(brief), 'or', MOST_NAMES)}.`,
    };
  },
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-list': list({ shelter: { value: 'north' } }) }, ofShelter),
      inDropDown({ 'x-ms-dynamic-list': list({ 'place/town': { value: 'Oslo' } }) }, inLocation),
      inDropDown({ 'x-ms-dynamic-values': { operationId: 'ListKinds', 'value-collection': 'value', 'value-path': 'id', parameters: { town: 'Oslo' } } }, inLocation),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-list': list({ house: { value: 'north' }, shelter: { value: 'north' } }) }, ofShelter), at: ['/x-ms-dynamic-list/parameters/house'] },
      { example: inDropDown({ 'x-ms-dynamic-list': list({ 'place/city': { value: 'Oslo' } }) }, inLocation), at: ['/x-ms-dynamic-list/parameters/place~1city'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (!invoked) continue;
        for (const argument of call.arguments) {
          if (isInput(inputsOf(definition, invoked), argument.name)) continue;
          report(argument.spot, { name: argument.name, invoked });
        }
      }
    },
  }),
});

/** Of a path that fits nothing designers take the last name. */
function isInput(inputs: OperationInputs, name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return [name, ...(last === name ? [] : [last])].some(each => {
    const { parameters, properties, unknown } = inputs.find(each);
    return unknown || parameters.length > 0 || (properties.length > 0 && each === name);
  }) || inputs.find(name).elsewhere.length > 0;
}

export const dynamicTargetRequired = rule<{ readonly missing: readonly string[]; readonly operation: string }>({
  code: 'dynamic-target-required',
  title: 'A dynamic extension passes every required input of the called operation',
  severity: always('error'),
  microsoft: ['OperationMissingRequiredProperty'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 158 },
  why: 'Without a required input the designer can\'t call the operation, and the drop-down stays empty. Microsoft\'s validator refuses it.',
  page: 'Inputs with a default need not be passed.',
  says: ({ missing, operation }) => ({
    what: `The operation ${operation} requires ${listed(missing.map(quoted), 'and', MOST_NAMES)}, and nothing is passed for ${missing.length > 1 ? 'them' : 'it'}.`,
    todo: 'Add an entry under `parameters` with a value or with a reference to an input of the operation that has the drop-down; or give the required input a default.',
  }),
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-list': list({ shelter: { value: 'north' } }) }, ofShelter),
      inDropDown({ 'x-ms-dynamic-list': list({}) }, { lookup: { parameters: [{ ...shelterParameter, default: 'north' }] } }),
      inDropDown({ 'x-ms-dynamic-list': list({ 'place/town': { value: 'Oslo' } }) }, inLocation),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-list': list({}) }, ofShelter), at: ['/x-ms-dynamic-list'] },
      { example: inDropDown({ 'x-ms-dynamic-values': { operationId: 'ListKinds', 'value-collection': 'value', 'value-path': 'id' } }, ofShelter), at: ['/x-ms-dynamic-values'] },
      { example: inDropDown({ 'x-ms-dynamic-list': list({ 'place/street': { value: 'Storgata' } }) }, inLocation), at: ['/x-ms-dynamic-list'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (!invoked?.parameters.some(each => each.required && member(each.parameter, 'default') === undefined)) continue;
        const missing = missingInputs(definition, invoked, call.arguments.map(each => each.name));
        if (missing.length > 0) report(call.spot, { missing, operation: quotedOperation(invoked) });
      }
    },
  }),
});
