/**
 * What `start` and `invoke` need of the local environment: service stand-in, gateway and flow engine, wired in
 * `scenario/`. The commands know only these types, so that their option handling and texts are tested without .NET.
 */
import type { Artifacts } from '../generate/artifacts';
import type { Wire } from '../environment/api-client';
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
  /** Where the environment keeps itself; absent: nowhere, it is for this time only. */
  readonly folder?: string;
  /** Moves what the folder keeps aside, and starts over. */
  readonly fresh: boolean;
  /** Shows every poll while it serves. */
  readonly verbose: boolean;
  /** Of the program. */
  readonly version: string;
}

/** The running environment. */
export interface StartedEnvironment {
  /** Where the gateway answers. */
  readonly address: string;
  /** What was installed, in words. */
  readonly installed: string;
  /** Where the former environment was moved to. */
  readonly movedTo?: string;
  /** What was there already, in words; absent in a new one, for which the scenario is. */
  readonly resumed?: string;
  /** Plays the scenario, printing what happens; true when everything happened as it should. */
  readonly playScenario: () => Promise<boolean>;
  /** Lets other programs find it, and prints what happens from now on. */
  readonly serve: () => void;
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
  /** Values of the connection parameters; none: the connection of the service stand-in, for another service one without values. */
  readonly connection?: Readonly<Record<string, unknown>>;
}
export interface InvokeAnswer { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body: string; readonly stages: readonly Wire<'Stage'>[] }

/** The environment that the commands start; `scenario/index.ts` provides it. */
export interface EnvironmentSeam {
  /** Throws an error with a message for people when it can't start: port in use, no .NET SDK. */
  readonly startEnvironment: (request: StartRequest) => Promise<StartedEnvironment>;
  readonly invokeOperation: (request: InvokeRequest) => Promise<InvokeAnswer>;
}
