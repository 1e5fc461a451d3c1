import { inDefinition } from '../../examples/example';
import { isObject, objectAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import { atKeys } from '../../walk/schema-keys';
import { linkAt, loopsOf, type Link, type Loop, type Strength } from '../../walk/schema-links';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';

interface Named { readonly names: readonly string[] }

const named = ({ names }: Named): string => listed(names.map(quoted), 'and', 4);
const inDefinitions = (definitions: JsonObject) => inDefinition({ definitions });
const to = (name: string) => ({ $ref: `#/definitions/${name}` });

/** Notes the references inside of definitions, and tells of the loops they make once all are known. */
function loops({ definition }: Pick<RuleContext<unknown>, 'definition'>, weakest: Strength, tell: (loop: Loop) => void): Visitors {
  if (!definition || objectAt(definition.root, 'definitions') === undefined) return {};
  const links: Link[] = [];
  return {
    ...atKeys({
      $ref(reference, _, role, spot) {
        const link = role === 'schema' && typeof reference === 'string' ? linkAt(spot, reference, definition) : undefined;
        if (link) links.push(link);
      },
    }),
    end() { for (const loop of loopsOf(links, weakest)) tell(loop); },
  };
}

export const schemaReferenceAlias = rule<Named & { readonly kind: 'alias' | 'loop' }>({
  code: 'schema-ref-alias',
  title: 'A named definition is a schema, not a reference to another one',
  severity: always('error'),
  microsoft: ['SchemaRefLoopNotAllowed'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 352 },
  why: 'The platform follows one reference and expects a schema at its end. A definition that is itself a reference, or that consists of itself, makes the import fail.',
  says: data => (data.kind === 'alias'
    ? { what: `The definition ${named(data)} is only a reference to another one.`, todo: 'Refer to the other definition directly, and delete this one.' }
    : { what: data.names.length === 1 ? `The definition ${named(data)} consists of itself by way of allOf.` : `The definitions ${named(data)} consist of each other by way of allOf.`, todo: 'Remove the reference that leads back from allOf.' }),
  examples: () => ({
    good: [inDefinitions({ Animal: { type: 'object' }, Cat: { allOf: [to('Animal'), { type: 'object' }] } })],
    bad: [
      { example: inDefinitions({ Animal: { type: 'object' }, Pet: to('Animal') }), at: ['/definitions/Pet/$ref'] },
      { example: inDefinitions({ Animal: { allOf: [to('Cat')] }, Cat: { allOf: [to('Animal')] } }), at: ['/definitions/Animal/allOf/0/$ref'] },
    ],
  }),
  check: context => {
    const bare = new Set<string>();
    const { report, definition } = context;
    for (const [name, schema] of Object.entries(objectAt(definition?.root, 'definitions') ?? {})) {
      if (!definition || !isObject(schema) || typeof schema['$ref'] !== 'string') continue;
      bare.add(name);
      report(definition.spot.at('definitions', name, '$ref'), { kind: 'alias', names: [name] });
    }
    return loops(context, 'alias', ({ names, link }) => {
      if (!names.some(name => bare.has(name))) report(link.spot.at('$ref'), { kind: 'loop', names });
    });
  },
});

export const schemaRequiredLoop = rule<Named>({
  code: 'schema-required-loop',
  title: 'No schema requires a value of its own kind',
  severity: always('error'),
  microsoft: ['RequiredLoopInSchemaNotAllowed'],
  source: 'Swagger validator rules',
  why: 'A value that must hold a second one of its kind, which must hold a third one, and so on, can never be complete. The platform refuses such schemas.',
  page: 'Recursion as such is allowed: a category may have a parent, a comment may have answers. Only where every step is required, no value can exist.',
  says: data => ({
    what: data.names.length === 1 ? `The definition ${named(data)} requires a value of its own kind.` : `The definitions ${named(data)} require each other in a circle.`,
    todo: 'Remove one of the properties from "required".',
  }),
  examples: () => ({
    good: [
      inDefinitions({ Category: { type: 'object', properties: { parent: to('Category') } } }),
      inDefinitions({ Category: { type: 'object', required: ['parts'], properties: { parts: { type: 'array', items: to('Category') } } } }),
    ],
    bad: [
      { example: inDefinitions({ Category: { type: 'object', required: ['parent'], properties: { parent: to('Category') } } }), at: ['/definitions/Category/properties/parent/$ref'] },
      {
        example: inDefinitions({
          Cat: { type: 'object', required: ['owner'], properties: { owner: { type: 'object', required: ['person'], properties: { person: to('Person') } } } },
          Person: { allOf: [{ type: 'object', required: ['cat'], properties: { cat: to('Cat') } }] },
        }),
        at: ['/definitions/Cat/properties/owner/properties/person/$ref'],
      },
    ],
  }),
  // Loops of bare references and allOf alone belong to schema-ref-alias.
  check: context => loops(context, 'required', ({ names, link, strengths }) => { if (strengths.has('required')) context.report(link.spot.at('$ref'), { names }); }),
});

export const schemaRecursion = rule<Named>({
  code: 'schema-recursion',
  title: 'A schema does not contain itself',
  severity: always('information'),
  source: 'seen in published connectors',
  evidence: { certified: 95.8, recent: 95.3, independent: 99.5, applicable: 618 },
  why: 'A schema may contain itself, but designers show only its first levels; makers need expressions to reach deeper values.',
  says: data => ({
    what: data.names.length === 1 ? `The definition ${named(data)} contains itself.` : `The definitions ${named(data)} contain each other.`,
    todo: 'Keep it if the data is like that; where a few levels are enough, write them out.',
  }),
  examples: () => ({
    good: [inDefinitions({ Item: { type: 'object' }, Shelter: { type: 'object', properties: { first: to('Item') } } })],
    bad: [{ example: inDefinitions({ Category: { type: 'object', properties: { parent: to('Category') } } }), at: ['/definitions/Category/properties/parent/$ref'] }],
  }),
  // Where no step is optional, schema-required-loop or schema-ref-alias tells it.
  check: context => loops(context, 'optional', ({ names, link, strengths }) => { if (strengths.has('optional')) context.report(link.spot.at('$ref'), { names }); }),
});
