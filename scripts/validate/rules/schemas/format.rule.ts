import { inAnswer, inBody } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';
import { quoted } from '../../words/quoted';

const formats = new Set(['int32', 'int64', 'float', 'double', 'byte', 'binary', 'date', 'date-time', 'password', 'date-no-tz', 'email', 'html', 'uri', 'uuid']);
/** Names that other tools write for the same. */
const synonyms: Readonly<Record<string, string>> = { guid: 'uuid', url: 'uri', datetime: 'date-time', 'e-mail': 'email', base64: 'byte', int: 'int32', long: 'int64', int16: 'int32' };
const meantBy = (format: string): string | undefined => (formats.has(format.toLowerCase()) ? format.toLowerCase() : synonyms[format.toLowerCase()]);

export const formatKnown = rule<{ format: string }>({
  code: 'format-known',
  title: 'A format is one of those that the platform knows',
  severity: always('warning'),
  microsoft: ['UnrecognizedTypeFormat'],
  source: 'Swagger validator rules; published schema of connector definitions',
  evidence: { certified: 93.3, recent: 93.3, independent: 99, applicable: 492 },
  why: 'The platform ignores formats that it does not know, and Microsoft\'s validator warns about them.',
  page: `Known are ${[...formats].map(each => `\`${each}\``).join(', ')}.`,
  says: ({ format }) => ({
    what: `The format ${quoted(format)} is not one that the platform knows.`,
    todo: meantBy(format) === undefined ? 'Remove it, or write one of the known formats: konektor rules format-known.' : `Write "${meantBy(format) ?? ''}".`,
  }),
  fix: {
    safe: false,
    title: 'Write the name that the platform knows.',
    edits: ({ format }, at) => {
      const meant = meantBy(format);
      return meant === undefined || !('pointer' in at) ? undefined : [{ at, set: meant }];
    },
  },
  examples: () => ({
    good: [inAnswer({ type: 'string', format: 'date-time' }), inBody({ type: 'integer', format: 'int64' })],
    bad: [
      { example: inAnswer({ type: 'string', format: 'guid' }), at: ['/format'], fixed: inAnswer({ type: 'string', format: 'uuid' }) },
      { example: inBody({ type: 'string', format: 'phone' }), at: ['/format'] },
    ],
  }),
  check: ({ report }) => atKeys({
    format(format, _, role, spot) {
      if (takesValues(role) && typeof format === 'string' && !formats.has(format)) report(spot.at('format'), { format });
    },
  }),
});
