/** The command line as one typed table: parsing (arguments.ts), help and reference (help-text.ts) are made from it. */
import type { CommandDefinition, MayBeMissing, ValueOfKind } from './command-definition';

const model = { kind: 'text', placeholder: 'file', default: 'connector/index.ts', description: 'The file that exports the connector.' } as const;
const format = { kind: 'choice', placeholder: 'form', choices: ['text', 'json'], default: 'text', description: 'How findings are written: text for people, json for programs.' } as const;
const store = { kind: 'text', placeholder: 'folder', default: '.konektor', description: 'The folder in which the local environment keeps itself.' } as const;
const form = { kind: 'choice', placeholder: 'form', choices: ['text', 'json'], default: 'text', description: 'How it is written: text for people, json for programs.' } as const;
const environment = { kind: 'text', placeholder: 'name', description: 'The environment of konektor.yaml. Default: local, the local environment.' } as const;
const only = { kind: 'choice', placeholder: 'part', choices: ['connector', 'flows'], description: 'This part of the packages alone.' } as const;
const approve = { kind: 'text', placeholder: 'digest', description: 'Agree to the plan with this digest; to another one nobody has agreed.' } as const;
const boundConnection = { kind: 'texts', placeholder: 'id', description: 'The connection that the flows use, or reference=id where there are several references. May be given several times.' } as const;
const dryRun = { kind: 'flag', description: 'Print the plan and change nothing. Needs neither credentials nor a network; with them it also tells what is there.' } as const;

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
    summary: 'Calls one operation through the gateway and prints the body of its answer: in the environment that runs, else in one of its own.',
    positionals: [{ name: 'operationId', description: 'The operation to call.', required: true }],
    options: {
      input: { kind: 'text', placeholder: 'file', description: 'A JSON file with the values of the parameters, by name. Without it there are none.' },
      value: { kind: 'values', placeholder: 'name=value', description: 'The value of one parameter, in place of the file\'s; what is JSON counts as JSON. May be given several times.' },
      connection: { kind: 'text', placeholder: 'name', description: 'The connection of the running environment. Or a JSON file with values of the connection parameters: then the model is built and called in an environment of its own.' },
      trace: { kind: 'flag', description: 'Print every stage of the pipeline: credentials, policies, custom code, calls to the service, answer.' },
      store,
      model,
      format,
    },
  },
  start: {
    summary: 'Builds, packages, installs the packages in the local environment, and serves it; the first time it plays the scenario.',
    positionals: [],
    options: {
      once: { kind: 'flag', description: 'Play the scenario in an environment of its own, keep nothing, and end: with 0 when everything happened as it should, else with 1.' },
      fresh: { kind: 'flag', description: 'Start over: what was kept is moved aside, and the scenario is played again.' },
      verbose: { kind: 'flag', description: 'Show every poll of a trigger, not only runs, messages and problems.' },
      port: { kind: 'wholeNumber', placeholder: 'number', default: 4280, description: 'The port on 127.0.0.1; 0 takes a free one.' },
      speed: { kind: 'number', placeholder: 'factor', default: 1, description: 'How many seconds pass in the environment in one second.' },
      assumptions: { kind: 'pairs', placeholder: 'name=value', asks: true, description: 'How the platform behaves where that is not documented; may be given several times. Without a value it lists them, and starts nothing.' },
      store,
      out: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'The folder of the packages; it is replaced as a whole.' },
      model,
      format,
    },
  },
  flow: {
    summary: 'Lists the flows of the running environment, shows one, turns it on or off, asks its trigger at once, or starts it.',
    positionals: [
      { name: 'action', description: 'What to do.', required: true, choices: ['list', 'show', 'on', 'off', 'run'] },
      { name: 'flow', description: 'The flow, by its name; the beginning or some of its words are enough where only one fits.', required: false },
    ],
    options: {
      connection: { kind: 'values', placeholder: 'reference=connection', description: 'With "on": which connection a connection reference gets. May be given several times.' },
      variable: { kind: 'values', placeholder: 'name=value', description: 'With "on": the value of an environment variable. May be given several times.' },
      input: { kind: 'values', placeholder: 'name=value', description: 'With "run": the value of an input of a flow that a person starts. May be given several times.' },
      body: { kind: 'text', placeholder: 'file', description: 'With "run": a JSON file with what an HTTP request or an app sends to the flow that it starts.' },
      store,
      format: form,
    },
  },
  runs: {
    summary: 'Lists the runs of flows, or shows one step by step.',
    positionals: [{ name: 'id', description: 'The run, as the list writes it; "last" is the newest.', required: false }],
    options: {
      flow: { kind: 'text', placeholder: 'name', description: 'Only runs of this flow.' },
      failed: { kind: 'flag', description: 'Only runs that failed or timed out.' },
      limit: { kind: 'wholeNumber', placeholder: 'number', default: 20, description: 'So many at most, 500 at the highest.' },
      all: { kind: 'flag', description: 'Show long values of a run in full.' },
      store,
      format: form,
    },
  },
  connection: {
    summary: 'Lists the connections of the running environment, makes one, changes, tests or deletes it.',
    positionals: [
      { name: 'action', description: 'What to do.', required: true, choices: ['list', 'create', 'change', 'test', 'delete'] },
      { name: 'name', description: 'The connection, by its id or title; with "create" the connector, which need not be named where there is one only.', required: false },
    ],
    options: {
      title: { kind: 'text', placeholder: 'title', description: 'With "create" and "change": how people know it.' },
      set: { kind: 'text', placeholder: 'name', description: 'With "create": the way to connect, where the connector has several. Default: its first.' },
      value: { kind: 'values', placeholder: 'name=value', description: 'With "create" and "change": the value of one connection parameter. May be given several times.' },
      values: { kind: 'text', placeholder: 'file', description: 'With "create" and "change": a JSON file with values by name, for what should not stand on a command line.' },
      store,
      format: form,
    },
  },
  outbox: {
    summary: 'Lists the messages that flows sent, or shows one as a person would see it.',
    positionals: [{ name: 'number', description: 'The message; "last" is the newest.', required: false }],
    options: {
      limit: { kind: 'wholeNumber', placeholder: 'number', default: 20, description: 'So many at most, 500 at the highest.' },
      store,
      format: form,
    },
  },
  advance: {
    summary: 'Lets time pass in the running environment; everything that falls due happens at once.',
    positionals: [{ name: 'span', description: 'How much: 15m, 2h, 3d, 1d12h.', required: true }],
    options: { store, format: form },
  },
  play: {
    summary: 'Makes something happen in the service stand-in of the running environment, or lists what can be made to happen.',
    positionals: [
      { name: 'happening', description: 'What happens. Without it the list.', required: false },
      { name: 'name', description: 'To which data source, segment or measure.', required: false },
      { name: 'value', description: 'The new number, for a segment or a measure.', required: false },
    ],
    options: { store, format: form },
  },
  deploy: {
    summary: 'Brings the packages into an environment: plans, imports, verifies, and turns the flows on at last.',
    positionals: [],
    options: {
      environment,
      'dry-run': dryRun,
      only,
      connection: boundConnection,
      approve,
      packages: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'The folder of the packages. They are deployed as they are, and held against packages.json.' },
      format: form,
    },
  },
  drift: {
    summary: 'Compares the packages here, what was deployed last, and what is in an environment now.',
    positionals: [],
    options: {
      environment,
      only,
      packages: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'The folder of the packages.' },
      format: form,
    },
  },
  rollback: {
    summary: 'Puts the last good version back into an environment.',
    positionals: [],
    options: {
      environment,
      to: { kind: 'text', placeholder: 'version', description: 'That version, which was deployed from here before.' },
      packages: { kind: 'text', placeholder: 'folder', description: 'The folder with the packages to put back, where they were not deployed from here.' },
      'dry-run': dryRun,
      connection: boundConnection,
      approve,
      format: form,
    },
  },
  doctor: {
    summary: 'Checks this machine, an environment to deploy to, or tells what the probe found in a tenant.',
    positionals: [],
    options: {
      environment: { kind: 'text', placeholder: 'name', description: 'Also check this environment of konektor.yaml: settings, packages, credentials, tools and access. It changes nothing there.' },
      packages: { kind: 'text', placeholder: 'folder', default: 'dist', description: 'With --environment: the folder of the packages.' },
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

/** What a command is given: every option of its table, with defaults filled in, and its positionals in order. */
export interface Given<C extends CommandName> {
  readonly options: { readonly [K in keyof Options<C>]: ValueOfKind<Options<C>[K]> | MayBeMissing<Options<C>[K]> };
  readonly positionals: readonly string[];
}
