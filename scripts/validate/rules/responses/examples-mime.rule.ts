import { inOperation } from '../../examples/example';
import { isObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';
import { bareMediaType } from '../../media-type';

/** The media type without parameters such as a charset, in small letters. */

export const responseExampleMime = rule<{ type: string; produces: string; operation: string }>({
  code: 'response-example-mime',
  title: 'An example of a response is in a media type that the operation produces',
  severity: always('warning'),
  microsoft: ['ResponseExampleMustBeProducedByOperation'],
  source: 'Swagger validator rules',
  why: 'Each example is listed under its media type. One under a type that the operation never produces is not shown, and Microsoft\'s validator warns about it.',
  says: ({ type, produces, operation }) => ({
    what: `The example is for ${quoted(type)}, but ${operation} produces ${brief(produces)}.`,
    todo: 'Put the example under a media type that is produced, or add its type to "produces".',
  }),
  examples: () => ({
    good: [
      inOperation({ responses: { 200: { description: 'The items.', examples: { 'application/json': [] } } } }),
      inOperation({ produces: ['application/json'], responses: { 200: { description: 'The items.', examples: { 'application/json; charset=utf-8': [] } } } }),
    ],
    bad: [{ example: inOperation({ responses: { 200: { description: 'The items.', examples: { 'text/csv': 'name' } } } }), at: ['/responses/200/examples/text~1csv'] }],
  }),
  check: ({ report }) => ({
    response({ response, spot, operation }) {
      const { examples } = response;
      if (!isObject(examples) || !operation.produces || operation.produces.length === 0) return;
      const produced = operation.produces.filter(each => typeof each === 'string');
      const known = new Set(produced.map(bareMediaType));
      if (known.has('*/*')) return;
      for (const type of Object.keys(examples)) {
        if (!type.startsWith('x-') && !known.has(bareMediaType(type))) report(spot.at('examples', type), { type, produces: produced.slice(0, 3).join(', '), operation: quotedOperation(operation) });
      }
    },
  }),
});
