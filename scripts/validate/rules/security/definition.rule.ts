import { inDefinition } from '../../examples/example';
import { entriesAt, isObject, member, textAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';

const defined = (definition: JsonObject) => inDefinition({ securityDefinitions: { api_key: definition } });
const code: JsonObject = { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://shelter.example.com/authorize', tokenUrl: 'https://shelter.example.com/token', scopes: {} };

interface Odd { readonly name: string; readonly type: string; readonly key: string; readonly wrong: 'missing' | 'value' | 'foreign'; readonly values: readonly string[] }

export const securityDefinition = rule<Odd>({
  code: 'security-definition',
  title: 'A security definition has everything that its type needs',
  severity: always('error'),
  microsoft: ['SecuritySchemePropertyRequired', 'SecuritySchemePropertyNotValid', 'JsonValueNotInEnum'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 546 },
  why: 'A security definition says how requests prove who sends them. The import reads it, and Microsoft\'s validator refuses one that is incomplete.',
  page: 'There are three types. `basic` needs nothing else. `apiKey` needs `name` and `in` (header or query). `oauth2` needs `flow` and the addresses of that flow: `authorizationUrl` for implicit, `tokenUrl` for password and application, both for accessCode.',
  says: ({ name, type, key, wrong, values }) => ({
    missing: type === '' ? { what: `The security definition "${brief(name)}" has no type.`, todo: `Write "type": ${listed(values.map(quoted), 'or')}.` } : { what: `The security definition "${brief(name)}" of the type "${brief(type)}" has no "${key}".`, todo: values.length > 0 ? `Write "${key}": ${listed(values.map(quoted), 'or')}.` : `Write "${key}".` },
    value: { what: `The value of "${key}" in the security definition "${brief(name)}" is not one that Swagger 2.0 knows.`, todo: `Write ${listed(values.map(quoted), 'or')}.` },
    foreign: { what: `The security definition "${brief(name)}" of the type "${brief(type)}" has "${key}", which belongs to another type.`, todo: `Remove "${key}", or correct the type.` },
  })[wrong],
  examples: () => ({
    good: [defined({ type: 'basic' }), defined({ type: 'apiKey', in: 'query', name: 'key' }), defined(code), defined({ type: 'oauth2', flow: 'application', tokenUrl: 'https://shelter.example.com/token', scopes: {} })],
    bad: [
      { example: defined({ type: 'apiKey', in: 'header' }), at: ['/securityDefinitions/api_key'] },
      { example: defined({ type: 'apiKey', in: 'body', name: 'key' }), at: ['/securityDefinitions/api_key/in'] },
      { example: defined({ ...code, flow: 'authorizationCode' }), at: ['/securityDefinitions/api_key/flow'] },
      { example: defined({ type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://shelter.example.com/authorize', scopes: {} }), at: ['/securityDefinitions/api_key'] },
      { example: defined({ in: 'header', name: 'key' }), at: ['/securityDefinitions/api_key'] },
      { example: defined({ type: 'bearer' }), at: ['/securityDefinitions/api_key/type'] },
      { example: defined({ type: 'basic', in: 'header' }), at: ['/securityDefinitions/api_key/in'] },
    ],
  }),
  check: ({ report }) => ({
    definition(index) {
      for (const [name, definition] of entriesAt(index.root, 'securityDefinitions')) {
        if (!isObject(definition)) continue;
        const spot = index.spot.at('securityDefinitions', name);
        const type = textAt(definition, 'type');
        for (const { key, wrong, values } of oddities(definition, type)) report(wrong === 'missing' ? spot : spot.at(key), { name, type: type ?? '', key, wrong, values });
      }
    },
  }),
});

const types = ['basic', 'apiKey', 'oauth2'];
const flows = ['implicit', 'password', 'application', 'accessCode'];
const keysOf: { readonly [type: string]: readonly string[] } = { basic: [], apiKey: ['name', 'in'], oauth2: ['flow', 'authorizationUrl', 'tokenUrl', 'scopes'] };
const allKeys = Object.values(keysOf).flat();

function oddities(definition: JsonObject, type: string | undefined): readonly Pick<Odd, 'key' | 'wrong' | 'values'>[] {
  const among = (key: string, values: readonly string[]): readonly Pick<Odd, 'key' | 'wrong' | 'values'>[] => {
    const value = member(definition, key);
    if (value === undefined) return [{ key, wrong: 'missing', values }];
    // What is no text is said where types are checked.
    return typeof value !== 'string' || values.includes(value) ? [] : [{ key, wrong: 'value', values }];
  };
  const needed = (key: string): readonly Pick<Odd, 'key' | 'wrong' | 'values'>[] => (member(definition, key) === undefined ? [{ key, wrong: 'missing', values: [] }] : []);
  const ownKeys = type === undefined ? undefined : member(keysOf, type) as readonly string[] | undefined; // a table of lists
  if (ownKeys === undefined) return among('type', types);
  const foreign = allKeys.filter(key => !ownKeys.includes(key) && member(definition, key) !== undefined).map(key => ({ key, wrong: 'foreign' as const, values: [] }));
  if (type === 'apiKey') return [...needed('name'), ...among('in', ['header', 'query']), ...foreign];
  if (type !== 'oauth2') return foreign;
  const flow = textAt(definition, 'flow');
  return [
    ...among('flow', flows),
    ...(flow === 'implicit' || flow === 'accessCode' ? needed('authorizationUrl') : []),
    ...(flow === 'password' || flow === 'application' || flow === 'accessCode' ? needed('tokenUrl') : []),
    ...foreign,
  ];
}
