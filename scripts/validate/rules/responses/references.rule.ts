import { inDefinition } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import type { JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { quoted } from '../../words/quoted';

type BadReference = { readonly kind: 'form' | 'missing' | 'loop'; readonly reference: string };

const withShared = (reference: string, responses: JsonObject) => {
  const definition = smallDefinition();
  const get = { ...definition.paths['/items'].get, responses: { 200: { description: 'The items.' }, 404: { $ref: reference } } };
  return inDefinition({ paths: { ...definition.paths, '/items': { get } }, responses });
};
const missing = { description: 'There is no such item.' };

export const responseReference = rule<BadReference>({
  code: 'response-ref',
  title: 'A reference to a response leads to a response',
  severity: always('error'),
  microsoft: ['ResponseReferenceNotFound', 'ResponseReferenceNotValid', 'ResponseRefLoopNotAllowed'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'A reference that leads nowhere leaves the operation without its response, and the import fails.',
  page: 'A reference has the form `#/responses/Name`, and `responses` at the top level of the document holds the response itself under that name, not another reference. Other files and addresses are not read.',
  says: ({ kind, reference }) => {
    switch (kind) {
      case 'form': return { what: `The reference ${quoted(reference)} does not point into the responses of this document.`, todo: 'Write "#/responses/" and the name of a response there; a schema belongs under "schema" of the response.' };
      case 'missing': return { what: `The reference ${quoted(reference)} does not lead to a response.`, todo: 'Declare it under "responses" at the top level of the document, or correct the name.' };
      case 'loop': return { what: `The shared response is only a reference to ${quoted(reference)}.`, todo: 'Put the response itself here.' };
    }
  },
  examples: () => ({
    good: [withShared('#/responses/NotFound', { NotFound: missing })],
    bad: [
      { example: withShared('#/responses/Missing', { NotFound: missing }), at: ['/paths/~1items/get/responses/404/$ref'] },
      { example: withShared('#/definitions/Error', {}), at: ['/paths/~1items/get/responses/404/$ref'] },
      { example: withShared('#/responses/NotFound', { NotFound: { $ref: '#/responses/Other' }, Other: missing }), at: ['/responses/NotFound/$ref'] },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    $ref(reference, _, role, spot) {
      if (role !== 'response' || typeof reference !== 'string') return;
      const isShared = spot.up()?.up()?.up() === undefined; // /responses/Name
      if (isShared) report(spot.at('$ref'), { kind: 'loop', reference });
      else if (!reference.startsWith('#/responses/')) report(spot.at('$ref'), { kind: 'form', reference });
      else if (!definition?.target(reference, 'responses')) report(spot.at('$ref'), { kind: 'missing', reference });
    },
  }),
});
