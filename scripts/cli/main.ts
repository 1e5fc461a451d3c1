/** The command line: words in, exit code out. Commands are loaded when they run, so that each starts as fast as it can. */
import { parseArguments, type ParsedCommand } from './arguments';
import type { EnvironmentSeam } from './environment-seam';
import type { CommandName, Given } from './options';
import type { Ports } from './ports';
import { processPorts } from './process-ports';
import { UserError } from './user-error';

/** What shells report for a program that SIGPIPE ended. */
const READER_GONE = 141;

/** Runs one command and returns its exit code: 0 done, 1 findings or differences, 2 it could not run. Never throws. */
export async function main(words: readonly string[], ports: Ports, environment?: EnvironmentSeam): Promise<number> {
  try {
    return await runCommand(parseArguments(words), ports, environment);
  } catch (error) {
    ports.console.error(`konektor: ${wordsFor(error)}\n`);
    return 2;
  }
}

/**
 * Runs the words of this process and sets its exit code; output that is still on its way to a pipe is not cut off. When
 * the reader of the pipe has gone (`| head`), nobody is left to work for: the process ends at once, and quietly.
 */
export async function run(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(READER_GONE);
  });
  process.exitCode = await main(process.argv.slice(2), processPorts());
}

// `require` instead of `import`, because a dynamic import stays one in the compiled CommonJS and resolves as ESM; the
// casts say what the module at that very path is, which `require` alone does not.
async function runCommand(parsed: ParsedCommand, ports: Ports, environment: EnvironmentSeam | undefined): Promise<number> {
  const given = <C extends CommandName>(): Given<C> => parsed as unknown as Given<C>; // parsed by the table that Given is derived from
  const seam = (): EnvironmentSeam => environment ?? (require('./scenario') as typeof import('./scenario'));
  switch (parsed.command) {
    case 'build': return (require('./commands/build') as typeof import('./commands/build')).build(given<'build'>(), ports);
    case 'locale': return (require('./commands/locale') as typeof import('./commands/locale')).locale(given<'locale'>(), ports);
    case 'validate': return (require('./commands/validate') as typeof import('./commands/validate')).validate(given<'validate'>(), ports);
    case 'rules': return (require('./commands/rules') as typeof import('./commands/rules')).rules(given<'rules'>(), ports);
    case 'package': return (require('./commands/package') as typeof import('./commands/package')).packageModel(given<'package'>(), ports);
    case 'inspect': return (require('./commands/inspect') as typeof import('./commands/inspect')).inspect(given<'inspect'>(), ports);
    case 'invoke': return (require('./commands/invoke') as typeof import('./commands/invoke')).invoke(given<'invoke'>(), ports, seam());
    case 'start': return (require('./commands/start') as typeof import('./commands/start')).start(given<'start'>(), ports, seam());
    case 'flow': return (require('./commands/flow') as typeof import('./commands/flow')).flow(given<'flow'>(), ports);
    case 'runs': return (require('./commands/runs') as typeof import('./commands/runs')).runs(given<'runs'>(), ports);
    case 'connection': return (require('./commands/connection') as typeof import('./commands/connection')).connection(given<'connection'>(), ports);
    case 'outbox': return (require('./commands/outbox') as typeof import('./commands/outbox')).outbox(given<'outbox'>(), ports);
    case 'advance': return (require('./commands/advance') as typeof import('./commands/advance')).advance(given<'advance'>(), ports);
    case 'play': return (require('./commands/play') as typeof import('./commands/play')).play(given<'play'>(), ports);
    case 'deploy': return (require('./commands/deploy') as typeof import('./commands/deploy')).deploy(given<'deploy'>(), ports);
    case 'drift': return (require('./commands/drift') as typeof import('./commands/drift')).drift(given<'drift'>(), ports);
    case 'rollback': return (require('./commands/rollback') as typeof import('./commands/rollback')).rollback(given<'rollback'>(), ports);
    case 'doctor': return (require('./commands/doctor') as typeof import('./commands/doctor')).doctor(given<'doctor'>(), ports);
    case 'help': return (require('./commands/help') as typeof import('./commands/help')).help(given<'help'>(), ports);
    case 'version': return (require('./commands/version') as typeof import('./commands/version')).version(ports);
  }
}

/** Errors that say what to do are printed as they are; anything else is a mistake of ours and keeps its stack. */
function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Codes of our own parts are words in small letters (sdk-missing, http-403); Node names a system call on what the system refused.
  const forPeople = error instanceof UserError || 'syscall' in error || ('code' in error && /^[a-z][a-z0-9-]*$/.test(String(error.code)));
  if (forPeople) return error.message;
  return `an error of Konektor itself, please report it.\n${error.stack ?? error.message}`;
}

// The compiled file is a program by itself: benches start it without the launcher, which prefers the sources.
if (require.main === module) void run();
