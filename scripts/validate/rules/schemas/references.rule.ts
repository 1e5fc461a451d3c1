import { inAnswer, inBody, inDefinition } from '../../examples/example';
import { objectAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';

const item = { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'What the animal is called.' } } };
const inDefinitions = (definitions: JsonObject) => inDefinition({ definitions });

type BadReference = { readonly reference: string; readonly kind: 'elsewhere' | 'inside' | 'missing'; readonly near: string | undefined };

export const schemaReference = rule<BadReference>({
  code: 'schema-ref',
  title: 'A reference to a schema leads to a definition',
  severity: always('error'),
  microsoft: ['SchemaReferenceNotFound', 'SchemaReferenceNotValid', 'JsonPointerNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.7, recent: 100, independent: 100, applicable: 350 },
  why: 'A reference that leads nowhere leaves a gap in the schema. Microsoft\'s validator stops at it with an internal error that does not say where it is.',
  page: 'A reference has the form `#/definitions/Name`. Other files and addresses are not read, nor are places inside a definition; a slash in the name itself is written `~1`.',
  says: ({ reference, kind, near }) => {
    switch (kind) {
      case 'elsewhere': return { what: `The reference ${quoted(reference)} does not point into the definitions of this document.`, todo: 'Put the schema under "definitions" and write "#/definitions/" and its name.' };
      case 'inside': return { what: `The reference ${quoted(reference)} points to a place inside a definition.`, todo: 'Move that part into a definition of its own, and refer to that.' };
      case 'missing': return { what: `The reference ${quoted(reference)} does not lead to a definition.`, todo: near === undefined ? 'Add the definition, or correct the name.' : `Write ${quoted(`#/definitions/${brief(near)}`)}, if that was meant.` };
    }
  },
  examples: () => ({
    good: [
      inDefinition({ definitions: { Item: item, 'Page/1': { type: 'array', items: { $ref: '#/definitions/Item' } } } }),
      inDefinition({ definitions: { Item: item, Shelter: { type: 'object', properties: { first: { $ref: '#/definitions/Page~11' } } }, 'Page/1': item } }),
    ],
    bad: [
      { example: inAnswer({ $ref: '#/definitions/Nothing' }), at: ['/$ref'] },
      { example: inBody({ type: 'array', items: { $ref: 'schemas.json#/Item' } }), at: ['/items/$ref'] },
      { example: inDefinitions({ Item: item, Name: { type: 'object', properties: { name: { $ref: '#/definitions/Item/properties/name' }, other: { $ref: '#/definitions/item' } } } }), at: ['/definitions/Name/properties/name/$ref', '/definitions/Name/properties/other/$ref'] },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    $ref(reference, _, role, spot) {
      if (role !== 'schema' || typeof reference !== 'string' || definition?.target(reference, 'definitions')) return;
      const name = reference.startsWith('#/definitions/') ? reference.slice('#/definitions/'.length) : undefined;
      const names = objectAt(definition?.root, 'definitions') ?? {};
      const outer = name?.split('/', 1)[0] ?? '';
      const kind = name === undefined ? 'elsewhere' : name.includes('/') && Object.hasOwn(names, outer) ? 'inside' : 'missing';
      report(spot.at('$ref'), { reference, kind, near: kind === 'missing' ? Object.keys(names).find(each => each.toLowerCase() === name?.toLowerCase()) : undefined });
    },
  }),
});

export const referenceSiblings = rule<{ keys: readonly string[] }>({
  code: 'ref-siblings',
  title: 'Beside a reference there are no other keys',
  severity: always('warning'),
  microsoft: ['AdditionalPropertyNotAllowedAdjacentToRef'],
  source: 'Swagger validator rules',
  evidence: { certified: 92.2, recent: 93.1, independent: 97.9, applicable: 359 },
  why: 'A reference is replaced by what it leads to. Everything beside it is ignored: a description, title or visibility that is written there never takes effect.',
  page: 'Put the description into the definition. Where two places need different words, write `"allOf": [{ "$ref": … }]` in the property, and its words beside `allOf`.',
  says: ({ keys }) => ({
    what: `${keys.map(each => `"${brief(each)}"`).join(', ')} beside a $ref ${keys.length === 1 ? 'is' : 'are'} ignored.`,
    todo: 'Move it into the definition, or delete it.',
  }),
  examples: () => ({
    good: [inDefinitions({ Item: item, Shelter: { type: 'object', properties: { first: { $ref: '#/definitions/Item' } } } })],
    bad: [{ example: inDefinitions({ Item: item, Shelter: { type: 'object', properties: { first: { $ref: '#/definitions/Item', description: 'The first one.' } } } }), at: ['/definitions/Shelter/properties/first'] }],
  }),
  check: ({ report }) => atKeys({
    $ref(reference, object, role, spot) {
      if (typeof reference !== 'string' || (role !== 'schema' && role !== 'parameter' && role !== 'bodyParameter' && role !== 'response')) return;
      let others: string[] | undefined;
      for (const key in object) if (key !== '$ref') (others ??= []).push(key);
      if (others) report(spot, { keys: others.slice(0, 8) });
    },
  }),
});
