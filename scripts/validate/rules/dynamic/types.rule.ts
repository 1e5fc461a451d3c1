import { inDropDown, shelterParameter, type DynamicSurroundings } from '../../examples/dynamic';
import { kindOf, type JsonObject, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { callsOf, invokedBy } from '../../walk/dynamic-call';
import type { OperationNode } from '../../walk/nodes';
import { inputsOf, type Found } from '../../walk/operation-inputs';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { oncePerPlace, sourcesOf, type Source } from './source-arguments';

const numbered: DynamicSurroundings = { lookup: { parameters: [{ ...shelterParameter, type: 'integer' }] } };
const fill = (shelter: JsonObject) => ({ 'x-ms-dynamic-list': { operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name', parameters: { shelter } } });
const house = (type: string) => ({ parameters: [{ name: 'house', in: 'query', type, required: true, 'x-ms-summary': 'House', description: 'The house.' }], ...numbered });

export const dynamicTypes = rule<{ readonly target: string; readonly wanted: string; readonly invoked: string; readonly given: string; readonly from: string | undefined }>({
  code: 'dynamic-types',
  title: 'What a dynamic extension passes has the type that the called operation wants',
  severity: always('error'),
  microsoft: ['OperationParameterTypeMismatch', 'OperationParameterStaticTypeMismatch'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 139 },
  why: 'The called operation refuses a value of another type, and the drop-down stays empty. Microsoft\'s validator refuses the connector.',
  says: ({ target, wanted, invoked, given, from }) => ({
    what: from === undefined
      ? `The input "${brief(target)}" of ${invoked} is of type ${brief(wanted)}, and the value that is passed is of type ${brief(given)}.`
      : `The input "${brief(target)}" of ${invoked} is of type ${brief(wanted)}, and its source "${brief(from)}" is of type ${brief(given)}.`,
    todo: from === undefined ? `Write a value of type ${brief(wanted)}.` : 'Give both inputs the same type, or take the value from another input.',
  }),
  examples: () => ({
    good: [inDropDown(fill({ value: 3 }), numbered), inDropDown(fill({ parameterReference: 'house' }), house('integer')), inDropDown(fill({ parameterReference: 'house' }), house('number'))],
    bad: [
      { example: inDropDown(fill({ value: 'north' }), numbered), at: ['/x-ms-dynamic-list/parameters/shelter/value'] },
      { example: inDropDown(fill({ parameterReference: 'house' }), house('boolean')), at: ['/x-ms-dynamic-list/parameters/shelter/parameterReference'] },
    ],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      if (!definition) return;
      for (const call of callsOf(node)) {
        const invoked = invokedBy(definition, call);
        if (!invoked) continue;
        for (const { name, given } of call.arguments) {
          if (given.kind !== 'value') continue;
          const wanted = typesOf(inputsOf(definition, invoked).find(name));
          if (wanted.length > 0 && !fitsValue(wanted, given.value)) report(given.spot, { target: name, wanted: wanted.join(' or '), invoked: quotedOperation(invoked), given: kindOf(given.value), from: undefined });
        }
      }
      const differing = ({ found, call, argument }: Source): { readonly wanted: readonly string[]; readonly types: readonly string[]; readonly invoked: OperationNode } | undefined => {
        const invoked = invokedBy(definition, call);
        const types = typesOf(found);
        const wanted = invoked && types.length > 0 ? typesOf(inputsOf(definition, invoked).find(argument.name)) : [];
        return invoked && wanted.length > 0 && !types.some(type => wanted.some(want => isSame(type, want))) ? { wanted, types, invoked } : undefined;
      };
      for (const source of oncePerPlace(sourcesOf(definition, node), each => differing(each) !== undefined)) {
        const difference = differing(source);
        if (difference) report(source.spot, { target: source.argument.name, wanted: difference.wanted.join(' or '), invoked: quotedOperation(difference.invoked), given: difference.types.join(' or '), from: source.reference });
      }
    },
  }),
});

/** The types of the inputs that are meant; none where one of them leaves it open. */
function typesOf({ parameters, properties, elsewhere, unknown }: Found): readonly string[] {
  const types = [...parameters, ...properties, ...elsewhere].map(input => input.layers.type);
  return unknown || types.includes(undefined) ? [] : [...new Set(types.filter(type => type !== undefined))];
}

const isNumeric = (type: string): boolean => type === 'integer' || type === 'number';
const isSame = (one: string, other: string): boolean => one === other || (isNumeric(one) && isNumeric(other));

/** A text that reads as the number or the truth value that is wanted is converted. */
function fitsValue(wanted: readonly string[], value: JsonValue): boolean {
  const kind = kindOf(value);
  if (kind === 'null') return true;
  return wanted.some(type => isSame(type, kind) || (typeof value === 'string' && readsAs(value, type)));
}

function readsAs(value: string, type: string): boolean {
  if (isNumeric(type)) return value.trim() !== '' && Number.isFinite(Number(value));
  return type === 'boolean' && /^(true|false)$/i.test(value);
}
