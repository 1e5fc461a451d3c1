/** What a display text is: a text that people read in the designer, with what is known about where it stands. */

/** What a text is to the person who reads it; findings name it so. */
export type TextKind = 'summary' | 'title' | 'description' | 'hint' | 'choice' | 'tooltip' | 'name';

/** The parts that hold display texts; `package` is what a solution says of itself and of its flows. */
export type TextPart = 'definition' | 'properties' | 'package';

export interface DisplayText {
  readonly text: string;
  readonly kind: TextKind;
  readonly part: TextPart;
  /** JSON pointer (RFC 6901) into the part; for `package` a way such as `/flows/<name>/description`. */
  readonly pointer: string;
  /**
   * What a locale file may call the place, the narrowest first: `GetItems/entityName`, `GetItems`. Every beginning of
   * the pointer is a name, too.
   */
  readonly scopes: readonly string[];
  /** Texts with the same group stand side by side before a maker, who has to tell them apart: it is a pointer. */
  readonly among?: string;
  /** The most characters that are taken, where no rule of the validator says so. */
  readonly longest?: number;
}

/** Gives each display text another text. */
export type Translate = (text: DisplayText) => string;
