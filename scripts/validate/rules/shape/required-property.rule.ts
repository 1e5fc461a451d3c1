import { inDefinition, inOperation } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Role } from '../../walk/roles';
import { roleWords } from './role-words';
import { isReference } from '../../walk/swagger-keys';
import type { PartVisitor } from '../../visitors';

/** What Swagger 2.0 requires; keys that a rule of their own asks for are left out (`swagger`, `host`, `info`'s own, types, schemas, descriptions of responses). */
const required: readonly (readonly [Role, readonly string[]])[] = [
  ['root', ['info', 'paths']], ['license', ['name']], ['tag', ['name']], ['externalDocs', ['url']], ['operation', ['responses']], ['parameter', ['name', 'in']], ['bodyParameter', ['name']], ['header', ['type']],
];

export const requiredProperty = rule<{ key: string; role: Role }>({
  code: 'required-property',
  title: 'Every object has the keys that Swagger 2.0 requires of it',
  severity: always('error'),
  microsoft: ['RequiredPropertyMissing'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules; Swagger 2.0',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform refuses a definition in which a key is missing that Swagger 2.0 requires.',
  says: ({ key, role }) => ({ what: `The key "${key}" is missing in ${roleWords(role)}.`, todo: `Add "${key}".` }),
  examples: () => ({
    good: [inDefinition({ externalDocs: { url: 'https://shelter.example.com/docs' } }), inOperation({ parameters: [] })],
    bad: [
      { example: inDefinition({ externalDocs: { description: 'More about the shelters.' } }), at: ['/externalDocs'] },
      { example: inOperation({ parameters: [{ name: 'kind', type: 'string' }] }), at: ['/parameters/0'] },
      { example: inOperation({ responses: undefined }), at: [''] },
      { example: outlined((({ paths: _, ...rest }) => rest)(smallDefinition())), at: [''] },
    ],
  }),
  check: ({ report }) => {
    const look = (role: Role, keys: readonly string[]): PartVisitor => (object, spot) => {
      if (isReference(object, role)) return;
      for (const key of keys) if (!Object.hasOwn(object, key)) report(spot, { key, role });
    };
    return { partOf: Object.fromEntries(required.map(([role, keys]) => [role, look(role, keys)])) };
  },
});
