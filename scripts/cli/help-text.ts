/** Help for terminals and the reference for the README, both made from the table of options. */
import { commandNames, commandTable, type CommandName } from './options';
import type { CommandDefinition, OptionDefinition } from './command-definition';

const exitCodes = [
  ['0', 'done'],
  ['1', 'the model or connector has errors, files differ, the scenario did not go as it should, or a deployment stopped'],
  ['2', 'the command could not run: a wrong option, a missing file, no .NET SDK'],
  ['130', 'it was interrupted before it was done'],
] as const;

/** What `konektor help` prints. */
export const overview = (): string => [
  'Konektor: connectors for Power Platform, written in TypeScript.',
  '',
  'Usage: konektor <command> [options]',
  '',
  ...aligned(commandNames.map(name => [name, commandTable[name].summary])),
  '',
  'Options of a command: konektor help <command>',
  '',
  'Exit codes:',
  ...aligned(exitCodes),
  '',
].join('\n');

/** What `konektor help <command>` prints. */
export function commandHelp(name: CommandName): string {
  const definition = commandTable[name];
  const rows = [
    ...definition.positionals.map(each => [`<${each.name}>`, described(each)] as const),
    ...Object.entries(definition.options).map(([option, each]) => [shownOption(option, each), described(each)] as const),
  ];
  return [definition.summary, '', `Usage: ${usage(name, definition)}`, '', ...(rows.length > 0 ? [...aligned(rows), ''] : [])].join('\n');
}

/** The reference of all commands as Markdown. */
export const commandReference = (): string => commandNames.map(name => {
  const definition = commandTable[name];
  const rows = [
    ...definition.positionals.map(each => `| \`<${each.name}>\` | ${described(each)} |`),
    ...Object.entries(definition.options).map(([option, each]) => `| \`${shownOption(option, each)}\` | ${described(each)} |`),
  ];
  return [`### konektor ${name}`, '', definition.summary, '', ...(rows.length > 0 ? ['| Option | What it does |', '| --- | --- |', ...rows, ''] : [])].join('\n');
}).join('\n');

const shownOption = (name: string, option: OptionDefinition): string => (option.kind === 'flag' ? `--${name}` : option.asks ? `--${name} [${option.placeholder ?? 'value'}]` : `--${name} <${option.placeholder ?? 'value'}>`);

function described({ description, choices, default: otherwise }: Pick<OptionDefinition, 'description' | 'choices' | 'default'>): string {
  return [description, ...(choices ? [`One of: ${choices.join(', ')}.`] : []), ...(otherwise === undefined ? [] : [`Default: ${otherwise}.`])].join(' ');
}

function usage(name: CommandName, { positionals, options }: CommandDefinition): string {
  const words = positionals.map(each => { const shown = each.repeated ? `${each.name}…` : each.name; return each.required ? `<${shown}>` : `[${shown}]`; });
  return ['konektor', name, ...words, ...(Object.keys(options).length > 0 ? ['[options]'] : [])].join(' ');
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
