/** JSON texts, sound and damaged. */
import { scanJson } from '../../diagnostics/json/json-scan';
import type { JsonValue } from '../json';
import type { Damage } from '../subject';
import { valueBuilder } from './build-value';
import { namesAtMost, namesInText, namesInValue } from './count-names';

/** The value of a text and what is wrong with it, by place; the value is undefined when nothing could be read. */
export interface ReadValue { readonly value: JsonValue | undefined; readonly damage: readonly Damage[] }

/**
 * Reads a text without byte-order mark. A sound one costs JSON.parse and a count of names; only a damaged one, one with a
 * name that comes twice, or one that is nested too deeply is scanned. Never throws.
 */
export function readJson(text: string): ReadValue {
  const value = parsed(text);
  if (value !== undefined && hasEachNameOnce(text, value)) return { value, damage: [] };
  const builder = valueBuilder();
  const faults = scanJson(text, builder);
  return { value: builder.value(), damage: [...faults, ...builder.duplicates].sort((one, other) => one.offset - other.offset || one.length - other.length) };
}

/** As many names in the text as in what was parsed of it, where several of one name are one. */
function hasEachNameOnce(text: string, value: JsonValue): boolean {
  const names = namesInValue(value);
  return names === namesAtMost(text) || names === namesInText(text);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // what JSON.parse answers is JSON
  } catch {
    return undefined;
  }
}
