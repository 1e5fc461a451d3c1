/** Visiting by key: most rules of schemas and parameters look at objects that have one certain key, and most objects do not have it. */
import { isObject, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { Visitors } from '../visitors';
import type { Role } from './roles';

/** Gets the value, the object that has it, the role and the place of that object. */
export type KeyVisitor = (value: JsonValue, object: JsonObject, role: Role, spot: Spot) => void;

/** Above this many keys it is faster to go through those of the object than to ask for each. */
const FEW = 4;

/** Calls a visitor for each object named by the specification that has the key, its value not being undefined. */
export function atKeys(visitors: Readonly<Record<string, KeyVisitor>>): Visitors {
  const wanted = Object.entries(visitors);
  if (wanted.length > FEW) {
    const byKey = new Map(wanted);
    return {
      part(object, role, spot) {
        for (const key in object) {
          const visit = byKey.get(key);
          const value = visit && object[key];
          if (visit && value !== undefined) visit(value, object, role, spot);
        }
      },
    };
  }
  return {
    part(object, role, spot) {
      for (const [key, visit] of wanted) {
        const value = object[key];
        if (value !== undefined) visit(value, object, role, spot);
      }
    },
  };
}

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
