import { inDefinition, inOperation } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import type { JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { quoted } from '../../words/quoted';

type BadReference = { readonly kind: 'form' | 'missing' | 'loop'; readonly reference: string };

const withShared = (reference: string, parameters: JsonObject) => {
  const definition = smallDefinition();
  const get = { ...definition.paths['/items'].get, parameters: [{ $ref: reference }] };
  return inDefinition({ paths: { ...definition.paths, '/items': { get } }, parameters });
};
const kind = { name: 'kind', in: 'query', type: 'string', 'x-ms-summary': 'Kind', description: 'The kind of animal to list.' };

export const parameterReference = rule<BadReference>({
  code: 'param-ref',
  title: 'A reference to a parameter leads to a parameter',
  severity: always('error'),
  microsoft: ['ParameterReferenceNotFound', 'ParameterReferenceNotValid', 'ParameterRefLoopNotAllowed'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 63 },
  why: 'A reference that leads nowhere leaves the operation without its parameter, and the import fails.',
  page: 'A reference has the form `#/parameters/Name`, and `parameters` at the top level of the document holds the parameter itself under that name, not another reference. Other files and addresses are not read.',
  says: ({ kind: mistake, reference }) => {
    switch (mistake) {
      case 'form': return { what: `The reference ${quoted(reference)} does not point into the parameters of this document.`, todo: 'Write "#/parameters/" and the name of a parameter there.' };
      case 'missing': return { what: `The reference ${quoted(reference)} does not lead to a parameter.`, todo: 'Declare it under "parameters" at the top level of the document, or correct the name.' };
      case 'loop': return { what: `The shared parameter is only a reference to ${quoted(reference)}.`, todo: 'Put the parameter itself here.' };
    }
  },
  examples: () => ({
    good: [withShared('#/parameters/Kind', { Kind: kind })],
    bad: [
      { example: withShared('#/parameters/Kinds', { Kind: kind }), at: ['/paths/~1items/get/parameters/0/$ref'] },
      { example: inOperation({ parameters: [{ $ref: 'shared.json#/Kind' }] }), at: ['/parameters/0/$ref'] },
      { example: withShared('#/parameters/Kind', { Kind: { $ref: '#/parameters/Other' }, Other: kind }), at: ['/parameters/Kind/$ref'] },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    $ref(reference, _, role, spot) {
      if (role !== 'parameter' || typeof reference !== 'string') return;
      const shared = spot.up()?.key === 'parameters' && spot.up()?.up()?.up() === undefined;
      if (shared) report(spot.at('$ref'), { kind: 'loop', reference });
      else if (!reference.startsWith('#/parameters/')) report(spot.at('$ref'), { kind: 'form', reference });
      else if (!definition?.target(reference, 'parameters')) report(spot.at('$ref'), { kind: 'missing', reference });
    },
  }),
});
