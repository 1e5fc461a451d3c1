import type { Document } from 'yaml';

/** The data of a YAML document that was parsed without errors; undefined where an alias names nothing, which the parser tells only now. */
export function yamlData(document: Document): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
