/** Small letters as .NET makes them: one for each, so that positions stay (İ is no i with a dot above). */
export const smallLetters = (text: string): string => eachOne(text, text.toLowerCase(), character => character.toLowerCase());

/** Capital letters as .NET makes them: one for each, so that ß stays what it is. */
export const capitalLetters = (text: string): string => eachOne(text, text.toUpperCase(), character => character.toUpperCase());

function eachOne(text: string, changed: string, change: (character: string) => string): string {
  if (changed.length === text.length) return changed;
  return text.replace(/./gsu, character => { const other = change(character); return other.length === character.length ? other : character; });
}
