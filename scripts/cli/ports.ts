/** The effects of the command line as small interfaces; tests replace them, process-ports.ts has the real ones. */

export interface Console {
  /** Results, for pipes. */
  readonly out: (text: string) => void;
  /** Messages, for people. */
  readonly error: (text: string) => void;
  /** Whether messages may carry colours. */
  readonly colours: boolean;
  /** Whether results may. */
  readonly resultColours: boolean;
  /** Columns of the terminal that results go to; absent where they go elsewhere. */
  readonly width?: number;
  /** One line that tells how far long work is; the next one takes its place, and an empty one removes it. Silent unless people watch. */
  readonly progress: (line: string) => void;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** True for a link to it, which may lead anywhere. */
  readonly linked?: boolean;
}

export interface FileSystem {
  /** A file's text; undefined when there is no such file. Other failures are thrown. */
  readonly read: (file: string) => string | undefined;
  /** A file's bytes; undefined when there is no such file. Other failures are thrown. */
  readonly readBytes: (file: string) => Uint8Array | undefined;
  /** The names in a folder, sorted; undefined when there is no such folder. */
  readonly list: (folder: string) => readonly FolderEntry[] | undefined;
  readonly write: (file: string, content: string | Uint8Array) => void;
  /** Opens a new file for content that comes piece by piece. */
  readonly openNew: (file: string) => { readonly write: (piece: Uint8Array) => void; readonly close: () => void };
  /** Puts a file in the place of another in one step. */
  readonly rename: (from: string, to: string) => void;
  /** Removes a file or a folder with everything in it; nothing happens when there is none. */
  readonly remove: (path: string) => void;
  readonly makeDirectory: (directory: string) => void;
  /** Makes a new empty folder inside `parent` and returns its path. */
  readonly makeTemporaryDirectory: (parent: string) => string;
}

export interface Ports {
  readonly console: Console;
  readonly files: FileSystem;
  /** The folder that relative paths start from. */
  readonly directory: string;
  /** The variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Sends a request and resolves with its answer, whatever its status. */
  readonly http: (address: string, request: RequestInit) => Promise<Response>;
  /** Milliseconds from any start, for durations. */
  readonly now: () => number;
}
