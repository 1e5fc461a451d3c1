import { inDefinition } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';

export const swaggerVersion = rule<{ swagger: JsonValue | undefined; openapi: string | undefined }>({
  code: 'swagger-version',
  title: 'The definition says that it is Swagger 2.0',
  severity: always('error'),
  microsoft: ['SpecificationVersionIncorrect'],
  policy: ['5000.2.6.3'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Custom connectors are made from Swagger 2.0, also known as OpenAPI 2.0; no other version is imported.',
  page: 'The value is the text `"2.0"`, in quotes. A definition in OpenAPI 3 has to be converted first.',
  says: ({ swagger, openapi }) => {
    if (openapi !== undefined) return { what: `This is a definition in OpenAPI ${brief(openapi)}.`, todo: 'Convert it to Swagger 2.0.' };
    if (swagger === undefined) return { what: 'The key "swagger" is missing.', todo: 'Write "swagger": "2.0" at the top.' };
    return { what: `The value of "swagger" is ${quoted(swagger)}.`, todo: 'Write the text "2.0", in quotes.' };
  },
  fix: {
    safe: true,
    title: 'Write "2.0".',
    edits: ({ swagger, openapi }, at) => (openapi === undefined && 'pointer' in at && (swagger === 2 || swagger === '2') ? [{ at, set: '2.0' }] : undefined),
  },
  examples: () => ({
    good: [inDefinition({ swagger: '2.0' })],
    bad: [
      { example: inDefinition({ swagger: 2 }), at: ['/swagger'], fixed: inDefinition({ swagger: '2.0' }) },
      { example: inDefinition({ swagger: '3.0.1' }), at: ['/swagger'] },
      { example: outlined((({ swagger: _, ...rest }) => ({ openapi: '3.0.1', ...rest }))(smallDefinition())), at: ['/openapi'] },
    ],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const swagger = member(root, 'swagger');
      if (swagger === '2.0') return;
      const openapi = member(root, 'openapi');
      if (swagger === undefined && typeof openapi === 'string') report(spot.at('openapi'), { swagger, openapi });
      else report(swagger === undefined ? spot : spot.at('swagger'), { swagger, openapi: undefined });
    },
  }),
});
