import { inAnswer, shownInstead, type Example } from '../../examples/example';
import type { JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { SchemaPosition } from '../../walk/nodes';
import { components } from '../../walk/schema-components';
import { DEEPEST_SCHEMA } from '../../walk/walk-definition';

/** No published schema has more levels; Microsoft has a limit but does not say which. */
const DEEPEST_PUBLISHED = 15;

const nested = (levels: number): JsonObject => {
  let schema: JsonObject = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { inner: schema } };
  return schema;
};

/** An answer of so many levels, of which a page shows the outermost. */
const inNesting = (levels: number): Example => shownInstead(inAnswer(nested(levels)), `{
  "type": "object",
  "properties": { "inner": { "type": "object", "properties": { "inner": … } } }
}
(${levels} levels in all)`, 'text');

export const schemaDepth = rule<{ levels: number; place: string; unread: boolean }>({
  code: 'schema-depth',
  title: 'A schema has at most 15 levels',
  severity: always('warning'),
  microsoft: ['SchemaTooDeep'],
  source: 'Swagger validator rules; seen in published connectors',
  why: 'The platform refuses schemas that are nested too deep, but its limit is not documented. The deepest published one has 15 levels.',
  page: `Properties, items, additional properties and the parts of allOf count as a level each, those of definitions included; a definition that contains itself is counted once. What lies deeper than ${DEEPEST_SCHEMA} levels is not checked.`,
  says: ({ levels, place, unread }) => ({
    what: `The schema of the ${place} has ${levels} levels.${unread ? ` What lies below ${DEEPEST_SCHEMA} levels was not checked.` : ''}`,
    todo: 'Flatten it, or leave out levels that no flow needs.',
  }),
  examples: () => ({
    good: [inNesting(15)],
    bad: [{ example: inNesting(16), at: [''] }, { example: inNesting(120), at: [''] }],
  }),
  check: ({ report, definition }) => {
    if (!definition) return {};
    const outlines: Outline[] = [];
    let here: Outline | undefined;
    return {
      // The walk goes down into a schema before it comes to the next one.
      schema({ schema, spot, position, depth, definition: name, parent }) {
        if (!parent) {
          here = { spot, position, name, levels: 0, references: [] };
          outlines.push(here);
        }
        if (!here) return;
        if (depth > here.levels) here.levels = depth;
        const reference = schema['$ref'];
        const target = typeof reference === 'string' ? definition.target(reference, 'definitions') : undefined;
        if (target) here.references.push({ to: target.name, levels: depth });
      },
      end() {
        const depths = depthsOf(outlines);
        for (const each of outlines) {
          const place = places.get(each.position);
          const levels = place === undefined ? 0 : depthOf(each, depths);
          if (place !== undefined && levels > DEEPEST_PUBLISHED) report(each.spot, { levels, place, unread: levels >= DEEPEST_SCHEMA });
        }
      },
    };
  },
});

const places: ReadonlyMap<SchemaPosition, string> = new Map([['body', 'request'], ['response', 'response'], ['notification', 'notification']]);

/** A schema with what stands below it in one place of the document. */
interface Outline {
  readonly spot: Spot;
  readonly position: SchemaPosition;
  /** Of a definition. */
  readonly name: string | undefined;
  levels: number;
  readonly references: { readonly to: string; readonly levels: number }[];
}

const depthOf = ({ levels, references }: Outline, depths: ReadonlyMap<string, number>): number =>
  references.reduce((most, each) => Math.max(most, each.levels + (depths.get(each.to) ?? 0)), levels);

/** Levels below each definition. A definition that contains itself is not entered again. */
function depthsOf(outlines: readonly Outline[]): ReadonlyMap<string, number> {
  const byName = new Map(outlines.flatMap(each => (each.name === undefined ? [] : [[each.name, each] as const])));
  const depths = new Map<string, number>();
  for (const { members } of components([...byName.keys()], name => (byName.get(name)?.references ?? []).map(each => each.to))) {
    // What the group leads to was found before it; inside of the group nothing is known yet and counts as 0.
    const own = members.map(name => { const outline = byName.get(name); return outline ? depthOf(outline, depths) : 0; });
    members.forEach((name, position) => depths.set(name, own[position] ?? 0));
  }
  return depths;
}
