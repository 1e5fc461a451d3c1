/** What is wrong with a text that was meant as JSON. */

export type JsonFaultKind = 'trailing-comma' | 'missing-comma' | 'comment' | 'control-character' | 'second-document' | 'single-quotes' | 'unreadable';

export interface JsonFault {
  readonly kind: JsonFaultKind;
  /** Where it begins and how much it covers, in UTF-16 units; 0 where something is missing. */
  readonly offset: number;
  readonly length: number;
  /**
   * What stands there: a character's number ("U+0009") for `control-character`, the beginning of the text for `comment`,
   * `single-quotes` and `second-document`, the comma for both kinds of commas, and for `unreadable` half a sentence
   * without a full stop.
   */
  readonly detail: string;
  /** The text that mends it in place of what it covers; absent where that would be a guess. */
  readonly repair?: string;
}

/** So many places that nothing can be done about mean that the text is no JSON at all. */
const GIVE_UP = 100;

/** The faults of one text, gathered in any order. */
export class FaultList {
  private readonly list: JsonFault[] = [];
  private hopeless = 0;

  add(kind: JsonFaultKind, offset: number, length: number, detail: string, repair?: string): void {
    this.list.push({ kind, offset, length, detail, ...(repair === undefined ? {} : { repair }) });
    if (kind === 'unreadable' && repair === undefined) this.hopeless++;
  }

  /** True when reading on would only repeat that this is no JSON. */
  get tooMany(): boolean { return this.hopeless >= GIVE_UP; }

  /** By place, what is missing at a place before what stands there, otherwise in the order they were found. */
  sorted(): readonly JsonFault[] { return this.list.sort((one, other) => one.offset - other.offset || one.length - other.length); }
}

const SHOWN = 40;

/** The beginning of a piece of text, on one line, short enough for a message; whole characters only. */
export function shown(text: string): string {
  const line = text.slice(0, SHOWN * 4).trim().replace(/[\u0000-\u001f\u007f]+/g, ' ');
  const characters = [...line];
  return characters.length <= SHOWN && text.length <= SHOWN * 4 ? line : `${characters.slice(0, SHOWN).join('')}…`;
}

/** A character's number as Unicode writes it: "U+00A0". */
export const characterNumber = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
