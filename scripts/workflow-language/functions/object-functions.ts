import { fail } from '../flow-expression-error';
import { jsonOf, type JsonObject } from '../flow-value';
import { example, flowFunction } from './flow-function';

const SET = [{ name: 'object', type: 'object' }, { name: 'property', type: 'string' }, { name: 'value', type: 'any' }] as const;

/** Functions for objects. Source: functions reference, "Manipulation functions". */
export const objectFunctions = {
  addProperty: flowFunction({
    parameters: SET, result: 'object', description: 'The object with one more property, which it must not have yet.',
    examples: [
      example(`addProperty(json('{"firstName": "Sophia", "surName": "Owen"}'), 'middleName', 'Anne')`, { firstName: 'Sophia', surName: 'Owen', middleName: 'Anne' }),
    ],
    evaluate: ([object, property, value]) => {
      if (Object.hasOwn(object, property)) fail(`addProperty can't add '${property}', which the object has already. setProperty(…) changes it.`);
      return withProperty(object, property, jsonOf(value));
    },
  }),
  setProperty: flowFunction({
    parameters: SET, result: 'object', description: 'The object with a property set, whether it had it before or not.',
    examples: [example(`setProperty(json('{"firstName": "Sophia", "surName": "Owen"}'), 'surName', 'Hartnett')`, { firstName: 'Sophia', surName: 'Hartnett' })],
    evaluate: ([object, property, value]) => withProperty(object, property, jsonOf(value)),
  }),
  removeProperty: flowFunction({
    parameters: [{ name: 'object', type: 'object' }, { name: 'property', type: 'string' }], result: 'object', description: 'The object without a property.',
    examples: [
      example(`removeProperty(json('{"firstName": "Sophia", "middleName": "Anne", "surName": "Owen"}'), 'middleName')`, { firstName: 'Sophia', surName: 'Owen' }),
      example(`removeProperty(json('{"a": 1}'), 'b')`, { a: 1 }),
    ],
    evaluate: ([object, property]) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== property)),
  }),
};

/** Through entries, so that a name such as __proto__ is a property as any other; one that is there keeps its place. */
const withProperty = (object: JsonObject, property: string, value: JsonObject[string]): JsonObject => Object.fromEntries([...Object.entries(object), [property, value]]);
