/** The entries of x-ms-connector-metadata. */
import { isArray, isObject, itemsAt, member, textAt, type JsonObject } from '../../json';
import type { Spot } from '../../spot';

/** The names that certification asks for, exactly as it wants them. */
export const metadataNames = ['Website', 'Privacy policy', 'Categories'] as const;
export type MetadataName = (typeof metadataNames)[number];

export interface MetadataEntry {
  /** As it is written; undefined when there is none. */
  readonly written: string | undefined;
  /** The name that is meant, whatever its capital letters and blanks. */
  readonly name: MetadataName | undefined;
  readonly value: string | undefined;
  readonly spot: Spot;
}

/** The entries at the top level of the definition; undefined when there is no list. */
export function metadataEntries(root: JsonObject, spot: Spot): readonly MetadataEntry[] | undefined {
  if (!isArray(member(root, 'x-ms-connector-metadata'))) return undefined;
  return itemsAt(root, 'x-ms-connector-metadata').flatMap((entry, position) => {
    if (!isObject(entry)) return [];
    const written = textAt(entry, 'propertyName');
    const name = written === undefined ? undefined : metadataNames.find(each => plain(each) === plain(written));
    return [{ written, name, value: textAt(entry, 'propertyValue'), spot: spot.at('x-ms-connector-metadata', position) }];
  });
}

const plain = (name: string): string => name.slice(0, 40).replace(/[\s_-]+/g, '').toLowerCase();
