/** What a deployment needs of the machine besides the ports of every command; tests play another one. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DeployFiles, DeployPorts } from '../../deploy/ports';
import type { Redactor } from '../../deploy/secrets/redactor';
import type { DeployEvent } from '../../deploy/deploy-event';
import { targetMakers } from '../../deploy/targets';
import type { FileSystem, Ports } from '../ports';
import { ask } from './ask';
import { findProgram } from './find-program';
import { runProcess } from './run-process';
import { makeTemporaryFolder, removeFolder } from './temporary-folders';
import { whenEnded } from './when-ended';

export interface DeployWorld {
  readonly files: DeployFiles;
  readonly processes: DeployPorts['processes'];
  readonly clock: DeployPorts['clock'];
  readonly targets: typeof targetMakers;
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /** Whether people watch the messages, so that a line may change in its place. */
  readonly isWatched: boolean;
  /** Does this if the process is interrupted before the returned function is called. */
  readonly whenEnded: (work: () => void) => () => void;
}

/** Files of this machine, written in one step and where asked for the owner alone. A link in a folder leads who knows where, and is passed over. */
export function deployFiles({ read, readBytes, list, rename }: FileSystem): DeployFiles {
  return {
    read, readBytes, rename, remove: removeFolder, makeTemporaryFolder,
    list: folder => list(folder)?.filter(({ linked }) => !linked),
    write: (file, content, access) => {
      mkdirSync(dirname(file), { recursive: true });
      const fresh = `${file}.${process.pid}.new`;
      writeFileSync(fresh, content, access === 'forOwner' ? { mode: 0o600 } : {});
      if (access === 'forOwner') chmodSync(fresh, 0o600); // one that was left by a kill has its old mode
      rename(fresh, file);
    },
  };
}

/** The machine that this process runs on. */
export function thisWorld({ environment, files }: Pick<Ports, 'environment' | 'files'>): DeployWorld {
  const isWatched = process.stderr.isTTY === true && environment['CI'] === undefined;
  return {
    files: deployFiles(files), targets: targetMakers, isWatched, whenEnded,
    processes: { run: runProcess, find: name => findProgram(name, environment['PATH'] ?? environment['Path'] ?? '') },
    clock: { now: () => Date.now(), sleep: milliseconds => new Promise(resolve => { setTimeout(resolve, milliseconds); }) },
    // Node turns a signal to itself into the end that Ctrl+C has everywhere else.
    ...(isWatched && process.stdin.isTTY ? { ask: question => ask(question, process.stdin, process.stderr, () => { process.kill(process.pid, 'SIGINT'); }) } : {}),
  };
}

/** The ports of one deployment: everything that is told goes through the redactor. */
export function deployPorts(ports: Ports, world: DeployWorld, redactor: Redactor, tell: (event: DeployEvent) => void): DeployPorts {
  return {
    http: ports.http, processes: world.processes, files: world.files, clock: world.clock, directory: ports.directory,
    variable: name => ports.environment[name],
    tell: event => tell(redactor.redactAll(event)),
    keepSecret: (value, name) => redactor.keep(value, name),
  };
}
