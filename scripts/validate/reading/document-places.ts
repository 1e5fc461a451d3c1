/** Where the values of a document stand in its file. */
import type { JsonPlace } from '../../diagnostics/json/json-place';
import { placesInJson } from '../../diagnostics/json/json-places';
import { placesInYaml } from '../../diagnostics/json/json-places-yaml';
import type { SubjectDocument } from '../subject';

/** The places of pointers in a document that was read from a file; empty for one that never was a file. See `placesInJson`. */
export function documentPlaces({ syntax, text, damage }: SubjectDocument, pointers: Iterable<string>): ReadonlyMap<string, JsonPlace> {
  if (text === undefined) return new Map();
  if (syntax === 'yaml') return placesInYaml(text, pointers);
  return placesInJson(text, pointers, isSound({ damage }) ? 'sound' : 'unknown');
}

/** True where the text is what JSON.parse takes, whatever else is wrong with the file. */
export const isSound = ({ damage }: Pick<SubjectDocument, 'damage'>): boolean =>
  damage.every(({ kind }) => kind === 'byte-order-mark' || kind === 'wrong-encoding' || kind === 'duplicate-key');
