import { inDropDown, inDynamicBody, ofShelter } from '../../examples/dynamic';
import { member } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { invokedBy } from '../../walk/dynamic-call';
import { inputsOf, type Input } from '../../walk/operation-inputs';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';
import { oncePerPlace, sourcesOf } from './source-arguments';

const fill = (reference: string) => ({ operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name', parameters: { shelter: { parameterReference: reference } } });
const house = (more: object = {}) => ({ name: 'house', in: 'query', type: 'string', required: true, 'x-ms-summary': 'House', description: 'The house.', ...more });
const text = { type: 'string', title: 'Text', description: 'A text.' };

export const dynamicSourceParam = rule<{ readonly reference: string; readonly operation: string }>({
  code: 'dynamic-source-param',
  title: 'A reference in a dynamic extension names an input of its operation',
  severity: platformThen('warning', 'error'),
  microsoft: ['OperationParameterNameNotFound'],
  source: 'Swagger validator rules',
  evidence: { certified: 96.6, recent: 100, independent: 100, applicable: 174 },
  why: 'The designer takes the value from another field of the same step. Without that field it has nothing to pass, and keeps asking the maker to fill it in.',
  page: 'A reference is the name of a parameter, or a path into the body: `body/customer/id`, beginning with the name of the body parameter.',
  says: ({ reference, operation }) => ({
    what: `The operation ${operation} has no input "${brief(reference)}" from which the value could come.`,
    todo: 'Write the name of one of its parameters, or the path of a property in its body; or pass a fixed value.',
  }),
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house()], ...ofShelter }),
      inDynamicBody({ home: { type: 'object', properties: { house: text } }, kind: { ...text, 'x-ms-dynamic-list': fill('body/home/house') } }, ofShelter),
      inDynamicBody({ home: { type: 'object', properties: { house: text } }, kind: { ...text, 'x-ms-dynamic-values': { operationId: 'ListKinds', parameters: { shelter: { parameter: 'house' } } } } }, ofShelter),
      inDynamicBody({ home: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'ListKinds', parameters: { shelter: 'north' } } }, kind: { ...text, 'x-ms-dynamic-list': fill('body/home/house') } }, ofShelter),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-list': fill('home') }, { parameters: [house()], ...ofShelter }), at: ['/x-ms-dynamic-list/parameters/shelter/parameterReference'] },
      { example: inDynamicBody({ home: { type: 'object', properties: { house: text } }, kind: { ...text, 'x-ms-dynamic-list': fill('body/house/home') } }, ofShelter), at: ['/kind/x-ms-dynamic-list/parameters/shelter/parameterReference'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      const sources = sourcesOf(definition, node);
      const { holder } = node;
      // Beside the operations of a path one of them is meant, and nobody says which.
      const reached = new Set('schema' in holder && holder.schema.operation ? sources.filter(each => each.inputs.length > 0).map(each => each.spot) : []);
      for (const { spot, reference, host } of oncePerPlace(sources, each => each.inputs.length === 0 && !each.found.unknown && !reached.has(each.spot))) {
        report(spot, { reference, operation: quotedOperation(host) });
      }
    },
  }),
});

export const dynamicSourceVisible = rule<{ readonly reference: string; readonly operation: string; readonly value: string | undefined }>({
  code: 'dynamic-source-visible',
  title: 'A reference in a dynamic extension names an input that makers see',
  severity: always('error'),
  microsoft: ['SourcePropertyInternal'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.3, recent: 100, independent: 100, applicable: 139 },
  why: 'Nobody can fill in an internal input, and the designer does not pass its default on, so the called operation gets nothing. Microsoft\'s validator refuses it.',
  says: ({ reference, operation, value }) => ({
    what: `The input "${brief(reference)}" of ${operation}, from which the value comes, is internal.`,
    todo: `Pass a fixed value in place of the reference${value === undefined ? '' : `, such as its default ${value}`}; or make the input visible.`,
  }),
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house({ 'x-ms-visibility': 'advanced' })], ...ofShelter }),
      inDropDown({ 'x-ms-dynamic-list': { ...fill('house'), parameters: { shelter: { value: 'north' } } } }, { parameters: [house({ 'x-ms-visibility': 'internal', default: 'north' })], ...ofShelter }),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house({ 'x-ms-visibility': 'internal', default: 'north' })], ...ofShelter }), at: ['/x-ms-dynamic-list/parameters/shelter/parameterReference'] },
      {
        example: inDynamicBody({ home: { type: 'object', 'x-ms-visibility': 'internal', properties: { house: text } }, kind: { ...text, 'x-ms-dynamic-list': fill('body/home/house') } }, ofShelter),
        at: ['/kind/x-ms-dynamic-list/parameters/shelter/parameterReference'],
      },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const { spot, reference, host, inputs } of oncePerPlace(sourcesOf(definition, node), each => !each.host.internal && each.inputs.length > 0 && each.inputs.every(input => input.internal))) {
        report(spot, { reference, operation: quotedOperation(host), value: defaultOf(inputs[0]) });
      }
    },
  }),
});

export const dynamicSourceRequired = rule<{ readonly reference: string; readonly operation: string; readonly target: string; readonly invoked: string }>({
  code: 'dynamic-source-required',
  title: 'A required input of the called operation takes its value from a required input',
  severity: always('warning'),
  microsoft: ['OperationParameterRequiredMismatch'],
  source: 'Swagger validator rules',
  evidence: { certified: 88.8, recent: 90, independent: 90.9, applicable: 134 },
  why: 'As long as the maker leaves the optional field empty, the designer can\'t call the operation, and shows an empty drop-down.',
  says: ({ reference, operation, target, invoked }) => ({
    what: `The input "${brief(target)}" of ${invoked} is required, and its value comes from the optional input "${brief(reference)}" of ${operation}.`,
    todo: 'Make the source required, give it a default, or let the called operation do without.',
  }),
  examples: () => ({
    good: [
      inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house()], ...ofShelter }),
      inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house({ required: false, default: 'north' })], ...ofShelter }),
    ],
    bad: [
      { example: inDropDown({ 'x-ms-dynamic-list': fill('house') }, { parameters: [house({ required: false })], ...ofShelter }), at: ['/x-ms-dynamic-list/parameters/shelter/parameterReference'] },
      {
        example: inDynamicBody({ house: text, kind: { ...text, 'x-ms-dynamic-list': fill('body/house') } }, { ...ofShelter, required: ['kind'] }),
        at: ['/kind/x-ms-dynamic-list/parameters/shelter/parameterReference'],
      },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const { spot, reference, host, call, argument } of oncePerPlace(sourcesOf(definition, node), each => each.inputs.length > 0 && !each.found.unknown && each.inputs.every(isOptional))) {
        const invoked = invokedBy(definition, call);
        if (!invoked) continue;
        const target = inputsOf(definition, invoked).find(argument.name);
        if ([...target.parameters, ...target.properties].some(input => input.required && defaultOf(input) === undefined)) {
          report(spot, { reference, operation: quotedOperation(host), target: argument.name, invoked: quotedOperation(invoked) });
        }
      }
    },
  }),
});

const isOptional = (input: Input): boolean => !input.required && defaultOf(input) === undefined;

/** The default of an input as JSON; undefined when it has none. */
function defaultOf(input: Input | undefined): string | undefined {
  const value = input?.layers.parts.map(part => member(part, 'default')).find(each => each !== undefined);
  return value === undefined ? undefined : quoted(value);
}
