/** The command line as one typed table: parsing (arguments.ts), help and reference (help-text.ts) are made from it. */

export type OptionKind = 'flag' | 'text' | 'wholeNumber' | 'number' | 'pairs' | 'choice';

export interface OptionDefinition {
  readonly kind: OptionKind;
  readonly description: string;
  /** What stands for the value in the help. */
  readonly placeholder?: string;
  readonly default?: string | number;
  /** For `choice`. */
  readonly choices?: readonly string[];
}

export interface PositionalDefinition {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The last one may be given several times. */
  readonly repeated?: boolean;
}

export interface CommandDefinition {
  readonly summary: string;
  readonly positionals: readonly PositionalDefinition[];
  readonly options: Readonly<Record<string, OptionDefinition>>;
}

const model = { kind: 'text', placeholder: 'file', default: 'connector/index.ts', description: 'The file that exports the connector.' } as const;
const format = { kind: 'choice', placeholder: 'form', choices: ['text', 'json'], default: 'text', description: 'How findings are written: text for people, json for programs.' } as const;

export const commands = {
  build: {
    summary: 'Makes the artifacts from the model.',
    positionals: [],
    options: {
      check: { kind: 'flag', description: 'Write nothing; show how the files differ from a fresh build and end with 1 when they do.' },
      model,
      out: { kind: 'text', placeholder: 'folder', description: 'The folder of the artifacts. Default: connector/generated, for a language dist/locales/<language>.' },
      locale: { kind: 'text', placeholder: 'language', description: 'Build in the language of connector/locales/<language>.yaml, such as id-ID.' },
      format,
    },
  },
  locale: {
    summary: 'Checks the translations of the connector, or brings them in step with it.',
    positionals: [{ name: 'language', description: 'A language such as id-ID; without one all that there are files for.', required: false, repeated: true }],
    options: {
      update: { kind: 'flag', description: 'Add texts that are missing, to be translated, and mark entries that no text needs any more.' },
      model,
      format,
    },
  },
  validate: {
    summary: 'Checks a connector the way the platform and certification do, offline.',
    positionals: [{ name: 'path', description: 'A connector folder, a folder of such folders, a definition or apiProperties file (JSON or YAML), or the file of a model. Without it the model.', required: false, repeated: true }],
    options: {
      profile: { kind: 'choice', placeholder: 'name', choices: ['platform', 'certification', 'independent'], default: 'certification', description: 'How strictly: what breaks on the platform, what a verified publisher needs, what an independent publisher needs.' },
      format: { kind: 'choice', placeholder: 'form', choices: ['pretty', 'json', 'github', 'sarif', 'junit'], default: 'pretty', description: 'How findings are written.' },
      all: { kind: 'flag', description: 'Show every finding; otherwise the first few of a kind in a file, and how many more there are.' },
      'fail-on': { kind: 'choice', placeholder: 'severity', choices: ['error', 'warning', 'information'], default: 'error', description: 'From which severity on the command ends with 1.' },
      fix: { kind: 'flag', description: 'Mend what can be mended without changing what the connector does, then report what is left.' },
      'fix-unsafe': { kind: 'flag', description: 'Mend also where the change should be looked at.' },
      baseline: { kind: 'text', placeholder: 'file', description: 'Report only what this file does not know yet.' },
      'write-baseline': { kind: 'text', placeholder: 'file', description: 'Write the findings of now into this file, and end with 0.' },
      since: { kind: 'text', placeholder: 'git ref', description: 'Report only what was not there yet at that commit, branch or tag.' },
      limits: { kind: 'flag', description: 'Print how much of the platform\'s limits the connector uses, in place of findings.' },
      'skip-code': { kind: 'flag', description: 'Do not compile custom code; the rules about it are listed as not run.' },
    },
  },
  rules: {
    summary: 'Lists the rules of validate, or explains one.',
    positionals: [{ name: 'code', description: 'The rule to explain.', required: false }],
    options: {
      profile: { kind: 'choice', placeholder: 'name', choices: ['platform', 'certification', 'independent'], description: 'Only the rules of this profile.' },
      format: { kind: 'choice', placeholder: 'form', choices: ['text', 'markdown', 'json'], default: 'text', description: 'How they are written.' },
    },
  },
  package: {
    summary: 'Makes the packages: a folder for paconn and pac, solutions to import, what certification is handed.',
    positionals: [],
    options: {
      out: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'The folder of the packages; it is replaced as a whole.' },
      only: { kind: 'choice', placeholder: 'package', choices: ['folder', 'solution', 'flows', 'certification', 'probe'], description: 'Make this one alone; the others of the same version stay as they are. The probe is made only when it is named.' },
      unpacked: { kind: 'flag', description: 'Write the solutions also as files for version control, the way "pac solution unpack" does.' },
      profile: { kind: 'choice', placeholder: 'name', choices: ['verified', 'independent'], description: 'Who submits to certification: the service\'s owner, or an independent publisher. What konektor.yaml says when it is not given.' },
      replace: { kind: 'flag', description: 'Allow another content under a version that was packaged before: for what nobody has imported yet.' },
      release: { kind: 'flag', description: 'Record the version and its content in releases.json beside the model; from then on another content under it is an error everywhere.' },
      model,
      format,
    },
  },
  inspect: {
    summary: 'Says what a package is and holds, and what is wrong with it.',
    positionals: [{ name: 'path', description: 'An archive (.zip), a folder with packages or with an unpacked one, or the file of a flow\'s definition. Without it the working folder.', required: false }],
    options: {
      against: { kind: 'text', placeholder: 'definition', description: 'The definition that the connector in the package should have, compared by value: connector/generated/apiDefinition.swagger.json.' },
      format,
    },
  },
  invoke: {
    summary: 'Calls one operation through the gateway and prints the body of its answer.',
    positionals: [{ name: 'operationId', description: 'The operation to call.', required: true }],
    options: {
      input: { kind: 'text', placeholder: 'file', description: 'A JSON file with the values of the parameters, by name. Without it there are none.' },
      connection: { kind: 'text', placeholder: 'file', description: 'A JSON file with the values of the connection parameters, by name. Without it the connection of the service stand-in.' },
      model,
      format,
    },
  },
  start: {
    summary: 'Builds, packages, installs the packages in a local environment, and plays the scenario.',
    positionals: [],
    options: {
      once: { kind: 'flag', description: 'End after the scenario: with 0 when everything happened as it should, else with 1.' },
      port: { kind: 'wholeNumber', placeholder: 'number', default: 4280, description: 'The port of the gateway on 127.0.0.1; 0 takes a free one.' },
      speed: { kind: 'number', placeholder: 'factor', default: 1, description: 'How many seconds of the scenario pass in one second.' },
      assumptions: { kind: 'pairs', placeholder: 'name=value', description: 'How the platform behaves where that is not documented; may be given several times.' },
      out: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'The folder of the packages; it is replaced as a whole.' },
      model,
      format,
    },
  },
  doctor: {
    summary: 'Checks this machine, or tells what the probe found in a tenant.',
    positionals: [],
    options: {
      probe: { kind: 'text', placeholder: 'file', description: 'The answers of the probe ("konektor package --only probe" makes it): which assumptions hold in that tenant.' },
      write: { kind: 'flag', description: 'Keep what the probe found in konektor.yaml, under assumptions; start and invoke go by it.' },
      format,
    },
  },
  help: {
    summary: 'Explains the commands.',
    positionals: [{ name: 'command', description: 'The command to explain.', required: false }],
    options: { markdown: { kind: 'flag', description: 'Print the reference of all commands as Markdown.' } },
  },
  version: { summary: 'Prints the version.', positionals: [], options: {} },
} as const satisfies Readonly<Record<string, CommandDefinition>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[]; // the keys of the table itself

/** The table without its literal types, for code that goes through all commands alike. */
export const commandTable: Readonly<Record<CommandName, CommandDefinition>> = commands;

type Options<C extends CommandName> = (typeof commands)[C]['options'];
type ValueOfKind<D> =
  D extends { readonly kind: 'flag' } ? boolean
    : D extends { readonly kind: 'pairs' } ? Readonly<Record<string, string>>
      : D extends { readonly kind: 'wholeNumber' | 'number' } ? number
        : D extends { readonly kind: 'choice'; readonly choices: readonly (infer V)[] } ? V : string;
type MayBeMissing<D> = D extends { readonly kind: 'flag' | 'pairs' } | { readonly default: unknown } ? never : undefined;

/** What a command is given: every option of its table, with defaults filled in, and its positionals in order. */
export interface Given<C extends CommandName> {
  readonly options: { readonly [K in keyof Options<C>]: ValueOfKind<Options<C>[K]> | MayBeMissing<Options<C>[K]> };
  readonly positionals: readonly string[];
}
