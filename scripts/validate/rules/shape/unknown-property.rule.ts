import { misspeltName } from '../../../diagnostics/nearest-name';
import { inAnswer, inDefinition, inInfo, inOperation } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { member, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Role } from '../../walk/roles';
import { brief } from '../../words/brief';
import { roleWords } from './role-words';
import { foreignSchemaKeywords, isReference, keysOf } from '../../walk/swagger-keys';

interface Unknown { readonly key: string; readonly role: Role; readonly holder: JsonObject }

export const unknownProperty = rule<Unknown>({
  code: 'unknown-property',
  title: 'Every key belongs to Swagger 2.0, or begins with x-',
  severity: always('error'),
  microsoft: ['AdditionalPropertyNotAllowed', 'ExtensionNameNotValid'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.7, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform refuses a definition that has keys which Swagger 2.0 does not know.',
  page: 'Keys that begin with `x-` are extensions and are allowed everywhere. Keywords of OpenAPI 3 in schemas, such as `oneOf` or `nullable`, have a rule of their own (`schema-oas3-keywords`), and so have keys beside a `$ref` (`ref-siblings`) and in a body parameter (`param-body-schema`, `param-body-property`).',
  says: unknown => {
    const meant = meantBy(unknown);
    return {
      what: `Swagger 2.0 has no key "${brief(unknown.key)}" in ${roleWords(unknown.role)}${meant === undefined ? '' : `; "${meant}" was probably meant`}.`,
      todo: meant === undefined ? unknown.key === 'scriptOperations' ? 'Move it to apiProperties.json, into "properties".' : 'Remove it; if it is a note for a tool of yours, begin its name with x-.' : `Write "${meant}".`,
    };
  },
  fix: {
    safe: false,
    title: 'Write the key that was meant.',
    edits: (unknown, at) => {
      const meant = meantBy(unknown);
      return meant !== undefined && 'pointer' in at ? [{ at, rename: meant }] : undefined;
    },
  },
  examples: () => ({
    good: [inDefinition({ 'x-generator': 'shelter' }), inOperation({ deprecated: false })],
    bad: [
      { example: inDefinition({ scriptOperations: ['ListItems'] }), at: ['/scriptOperations'] },
      { example: inOperation({ description: undefined, descripton: 'Lists all items.' }), at: ['/descripton'], fixed: inOperation({ description: 'Lists all items.' }) },
      { example: inAnswer({ type: 'array', itens: { type: 'string' } }), at: ['/itens'], fixed: inAnswer({ type: 'array', items: { type: 'string' } }) },
      { example: inInfo({ licence: { name: 'MIT' } }), at: ['/licence'], fixed: inInfo({ license: { name: 'MIT' } }) },
      { example: inDefinition({ $ref: 'swagger.json' }), at: ['/$ref'] },
      { example: outlined(withBasepath()), at: ['/basepath'], fixed: outlined(smallDefinition()) },
    ],
  }),
  check: ({ report }) => ({
    unlisted(key, _, object, role, spot) {
      if (!isReference(object, role) && !elsewhere[role]?.(key, object)) report(spot.at(key), { key, role, holder: object });
    },
  }),
});

const withBasepath = (): JsonObject => Object.fromEntries(Object.entries(smallDefinition()).map(([key, value]) => [key === 'basePath' ? 'basepath' : key, value]));

/** Keys whose absence from the table another rule tells of. */
const elsewhere: { readonly [role in Role]?: (key: string, object: JsonObject) => boolean } = {
  // The whole document is OpenAPI 3, which `swagger-version` says.
  root: (_, object) => member(object, 'swagger') === undefined && typeof member(object, 'openapi') === 'string',
  schema: key => foreignSchemaKeywords.has(key),
  bodyParameter: () => true,
};

/** The key that was meant, unless the object has that as well. Looked for only when a finding is worded. */
function meantBy({ key, role, holder }: Unknown): string | undefined {
  const near = misspeltName(key, keysOf(role)?.keys() ?? []);
  return near === undefined || member(holder, near) !== undefined ? undefined : near;
}
