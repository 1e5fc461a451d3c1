/** Examples about a definition's top level, shown without what is below it. */
import { isArray, isObject, type JsonObject } from '../json';
import { asDefinition, shownInstead, type Example } from './example';

/** The whole definition, of which a page shows the keys of the top level and the short values. */
export const outlined = (definition: JsonObject): Example => shownInstead(asDefinition(definition), outline(definition), 'text');

function outline(definition: JsonObject): string {
  const lines = Object.entries(definition).map(([key, value]) => `  ${JSON.stringify(key)}: ${isObject(value) ? '{ … }' : isArray(value) && value.some(isObject) ? '[ … ]' : JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}
