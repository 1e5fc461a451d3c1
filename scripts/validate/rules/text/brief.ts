const LONGEST = 60;

/** A text for a message: on one line, with at most 60 characters, whole characters only. */
export function brief(text: string): string {
  const line = text.slice(0, LONGEST * 4).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= LONGEST && text.length <= LONGEST * 4 ? line : `${characters.slice(0, LONGEST - 1).join('').trimEnd()}…`;
}
