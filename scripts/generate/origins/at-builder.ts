/** Places inside builder calls, and how they are narrowed on the way down. */
import { inModel, type Where } from '../../diagnostics/diagnostic';
import type { Place } from '../../diagnostics/place';
import { builderPlace } from '../../model/builder-place';

/** A builder call with the way to a property inside it. */
export interface AtBuilder { readonly place: Place | undefined; readonly property: readonly string[] }

/** The call that made a part of the model; `otherwise`, where it is used, for a part that no builder made, such as a copy. */
export function builderOf(part: object, otherwise: AtBuilder): AtBuilder {
  const place = builderPlace(part);
  return place ? { place, property: [] } : otherwise;
}

/** A property further in. */
export const inside = ({ place, property }: AtBuilder, ...names: readonly string[]): AtBuilder => ({ place, property: [...property, ...names] });

/**
 * A property of one of the call's arguments, which are counted from 0. Where the part has no call of its own the way
 * leads through a plain object, and the argument is left out.
 */
export const inArgument = (at: AtBuilder, argument: number, ...names: readonly string[]): AtBuilder =>
  inside(at, ...(at.property.length === 0 ? [`#${argument}`] : []), ...names);

export const whereIs = ({ place, property }: AtBuilder): Where => inModel(place, ...property);
