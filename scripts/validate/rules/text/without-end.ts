/** A text without the blanks and the signs of punctuation at its end. */
export function withoutEndSigns(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.,;:!?-]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** True when the last word of a text is a web address, to which a full stop would seem to belong. */
export const endsWithAddress = (text: string): boolean => /:\/\/\S+$/.test(text.slice(-200).trimEnd());
