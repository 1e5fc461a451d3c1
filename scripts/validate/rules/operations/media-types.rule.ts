import { inDefinition, inPaths, type Example } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { isArray, member, type JsonObject, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { Visitors } from '../../visitors';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { bareMediaType } from '../../media-type';

export const consumesRequired = rule<{ place: string }>({
  code: 'op-consumes',
  title: 'An operation with a body names the media type that it takes',
  severity: always('warning'),
  microsoft: ['ConsumesMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 77.3, recent: 80.7, independent: 84.2, applicable: 569 },
  why: 'Each request says in a header of what media type its body is. If the connector does not name it, the platform guesses, and strict services refuse the request.',
  says: ({ place }) => ({ what: `The operation sends ${place === 'body' ? 'a body' : 'a form'}, and neither it nor the definition says "consumes".`, todo: `Add "consumes": ["${place === 'body' ? 'application/json' : 'application/x-www-form-urlencoded'}"], or the media type that the service takes.` }),
  examples: () => ({
    good: [posting({ consumes: ['application/json'], parameters: [body] })],
    bad: [{ example: posting({ parameters: [body] }, true), at: ['/~1animals/post'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      if (node.consumes !== undefined && node.consumes.length > 0) return;
      const sent = node.parameters.find(each => each.in === 'body' || each.in === 'formData');
      if (sent) report(node.spot, { place: sent.in ?? 'body' });
    },
  }),
});

const supported: ReadonlySet<string> = new Set(['application/json', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']);
/** A type, a subtype and perhaps parameters (RFC 6838). */
const wellFormed = /^[a-z0-9!#$&^_.+*-]+\/[a-z0-9!#$&^_.+*-]+\s*(?:;.*)?$/i;

export const mimeValid = rule<{ type: string }>({
  code: 'mime-valid',
  title: 'Every media type is well-formed, like application/json',
  severity: always('error'),
  microsoft: ['MimeTypeNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 364 },
  why: 'The media type is sent in a header; the platform refuses one that no server could understand.',
  says: ({ type }) => ({ what: `"${brief(type)}" is not a media type.`, todo: 'Write it like application/json.' }),
  examples: () => ({
    good: [inDefinition({ produces: ['application/json; charset=utf-8', 'application/*+json'] })],
    bad: [{ example: inDefinition({ consumes: ['json'] }), at: ['/consumes/0'] }, { example: inDefinition({ produces: [''] }), at: ['/produces/0'] }],
  }),
  check: ({ report }) => mediaTypes(['consumes', 'produces'], (type, spot) => { if (!wellFormed.test(type.trim())) report(spot, { type }); }),
});

export const mimeSupported = rule<{ type: string }>({
  code: 'mime-supported',
  title: 'An operation takes JSON, plain text or a form',
  severity: always('warning'),
  microsoft: ['MimeTypeNotSupported'],
  source: 'Swagger validator rules',
  evidence: { certified: 90.8, recent: 91.7, independent: 100, applicable: 480 },
  why: 'Designers can only make bodies of these media types. With another one in the list, a request may be sent with a header that does not fit its body.',
  page: 'The four are `application/json`, `text/plain`, `multipart/form-data` and `application/x-www-form-urlencoded`.',
  says: ({ type }) => ({ what: `Designers can't make a body of the media type "${brief(type)}".`, todo: 'Remove it, unless the operation sends a file as its body.' }),
  examples: () => ({
    good: [inDefinition({ consumes: ['application/json; charset=utf-8', 'multipart/form-data'] })],
    bad: [{ example: inDefinition({ consumes: ['application/json', 'text/json'] }), at: ['/consumes/1'] }],
  }),
  check: ({ report }) => mediaTypes(['consumes'], (type, spot) => {
    if (!supported.has(type) && wellFormed.test(type.trim()) && !supported.has(bareMediaType(type))) report(spot, { type });
  }),
});

export const mimeVersusBody = rule<{ what: 'form' | 'binary' }>({
  code: 'mime-vs-body',
  title: 'What an operation sends fits its media type',
  severity: platformThen('warning', 'error'),
  microsoft: ['MimeTypeNotCompatibleWithRequestContentSchemaType', 'StringBinaryNotSupportedForFormUrlEncoded'],
  source: 'Swagger validator rules',
  evidence: { certified: 96.9, recent: 100, independent: 100, applicable: 65 },
  why: 'A form needs one of the two media types of forms, `multipart/form-data` or `application/x-www-form-urlencoded`, and only the first can carry a file; Microsoft\'s validator refuses anything else.',
  says: ({ what }) => (what === 'form'
    ? { what: 'The operation sends a form, but none of its media types is for forms.', todo: 'Write multipart/form-data or application/x-www-form-urlencoded under "consumes".' }
    : { what: 'The operation sends a file, but its media type is for forms that hold texts only.', todo: 'Write multipart/form-data under "consumes".' }),
  examples: () => ({
    good: [posting({ consumes: ['multipart/form-data'], parameters: [file] }), posting({ consumes: ['application/x-www-form-urlencoded'], parameters: [{ ...file, type: 'string' }] })],
    bad: [
      { example: posting({ consumes: ['application/json'], parameters: [file] }), at: ['/~1animals/post'] },
      { example: posting({ consumes: ['application/x-www-form-urlencoded'], parameters: [file] }), at: ['/~1animals/post'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      const { consumes, parameters, spot } = node;
      if (consumes === undefined || consumes.length === 0 || !parameters.some(each => each.in === 'formData')) return;
      const types = consumes.filter(each => typeof each === 'string').map(bareMediaType);
      if (types.includes('multipart/form-data')) return;
      if (!types.includes('application/x-www-form-urlencoded')) report(spot, { what: 'form' });
      else if (sendsFile(node)) report(spot, { what: 'binary' });
    },
  }),
});

const sendsFile = ({ parameters }: OperationNode): boolean =>
  parameters.some(({ in: place, parameter }) => place === 'formData' && (parameter['type'] === 'file' || parameter['format'] === 'binary'));


/** Each media type where it is written: at the top level once, and in the operations that have lists of their own. */
function mediaTypes(keys: readonly ('consumes' | 'produces')[], look: (type: string, spot: Spot) => void): Visitors {
  const each = (holder: JsonObject, spot: Spot): void => {
    for (const key of keys) {
      const list: JsonValue | undefined = member(holder, key);
      if (!isArray(list)) continue;
      for (let position = 0; position < list.length; position += 1) {
        const type = list[position];
        if (typeof type === 'string') look(type, spot.at(key, position));
      }
    }
  };
  return { definition: ({ root, spot }) => each(root, spot), operation: ({ operation, spot }) => each(operation, spot) };
}

const body: JsonObject = { name: 'body', in: 'body', required: true, schema: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'What the animal is called.' } } } };
const file: JsonObject = { name: 'photo', in: 'formData', required: true, type: 'file', 'x-ms-summary': 'Photo', description: 'A photo of the animal.' };

/** An operation that sends something, beside the small connector's own, perhaps in a definition without media types. */
function posting(fragment: JsonObject, withoutTypes = false): Example {
  const { get } = smallDefinition().paths['/items'];
  const path = { '/animals': { post: { ...get, operationId: 'CreateAnimal', summary: 'Create an animal', description: 'Creates an animal.', ...fragment } } };
  return withoutTypes ? inPaths(path, { consumes: [] }) : inPaths(path);
}
