/** The shared definitions of an artifact: each named record once. */
import type { RecordSchema } from '../model/schema';
import type { SwaggerSchema } from './swagger-extensions';

type Named = RecordSchema & { readonly name: string };

/** Collects named records while operations are emitted. */
export interface NamedRecords {
  /** The $ref of a named record; `emit` is called only for a record object that was not seen under these surroundings. */
  reference(record: Named, emit: () => SwaggerSchema): string;
  /** The definitions, ordered by name so that moving an operation does not move them. */
  definitions(): Record<string, SwaggerSchema>;
  /** Names that stand for two different shapes. */
  conflicts(): readonly string[];
}

/**
 * An empty collection. The first shape of a name wins; another record object with that name is compared with it, and
 * a difference is a conflict. With `compareAlways` the same object is compared again at each use, because a drop-down
 * inside it can resolve differently in another operation: what `checkConnector` asks for, and what emission saves.
 */
export function namedRecords(details: { readonly compareAlways: boolean } = { compareAlways: false }): NamedRecords {
  const shapes = new Map<string, { readonly schema: SwaggerSchema; readonly text: string }>();
  const seen = new Set<Named>();
  const conflicting = new Set<string>();
  return {
    reference(record, emit) {
      const { name } = record;
      if (!seen.has(record) || details.compareAlways) {
        seen.add(record);
        const schema = emit();
        const text = JSON.stringify(schema);
        const known = shapes.get(name);
        if (!known) shapes.set(name, { schema, text });
        else if (known.text !== text) conflicting.add(name);
      }
      return `#/definitions/${name}`;
    },
    definitions: () => Object.fromEntries([...shapes].sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, { schema }]) => [name, schema])),
    conflicts: () => [...conflicting].sort(),
  };
}
