import type { JsonValue } from './workflow-document';

/** What is known about a trigger or an action that has run, as `actions('X')` gives it. */
export interface StepRecord {
  readonly name: string;
  readonly status?: string;
  readonly code?: string;
  readonly inputs?: JsonValue;
  /** Calls have `{ statusCode, headers, body }`; `body('X')` reads `body` of it. */
  readonly outputs?: JsonValue;
  readonly error?: JsonValue;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly trackingId?: string;
  readonly clientTrackingId?: string;
  /** For a step of a loop that has ended, looked at from outside: how it ended in each round. Its own values are those of the last one. */
  readonly rounds?: readonly StepRecord[];
}

/**
 * What expressions read while a flow runs. Names of steps, variables, parameters and loops are found without regard to
 * capital letters, as the platform does. A step that was skipped is in `actions` without outputs.
 */
export interface FlowContext {
  readonly trigger?: StepRecord;
  readonly actions: ReadonlyMap<string, StepRecord>;
  /** The step that is running now, for `action()`. */
  readonly action?: StepRecord;
  /** The steps right inside a scope, a condition or a loop that has run, for `result('Scope')`. */
  readonly scopes: ReadonlyMap<string, readonly StepRecord[]>;
  readonly variables: ReadonlyMap<string, JsonValue>;
  readonly parameters: ReadonlyMap<string, JsonValue>;
  /** The current item of each loop around the step, by the loop's name. */
  readonly items: ReadonlyMap<string, JsonValue>;
  /** The current item of the innermost loop, or of the action that goes through a list. */
  readonly item?: { readonly value: JsonValue };
  readonly iterationIndexes: ReadonlyMap<string, number>;
  /** `workflow()`: id, name, type, location, tags, run. */
  readonly workflow?: JsonValue;
  readonly callbackUrl?: string;
  now(): Date;
  /** 32 digits and hyphens, in small letters. */
  newGuid(): string;
  /** From 0 up to 1, which it never is. */
  random(): number;
}

/** A context of which nothing is known; times and random values are fixed so that the same expression gives the same value. */
export const emptyContext: FlowContext = {
  actions: new Map(), scopes: new Map(), variables: new Map(), parameters: new Map(), items: new Map(), iterationIndexes: new Map(),
  now: () => new Date(0), newGuid: () => '00000000-0000-0000-0000-000000000000', random: () => 0,
};
