/** Visiting by key: most rules of schemas and parameters look at objects that have one certain key, and most objects do not have it. */
import { isObject, type JsonObject, type JsonValue } from '../json';
import type { KeyVisitor, Visitors } from '../visitors';

/** Calls a visitor for each object named by the specification that has the key, its value not being undefined. */
export const atKeys = (keys: Readonly<Record<string, KeyVisitor>>): Visitors => ({ keys });

export type { KeyVisitor };

/** The object or list at a path below the root; undefined where there is none. */
export function valueAt(root: JsonObject, path: readonly (string | number)[]): JsonValue | undefined {
  let here: JsonValue | undefined = root;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as JsonObject)[key]; // arrays answer positions in the same way
  }
  return here;
}

/** The object at a path below the root. */
export function objectAtPath(root: JsonObject, path: readonly (string | number)[]): JsonObject | undefined {
  const value = valueAt(root, path);
  return isObject(value) ? value : undefined;
}
