/** From the words of the command line to a command and its values, by the table in options.ts. */
import { parseArgs } from 'node:util';
import { commandNames, commandTable, type CommandName } from './options';
import type { AskingPairs, CommandDefinition, OptionDefinition } from './command-definition';
import { nearestName } from '../diagnostics/nearest-name';
import { UserError } from './user-error';

export type OptionValue = boolean | string | number | Readonly<Record<string, string>> | readonly string[] | AskingPairs | undefined;
export interface ParsedCommand {
  readonly command: CommandName;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
}

/**
 * Parses the words after the program's name. `--help` (or -h) after a command turns into the command `help` for it, no
 * words at all into `help`. Throws UserError with a suggestion for what the table does not know.
 */
export function parseArguments(words: readonly string[]): ParsedCommand {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h') return help([]);
  if (first === '--version') return { command: 'version', options: {}, positionals: [] };
  const command = commandNames.find(name => name === first);
  if (!command) throw new UserError(`There is no command "${first}".${didYouMean(nearestName(first, commandNames))} All commands: konektor help`);
  if (rest.includes('--help') || rest.includes('-h')) return help([command]);
  return { command, ...values(command, commandTable[command], rest) };
}

const help = (positionals: readonly string[]): ParsedCommand => ({ command: 'help', options: { markdown: false }, positionals });
const didYouMean = (name: string | undefined): string => (name === undefined ? '' : ` Did you mean "${name}"?`);

function values(command: CommandName, definition: CommandDefinition, words: readonly string[]): Omit<ParsedCommand, 'command'> {
  const asked = Object.fromEntries(Object.entries(definition.options).map(([name, option]) =>
    [name, { type: option.kind === 'flag' ? 'boolean' as const : 'string' as const, multiple: true as const }]));
  const { tokens } = parseArgs({ args: askingWords(words, definition), options: asked, strict: false, allowPositionals: true, tokens: true });
  const written = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = definition.options[token.name];
    if (!option) throw unknownOption(token.rawName, command, definition);
    written.set(token.name, [...(written.get(token.name) ?? []), writtenValue(token, option)]);
  }
  checkPositionals(command, definition, positionals);
  return { options: Object.fromEntries(Object.entries(definition.options).map(([name, option]) => [name, optionValue(name, option, written.get(name))])), positionals };
}

/** An option that may stand without a value does so where nothing or another option follows; the parser would take that for its value. */
function askingWords(words: readonly string[], { options }: CommandDefinition): string[] {
  return words.map((word, index) => (word.startsWith('--') && options[word.slice(2)]?.asks && (words[index + 1]?.startsWith('-') ?? true) ? `${word}=` : word));
}

function writtenValue(token: { readonly rawName: string; readonly value: string | undefined; readonly inlineValue: boolean | undefined }, option: OptionDefinition): string {
  if (option.kind === 'flag') {
    if (token.value !== undefined) throw new UserError(`${token.rawName} takes no value, and "${token.value}" was given.`);
    return '';
  }
  // A word that looks like an option is one: `--out --check` has forgotten the folder.
  if (option.asks && token.inlineValue === true && token.value === '') return '';
  if (token.value === undefined || (token.inlineValue !== true && token.value.startsWith('-'))) throw new UserError(`${token.rawName} needs a value: ${token.rawName} <${option.placeholder ?? 'value'}>`);
  return token.value;
}

function optionValue(name: string, option: OptionDefinition, written: readonly string[] | undefined): OptionValue {
  if (option.kind === 'flag') return written !== undefined;
  if (option.kind === 'texts') return written ?? [];
  if (option.kind === 'values') return Object.fromEntries((written ?? []).map(each => pair(name, each)));
  if (option.kind === 'pairs' && option.asks) return { given: pairs(name, (written ?? []).filter(each => each !== '')), asked: written?.includes('') === true };
  if (option.kind === 'pairs') return pairs(name, written ?? []);
  if (written === undefined) return option.default;
  if (written.length > 1) throw new UserError(`--${name} was given ${written.length} times; it has one value.`);
  const value = written[0]!;
  if (option.kind === 'wholeNumber' || option.kind === 'number') return numberValue(name, option.kind, value);
  if (option.choices && !option.choices.includes(value)) throw new UserError(`--${name} can't be "${value}".${didYouMean(nearestName(value, option.choices))} It is one of: ${option.choices.join(', ')}.`);
  return value;
}

const pairs = (name: string, written: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(written.flatMap(each => each.split(',')).map(each => pair(name, each)));

function pair(name: string, written: string): readonly [string, string] {
  const [, key, value] = /^([^=]+)=(.*)$/.exec(written) ?? [];
  if (key === undefined || value === undefined) throw new UserError(`--${name} needs a name and a value, such as --${name} name=value, and "${written}" was given.`);
  return [key, value];
}

function numberValue(name: string, kind: 'wholeNumber' | 'number', written: string): number {
  const value = Number(written);
  const fits = written.trim() !== '' && Number.isFinite(value) && value >= 0 && (kind === 'number' || Number.isInteger(value));
  if (!fits) throw new UserError(`--${name} needs a ${kind === 'number' ? 'number' : 'whole number'} of 0 or more, and "${written}" was given.`);
  return value;
}

function unknownOption(rawName: string, command: CommandName, definition: CommandDefinition): UserError {
  const known = [...Object.keys(definition.options), 'help'];
  const meant = nearestName(rawName.replace(/^-+/, ''), known);
  return new UserError(`"konektor ${command}" has no option ${rawName}.${didYouMean(meant && `--${meant}`)} Its options: konektor help ${command}`);
}

function checkPositionals(command: CommandName, definition: CommandDefinition, given: readonly string[]): void {
  const missing = definition.positionals.find((positional, index) => positional.required && given[index] === undefined);
  if (missing) throw new UserError(`"konektor ${command}" needs <${missing.name}>: ${missing.description} More: konektor help ${command}`);
  for (const [index, { name, choices }] of definition.positionals.entries()) {
    const word = given[index];
    if (word !== undefined && choices && !choices.includes(word)) throw new UserError(`"konektor ${command}" can't "${word}".${didYouMean(nearestName(word, choices))} <${name}> is one of: ${choices.join(', ')}.`);
  }
  const extra = definition.positionals.at(-1)?.repeated ? undefined : given[definition.positionals.length];
  if (extra !== undefined) throw new UserError(`"konektor ${command}" does not know what to do with "${extra}". More: konektor help ${command}`);
}
