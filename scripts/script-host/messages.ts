// The messages between client and host. `id` joins an answer to its request; several answers may be under way at once.

/** A header line. Lists of them keep order and repetition, which an object can't. */
export type HeaderLine = readonly [name: string, value: string];

/** A remark of the compiler or the host about a script. Line and column count from 1; 0 means the whole file. */
export interface ScriptDiagnostic {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A name that stands in the source; line and column count from 1. */
export interface Mention {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** A class that derives from ScriptBase and is not abstract. */
export interface ScriptClass {
  readonly name: string;
  /** It overrides `Task<HttpResponseMessage> ExecuteAsync()`, itself or through a class in between. */
  readonly executes: boolean;
}

/**
 * What reading a script tells without running it. Every list is in the order of the source, each place once. A script
 * that doesn't compile has facts too, as far as its names resolve.
 */
export interface ScriptFacts {
  /** The compiler's errors and warnings (CS…) and the host's own (KSH…). */
  readonly diagnostics: readonly ScriptDiagnostic[];
  readonly classes: readonly ScriptClass[];
  readonly namespaceBlocks: readonly Mention[];
  /** `#r`, `#load`, as they are spelt. */
  readonly directives: readonly Mention[];
  /** Namespaces of using directives; one that names a type (static, alias) counts as the type's namespace. */
  readonly usings: readonly Mention[];
  /**
   * Types that the code itself names and that none of the 26 documented namespaces has, and the files, processes,
   * sockets, environment variables that reach out of a call. Full names; those of usings are not repeated.
   */
  readonly forbidden: readonly Mention[];
  /** Where an HTTP client or a socket is made: `new HttpClient()`, `WebRequest.Create(…)`. */
  readonly httpClients: readonly Mention[];
  /** Places that block a thread: .Result, .Wait(), Thread.Sleep, GetAwaiter().GetResult(); not for a task awaited before. */
  readonly synchronousWaits: readonly Mention[];
  /**
   * Constants that the script compares Context.OperationId with (==, Equals, switch, patterns) or looks it up among
   * (keys of a dictionary, items of a list, members of an enumeration), also through variables, parameters, the
   * script's own methods, and the form decoded from base64.
   */
  readonly operationIds: readonly Mention[];
  readonly clockReads: readonly Mention[];
  /** Fractions and dates that are read or printed without a culture, except into logs and exceptions. */
  readonly cultureDependent: readonly Mention[];
  /** Places that print what HttpUtility.ParseQueryString gave. */
  readonly queryPrinting: readonly Mention[];
  /** `Formatting` alone, where both Newtonsoft.Json and System.Xml are imported. */
  readonly ambiguousFormatting: readonly Mention[];
}

/** How a script is compiled. */
export interface CompileOptions {
  /** Our own generated code: C# 9, explicit usings, netstandard 2.0. Otherwise the platform's surface for foreign scripts. */
  readonly generated: boolean;
  /** Lets DateTime.UtcNow and its kin tell the call's `clock` in place of the real time. */
  readonly redirectClock: boolean;
}

/** One call, without its body. */
export interface InvokeHeader {
  readonly operationId: string;
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  readonly originalRequestUri: string;
  readonly timeLimitMs: number;
  readonly correlationId?: string;
  readonly connectionParameters?: readonly HeaderLine[];
  readonly base64OperationId?: boolean;
  readonly notificationBase?: string;
  readonly culture?: string;
  readonly clock?: string;
  readonly redirects?: RedirectRule;
  readonly backend?: 'frames';
}

/** Which redirects SendAsync follows by itself: none, those to the same origin, or any (credentials stay behind). */
export type RedirectRule = 'none' | 'same-host' | 'any';

export type ToHost =
  | ({ readonly type: 'load'; readonly id: number; readonly scriptId: string } & CompileOptions)
  | ({ readonly type: 'inspect'; readonly id: number } & CompileOptions)
  | ({ readonly type: 'invoke'; readonly id: number; readonly scriptId: string } & InvokeHeader)
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'unload'; readonly id: number; readonly scriptId: string }
  | SendResponseMessage;

/** The client's answer to a request of a script; `broken` lets the connection break with that reason. */
export interface SendResponseMessage {
  readonly type: 'sendResponse';
  readonly id: number;
  readonly send: number;
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: readonly HeaderLine[];
  readonly delayMs?: number;
  readonly broken?: string;
}

/** A request of a script that the client is to answer. */
export interface SendRequestMessage {
  readonly type: 'sendRequest';
  readonly id: number;
  readonly send: number;
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
}

/** One Context.SendAsync, after it ended. The address carries no secrets. */
export interface SendTrace {
  readonly send: number;
  readonly method: string;
  readonly uri: string;
  /** Absent where no response came; then `error` names the exception. */
  readonly status?: number;
  readonly error?: string;
  readonly milliseconds: number;
}

/** One line that a script wrote to its Logger. */
export interface LogEntry {
  readonly level: 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical';
  readonly message: string;
  readonly exception?: string;
}

/** Why a call has no response. `type-load`: the script's class could not be created. */
export type CallFailureKind = 'exception' | 'timeout' | 'cancelled' | 'type-load';

export type FromHost =
  | { readonly type: 'ready'; readonly runtime: string; readonly cultureData: boolean }
  | { readonly type: 'loaded'; readonly id: number; readonly typeName: string; readonly fromCache: boolean; readonly diagnostics: readonly ScriptDiagnostic[] }
  | { readonly type: 'rejected'; readonly id: number; readonly diagnostics: readonly ScriptDiagnostic[] }
  | { readonly type: 'inspected'; readonly id: number; readonly facts: ScriptFacts }
  | { readonly type: 'unloaded'; readonly id: number }
  | { readonly type: 'error'; readonly id: number; readonly message: string }
  | { readonly type: 'response'; readonly id: number; readonly status: number; readonly reason: string; readonly headers: readonly HeaderLine[] }
  | { readonly type: 'failed'; readonly id: number; readonly failure: CallFailureKind; readonly exceptionType: string; readonly message: string; readonly stillRunning: boolean; readonly stack: readonly string[] }
  | ({ readonly type: 'send'; readonly id: number } & SendTrace)
  | ({ readonly type: 'log'; readonly id: number } & LogEntry)
  | SendRequestMessage;

/** Messages from the host that belong to a request of the client. */
export type Answer = Exclude<FromHost, { readonly type: 'ready' }>;
