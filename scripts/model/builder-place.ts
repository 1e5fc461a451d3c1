/** Where the parts of a model were built: kept beside them, so that a part stays the plain data that it is. */
import { callSiteOf, placeOfSite, type CallSite, type Place } from '../diagnostics/place';

const sites = new WeakMap<object, CallSite>();
/** Places that were asked for. */
const places = new WeakMap<object, Place>();

/** Notes for what a builder returns which call of the builder made it, and returns it. A copy of it (`{ ...part }`) has no place. */
export function built<T extends object>(part: T, builder: (...args: never[]) => unknown): T {
  const site = callSiteOf(builder);
  if (site) sites.set(part, site);
  return part;
}

/** The builder call that made this schema, connection parameter or policy; undefined for what no builder of the author made. */
export function builderPlace(part: object): Place | undefined {
  const known = places.get(part);
  if (known) return known;
  const site = sites.get(part);
  const place = site && placeOfSite(site);
  if (place) places.set(part, place);
  return place;
}
