/** How the table of commands (options.ts) describes one, and the types of what its options give. */

/** `pairs`: name=value, several with commas between them; `values`: one name=value at a time, in which anything may stand; `texts`: a text at a time. */
export type OptionKind = 'flag' | 'text' | 'texts' | 'wholeNumber' | 'number' | 'pairs' | 'values' | 'choice';

export interface OptionDefinition {
  readonly kind: OptionKind;
  readonly description: string;
  /** What stands for the value in the help. */
  readonly placeholder?: string;
  readonly default?: string | number;
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** For `pairs`: it may stand without a value, and then asks what there is. */
  readonly asks?: true;
}

export interface PositionalDefinition {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The words that it can be. */
  readonly choices?: readonly string[];
  /** The last one may be given several times. */
  readonly repeated?: boolean;
}

export interface CommandDefinition {
  readonly summary: string;
  readonly positionals: readonly PositionalDefinition[];
  readonly options: Readonly<Record<string, OptionDefinition>>;
}

/** Pairs that were given, and whether the option also stood without a value. */
export interface AskingPairs { readonly given: Readonly<Record<string, string>>; readonly asked: boolean }

/** What an option of that definition gives, where it gives anything. */
export type ValueOfKind<D> =
  D extends { readonly kind: 'flag' } ? boolean
    : D extends { readonly kind: 'pairs'; readonly asks: true } ? AskingPairs
    : D extends { readonly kind: 'pairs' | 'values' } ? Readonly<Record<string, string>>
    : D extends { readonly kind: 'texts' } ? readonly string[]
      : D extends { readonly kind: 'wholeNumber' | 'number' } ? number
        : D extends { readonly kind: 'choice'; readonly choices: readonly (infer V)[] } ? V : string;
/** `undefined` for an option that may be left out and has no default. */
export type MayBeMissing<D> = D extends { readonly kind: 'flag' | 'pairs' | 'values' | 'texts' } | { readonly default: unknown } ? never : undefined;
