/** Notices names that come twice in one object: JSON.parse keeps the last one and says nothing, but the names can be counted. */
import { afterBlanks, closingQuote, COLON, DOUBLE_QUOTE, isBlank } from '../../diagnostics/json/json-characters';
import { MAX_DEPTH } from '../../diagnostics/json/json-scan';
import { isArray, type JsonValue } from '../json';

/**
 * Not fewer than the names that a sound JSON text has, and nearly always as many: colons that stand after a quote. In the
 * middle of a string that counts too much, as in "a\": b"; who finds too many counts exactly.
 */
export function namesAtMost(text: string): number {
  let names = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (isBlank(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === DOUBLE_QUOTE) names++;
  }
  return names;
}

/** How many names a sound JSON text has: strings that a colon follows. */
export function namesInText(text: string): number {
  let names = 0;
  for (let open = text.indexOf('"'); open >= 0;) {
    const close = closingQuote(text, open);
    if (close < 0) break;
    const next = afterBlanks(text, close + 1);
    if (text.charCodeAt(next) === COLON) names++;
    open = text.indexOf('"', next);
  }
  return names;
}

/** How many names a value has, all levels together; `too deep` when it is nested more than `MAX_DEPTH` levels, or without end. */
export function namesInValue(value: JsonValue): number | 'too deep' {
  const names = count(value, MAX_DEPTH);
  return names < 0 ? 'too deep' : names;
}

/** Negative as soon as one branch is too deep, so that values which contain themselves end too. */
function count(value: JsonValue | undefined, levels: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return -1;
  let names = 0;
  if (isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const inside = count(item, levels - 1);
      if (inside < 0) return -1;
      names += inside;
    }
    return names;
  }
  // The value comes from a parser, so that it has no inherited names; making a list of the own ones takes longer.
  for (const name in value) {
    names++;
    const member = value[name];
    if (typeof member !== 'object' || member === null) continue;
    const inside = count(member, levels - 1);
    if (inside < 0) return -1;
    names += inside;
  }
  return names;
}
