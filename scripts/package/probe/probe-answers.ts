/** What the probe reports, in the form in which its flow shows it: one JSON document that a person copies out. */

/** Rises when answers of an older probe can't be read any more. */
export const answersVersion = 1;

/** A call of the flow's: its status, null where the platform gave none. */
export interface ProbeCall { readonly status: number | null }
export interface AddressAnswer { readonly scheme: string; readonly host: string; readonly path: string }

/** What custom code saw of a call. */
export interface Description {
  readonly operationId: string;
  readonly language: number;
  readonly coreLibrary: string;
  readonly runtimeVersion: string;
  readonly jsonLibrary: string;
  readonly culture: string;
  readonly utcOffsetMinutes: number;
  readonly headerNames: readonly string[];
  readonly contextType: string;
  readonly policyHeader: string | null;
  readonly keyArrived: boolean;
  readonly originalRequestUri: { readonly absolute: boolean; readonly scheme?: string; readonly hostEnding?: string; readonly path?: string; readonly query?: readonly string[] } | null;
  readonly requestUri: AddressAnswer;
  readonly connectionParameters: { readonly member: boolean; readonly readable: boolean };
  readonly createNotificationUri: boolean;
}

/** How long the next poll took after an answer with Retry-After; both in seconds. */
export interface WaitAnswer { readonly asked: number; readonly waited: number }

/** What the trigger found by being polled; what it has not come to yet is absent. */
export interface TriggerFindings {
  readonly secondsAfter200?: number;
  readonly afterLongRetryAfter?: WaitAnswer;
  readonly afterShortRetryAfter?: WaitAnswer;
  readonly afterRetryAfter0?: WaitAnswer;
  readonly errorWithLocation?: 'used' | 'ignored';
  readonly errorWithoutLocation?: 'kept';
  readonly withoutArray?: 'used' | 'ignored';
}

/** The event that started the run. */
export interface TriggerAnswer {
  readonly stage: string;
  readonly complete: boolean;
  readonly polls: number;
  readonly rounds: readonly number[];
  readonly firstPollAt: string;
  readonly polledAt: string;
  readonly stateLength: number;
  readonly found: TriggerFindings;
}

export interface ProbeAnswers {
  readonly probe: typeof answersVersion;
  readonly reportedAt: string;
  readonly trigger: TriggerAnswer;
  readonly calls: {
    readonly describe: ProbeCall & { readonly body: Description | null };
    readonly describeSecured: ProbeCall & { readonly keyArrived: boolean | null };
    readonly readHeaders: ProbeCall & { readonly order: string | null; readonly read: string | null; readonly location: 'none' | 'backend' | 'other' };
    readonly refuse: ProbeCall & { readonly failurePolicy: string | null };
    readonly fail: ProbeCall;
    readonly waits: readonly (ProbeCall & { readonly seconds: number })[];
    readonly throttle: ProbeCall & { readonly startedAt: string; readonly endedAt: string };
    readonly missingValue: ProbeCall & { readonly value: string | null };
    readonly route: ProbeCall & { readonly path: string | null };
    readonly routeBelowHost: ProbeCall & { readonly path: string | null };
    readonly hostWithoutScheme: ProbeCall & { readonly scheme: string | null };
  };
  /** What the second probe told; null where nobody tried, `failed` where the connection could not be made. */
  readonly signIn: { readonly scheme: string; readonly kind: 'application' | 'user' | 'unreadable'; readonly audience: string } | 'failed' | null;
  /** What only a person sees; empty or null where nobody has written it in. */
  readonly observed: {
    /** ISO 8601, with seconds and a zone. */
    readonly turnedOnAt: string;
    /** Whether the run history shows a run that was cancelled. */
    readonly cancelledRun: boolean | null;
    /** Whether the trigger's round was changed, and the flow saved. */
    readonly roundChanged: boolean | null;
    /** Whether the connection with the word refuse was refused, or shown as broken. */
    readonly refusedConnection: boolean | null;
  };
}
