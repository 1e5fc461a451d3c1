/** A command with its options, to be given again: for messages that say how to go on. */

/** Options by name; `undefined` was not given, several values are several options. */
export type GivenOptions = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `start` is how Konektor is called here. */
export const commandAgain = (start: string, command: string, options: GivenOptions): string =>
  [start, command, ...Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().flatMap(each => [`--${name}`, inShell(each)])))].join(' ');

/** What a shell would take apart stands in quotes. */
const inShell = (word: string): string => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
