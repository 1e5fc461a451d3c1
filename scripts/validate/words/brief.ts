const LONGEST = 60;
const blanks = /[\s\u0000-\u001f\u007f-\u009f]+/g;
const unevenBlank = /[^\S ]|[\u0000-\u001f\u007f-\u009f]|^ | $| {2}/;

/**
 * A text for a finding: on one line, without control characters, which a terminal might obey, and with at most 60
 * characters, whole ones only. What is cut off is shown by "…".
 */
export function brief(text: string): string {
  if (text.length <= LONGEST && !unevenBlank.test(text)) return text;
  const line = text.slice(0, LONGEST * 4).replace(blanks, ' ').trim();
  const characters = [...line];
  return characters.length <= LONGEST && text.length <= LONGEST * 4 ? line : `${characters.slice(0, LONGEST - 1).join('').trimEnd()}…`;
}
