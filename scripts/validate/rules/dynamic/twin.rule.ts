import { inDynamicBody, inDynamicSchema, ofShelter } from '../../examples/dynamic';
import { objectAt, textAt } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import type { DynamicNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { oncePerPlace, sourcesOf, type Source } from './source-arguments';

const text = { type: 'string', title: 'Text', description: 'A text.' };
const older = (reference: string) => ({ operationId: 'ListKinds', 'value-collection': 'value', 'value-path': 'id', 'value-title': 'name', parameters: { shelter: { parameter: reference } } });
const newer = (reference: string) => ({ operationId: 'ListKinds', itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name', parameters: { shelter: { parameterReference: reference } } });


/** The newer extension that says the same as an older one; undefined for those that are not old. */
const twinOf = ({ key }: DynamicNode): string | undefined => (key === 'x-ms-dynamic-values' ? 'x-ms-dynamic-list' : key === 'x-ms-dynamic-schema' ? 'x-ms-dynamic-properties' : undefined);

interface Lonely { readonly reference: string; readonly operation: string; readonly extension: string; readonly twin: string }

/** Looks at the older extensions that stand alone. */
const lonely = (definition: Parameters<typeof sourcesOf>[0] | undefined, node: DynamicNode, isWrong: (source: Source) => boolean): readonly (Lonely & Pick<Source, 'spot'>)[] => {
  const twin = twinOf(node);
  if (!definition || twin === undefined || objectAt(node.object, twin)) return [];
  return oncePerPlace(sourcesOf(definition, node), isWrong).map(({ spot, reference, host }) => ({ spot, reference, operation: quotedOperation(host), extension: node.key, twin }));
};

export const dynamicBodyRef = rule<Lonely>({
  code: 'dynamic-body-ref',
  title: 'A reference to a property of the body needs the newer extension as well',
  severity: always('error'),
  microsoft: ['DynamicListExtensionRequiredForNonParameterReferences', 'DynamicPropertiesExtensionRequiredForNonParameterReferences'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, applicable: 59 },
  why: 'There are two generations of these extensions. The older one can only name parameters reliably; current designers find a property of the body through the newer one. Microsoft\'s validator refuses the connector without the newer one.',
  page: 'Write both: `x-ms-dynamic-values` with `x-ms-dynamic-list`, or `x-ms-dynamic-schema` with `x-ms-dynamic-properties`. Power Apps and older flows still read the older one.',
  says: ({ reference, operation, extension, twin }) => ({
    what: `The reference "${brief(reference)}" means a property in the body of ${operation}, which ${extension} alone can\'t find.`,
    todo: `Write ${twin} beside it, where the reference is a path that begins with the name of the body parameter.`,
  }),
  examples: () => ({
    good: [inDynamicBody({ house: text, kind: { ...text, 'x-ms-dynamic-values': older('house'), 'x-ms-dynamic-list': newer('body/house') } }, ofShelter)],
    bad: [{ example: inDynamicBody({ house: text, kind: { ...text, 'x-ms-dynamic-values': older('house') } }, ofShelter), at: ['/kind/x-ms-dynamic-values/parameters/shelter/parameter'] }],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      for (const { spot, ...words } of lonely(definition, node, ({ found }) => !found.unknown && found.parameters.length === 0 && found.properties.length + found.elsewhere.length > 0)) report(spot, words);
    },
  }),
});

export const dynamicAmbiguous = rule<Lonely>({
  code: 'dynamic-ambiguous',
  title: 'A reference that fits both a parameter and a property needs the newer extension as well',
  severity: platformThen('information', 'warning'),
  microsoft: ['DynamicListExtensionRequiredForAmbiguousReferences', 'DynamicPropertiesExtensionRequiredForAmbiguousReferences', 'OperationParameterNameIsAmbiguous'],
  source: 'Swagger validator rules',
  evidence: { certified: 21.9, recent: 15.4, independent: 0, applicable: 64 },
  why: 'It is not clear which of the two is meant, and the designer may pass on the wrong one. The newer extension names it by its path.',
  says: ({ reference, operation, extension, twin }) => ({
    what: `The reference "${brief(reference)}" in ${extension} fits a parameter of ${operation} and a property in its body.`,
    todo: `Write ${twin} beside it with the path of the one that is meant; or rename one of the two.`,
  }),
  examples: () => ({
    good: [
      inDynamicBody({ kind: { ...text, 'x-ms-dynamic-values': older('house') } }, { ...ofShelter, parameters: [{ ...text, name: 'house', in: 'query', 'x-ms-summary': 'House' }] }),
      inDynamicBody({ house: text, kind: { ...text, 'x-ms-dynamic-values': older('house'), 'x-ms-dynamic-list': newer('body/house') } }, { ...ofShelter, parameters: [{ ...text, name: 'house', in: 'query', 'x-ms-summary': 'House' }] }),
    ],
    bad: [{
      example: inDynamicBody({ house: text, kind: { ...text, 'x-ms-dynamic-values': older('house') } }, { ...ofShelter, parameters: [{ ...text, name: 'house', in: 'query', 'x-ms-summary': 'House' }] }),
      at: ['/kind/x-ms-dynamic-values/parameters/shelter/parameter'],
    }],
  }),
  check: ({ report, definition }) => ({
    dynamic(node) {
      for (const { spot, ...words } of lonely(definition, node, ({ found, reference }) => !reference.includes('/') && found.parameters.length > 0 && found.properties.length > 0)) report(spot, words);
    },
  }),
});

const form = (valuePath: string | undefined, itemValuePath: string | undefined) => ({
  'x-ms-dynamic-schema': { operationId: 'ListKinds', parameters: {}, ...(valuePath === undefined ? {} : { 'value-path': valuePath }) },
  'x-ms-dynamic-properties': { operationId: 'ListKinds', parameters: {}, ...(itemValuePath === undefined ? {} : { itemValuePath }) },
});

export const dynamicPropertiesPath = rule<{ readonly older: string; readonly newer: string; readonly expected: string }>({
  code: 'dynamic-properties-path',
  title: 'x-ms-dynamic-properties reads the schema from where x-ms-dynamic-schema reads it',
  severity: platformThen('warning', 'error'),
  microsoft: ['DynamicPropertiesItemValuePathMismatch'],
  source: 'Swagger validator rules',
  why: 'Both describe the same fields, one for older and one for newer designers. If their paths differ, one of the designers shows other fields or none; Microsoft\'s validator refuses it.',
  page: 'The older extension may point at the `properties` of the schema (`schema/properties`), the newer one always points at the schema itself (`schema`).',
  says: ({ older: valuePath, newer: itemValuePath, expected }) => ({
    what: `The extension x-ms-dynamic-schema reads ${placeAt(valuePath)}, and x-ms-dynamic-properties reads ${placeAt(itemValuePath)}.`,
    todo: expected === '' ? 'Remove itemValuePath, so that both read the root.' : `Write "${brief(expected)}" as itemValuePath.`,
  }),
  examples: () => ({
    good: [inDynamicSchema(form('schema', 'schema')), inDynamicSchema(form('schema/properties', 'schema')), inDynamicSchema(form(undefined, undefined)), inDynamicSchema(form('properties', undefined))],
    bad: [
      { example: inDynamicSchema(form('schema', 'value')), at: ['/x-ms-dynamic-properties/itemValuePath'] },
      { example: inDynamicSchema(form('schema', undefined)), at: ['/x-ms-dynamic-properties'] },
    ],
  }),
  check: ({ report }) => ({
    dynamic(node) {
      if (node.key !== 'x-ms-dynamic-properties') return;
      const schema = objectAt(node.object, 'x-ms-dynamic-schema');
      if (!schema || textAt(schema, 'operationId') !== textAt(node.value, 'operationId')) return;
      const valuePath = trimmed(textAt(schema, 'value-path'));
      const written = textAt(node.value, 'itemValuePath');
      // Some published connectors write the older key; designers that read it find the same place.
      const itemValuePath = trimmed(written ?? textAt(node.value, 'value-path'));
      const expected = valuePath.replace(/(^|\/)properties$/, '');
      if (itemValuePath !== expected && itemValuePath !== valuePath) report(written === undefined ? node.spot : node.spot.at('itemValuePath'), { older: valuePath, newer: itemValuePath, expected });
    },
  }),
});

const placeAt = (path: string): string => (path === '' ? 'the root of the answer' : `"${brief(path)}"`);
const trimmed = (path: string | undefined): string => (path ?? '').replace(/^\//, '');
