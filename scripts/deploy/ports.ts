/** The effects of a deployment as small interfaces; tests replace them, the command line has the real ones. */
import type { DeployEvent } from './deploy-event';
import type { Secret } from './secrets/secret';

export interface ProcessRequest {
  /** A full path, or a name that is looked up on the path of this process: never one that a variable of a job names. */
  readonly program: string;
  /** Visible to everybody on the machine: secrets go into `variables` or `input`. */
  readonly words: readonly string[];
  /** All variables of the process: nothing is inherited besides. */
  readonly variables: Readonly<Record<string, string>>;
  readonly directory: string;
  /** What it reads from its standard input, which is empty where this is absent. */
  readonly input?: string;
  /** The process, with all that it started, is ended after so long. */
  readonly timeoutMs: number;
  /** Each line as it comes, from either output. */
  readonly onLine?: (line: string) => void;
}
/** `code` is undefined where the process was ended: by us after its time, or by a signal. */
export interface ProcessResult { readonly code: number | undefined; readonly output: string; readonly errors: string; readonly timedOut: boolean }

/** Files of the project, and of a folder of this deployment's own. */
export interface DeployFiles {
  readonly read: (file: string) => string | undefined;
  readonly readBytes: (file: string) => Uint8Array | undefined;
  /** In one step: a reader sees the old content or the new one. With `forOwner` nobody else can read it. */
  readonly write: (file: string, content: string | Uint8Array, access?: 'forOwner') => void;
  readonly list: (folder: string) => readonly { readonly name: string; readonly kind: 'file' | 'folder' }[] | undefined;
  readonly remove: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  /** A new empty folder that only this user can look into. Whoever makes it removes it. */
  readonly makeTemporaryFolder: () => string;
}

export interface DeployPorts {
  /** Sends a request and resolves with its answer, whatever its status. Rejects where no answer came. */
  readonly http: (address: string, request: RequestInit) => Promise<Response>;
  readonly processes: {
    /** Rejects where there is no such program. */
    readonly run: (request: ProcessRequest) => Promise<ProcessResult>;
    /** The full path of a program on this process's path; undefined where there is none. */
    readonly find: (name: string) => string | undefined;
  };
  readonly files: DeployFiles;
  readonly clock: {
    /** Milliseconds since 1970-01-01 UTC. */
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
  };
  /** Variables of this process, by name; secrets among them are asked for by their references only. */
  readonly variable: (name: string) => string | undefined;
  /** The project's folder. */
  readonly directory: string;
  /** Progress for whoever watches. Redacted on its way out. */
  readonly tell: (event: DeployEvent) => void;
  /** Makes a value unprintable from now on: plain, in base64 and percent-encoded. Every secret is made by this. */
  readonly keepSecret: (value: string, name: string) => Secret;
}
