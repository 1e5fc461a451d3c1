/**
 * What `start` and `invoke` need of the local environment: service stand-in, gateway and flow engine, wired in
 * `scenario/`. The commands know only these types, so that their option handling and texts are tested without .NET.
 */
import type { Artifacts } from '../generate/artifacts';
import type { Connector } from '../model/connector';
import type { Console } from './ports';

/** A packaged solution, read back from where it was written. `name` is for messages. */
export interface PackagedZip { readonly name: string; readonly bytes: Uint8Array }
/** What the environment installs; there is no solution of flows where the connector has none. */
export interface PackagedZips { readonly connector: PackagedZip; readonly flows?: PackagedZip }

export interface StartRequest {
  readonly connector: Connector;
  readonly packages: PackagedZips;
  /** 0 takes a free one. */
  readonly port: number;
  /** Scenario seconds in one second. */
  readonly speed: number;
  /** Named switches of the platform's undocumented behaviour. */
  readonly assumptions: Readonly<Record<string, string>>;
  readonly console: Console;
}

/** The running environment. */
export interface StartedEnvironment {
  /** Where the gateway answers. */
  readonly address: string;
  /** What was installed, in words. */
  readonly installed: string;
  /** Plays the scenario, printing what happens; true when everything happened as it should. */
  readonly playScenario: () => Promise<boolean>;
  /** What a person may want to know while it serves: further addresses, how to make things happen. */
  readonly servingNotes?: readonly string[];
  /** Resolves when the process is asked to end (interrupt). */
  readonly interrupted: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface InvokeRequest {
  readonly connector: Connector;
  readonly artifacts: Artifacts;
  readonly operationId: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As of StartRequest. */
  readonly assumptions: Readonly<Record<string, string>>;
  /** Values of the connection parameters; none: the connection of the service stand-in. */
  readonly connection?: Readonly<Record<string, unknown>>;
}
export interface InvokeAnswer { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body: string }

/** The environment that the commands start; `scenario/index.ts` provides it. */
export interface EnvironmentSeam {
  /** Throws an error with a message for people when it can't start: port in use, no .NET SDK. */
  readonly startEnvironment: (request: StartRequest) => Promise<StartedEnvironment>;
  readonly invokeOperation: (request: InvokeRequest) => Promise<InvokeAnswer>;
}
