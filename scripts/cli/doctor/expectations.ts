/** What the generated code and the local environment rest on, without a switch, where no document says it. */
import type { ProbeAnswers } from '../../package/probe/probe-answers';

/** Undefined: these answers do not tell. */
type Holds = (answers: ProbeAnswers) => boolean | undefined;

export interface Expectation {
  readonly what: string;
  /** What follows where it does not hold. */
  readonly otherwise: string;
  readonly holds: Holds;
}

export const expectations: readonly Expectation[] = [
  {
    what: 'Request policies run before custom code',
    otherwise: 'Custom code does not see what policies set; connection parameters can\'t be handed to it by a header.',
    holds: ({ calls: { describe: { body } } }) => body === null ? undefined : body.policyHeader === 'before',
  },
  {
    what: 'Response policies run after custom code',
    otherwise: 'What a Response policy sets can be lost where custom code answers.',
    holds: ({ calls: { readHeaders: { status, order } } }) => status === 200 ? order === 'policy' : undefined,
  },
  {
    what: 'A connection\'s key arrives where the definition asks for it',
    otherwise: 'Calls reach the service without credentials.',
    holds: ({ calls: { describeSecured: { keyArrived } } }) => keyArrived ?? undefined,
  },
  {
    what: 'Context.OriginalRequestUri is there, and absolute',
    otherwise: 'Triggers of this toolchain build their Location on it and lose their state without it.',
    holds: ({ calls: { describe: { body } } }) => body === null ? undefined : body.originalRequestUri?.absolute === true,
  },
  {
    what: 'A Location on that address is followed, with the undeclared parameter triggerState',
    otherwise: 'Polling triggers keep no state. Each poll is a first one.',
    holds: ({ trigger: { polls, stage } }) => (stage === 'first' && polls === 1 ? undefined : polls > 1),
  },
  {
    what: 'A state of 1,500 characters comes back whole',
    otherwise: 'Triggers lose their state once it has grown.',
    holds: ({ trigger: { stateLength, polls } }) => (polls > 1 ? stateLength >= 1500 : undefined),
  },
  {
    what: 'A 202 whose Retry-After is longer than the recurrence delays the next poll',
    otherwise: 'Triggers are polled sooner than a busy service asks for.',
    holds: ({ trigger: { found: { afterLongRetryAfter: wait } } }) => wait && wait.waited >= wait.asked * 0.8,
  },
  {
    what: 'A 202 whose Retry-After is shorter does not bring it forward',
    otherwise: 'Triggers are polled more often than their recurrence says, which costs calls.',
    holds: ({ trigger: { found: { afterShortRetryAfter: wait, secondsAfter200: usual } } }) => wait && usual === undefined ? undefined : wait && wait.waited >= (usual ?? 0) * 0.6,
  },
  {
    what: 'A 200 with Retry-After 0 is polled again at once',
    otherwise: 'More than 100 events take a recurrence for each further hundred.',
    holds: ({ trigger: { found: { afterRetryAfter0: wait, secondsAfter200: usual } } }) => wait && wait.waited < Math.min(30, (usual ?? 60) / 2),
  },
  {
    what: 'The Retry-After of a 429 makes an action wait longer than its retry policy',
    otherwise: 'Actions fail sooner than the service asks them to wait.',
    // The policy says 5 s, and the probe answers after 15 s; its Retry-After says 60 s.
    holds: ({ calls: { throttle: { status, startedAt, endedAt } } }) => status === 200 ? Date.parse(endedAt) - Date.parse(startedAt) >= 55_000 : undefined,
  },
  {
    what: 'A connection whose test fails is refused, or shown as broken',
    otherwise: 'Makers learn of a wrong key only when a flow fails.',
    holds: ({ observed: { refusedConnection } }) => refusedConnection ?? undefined,
  },
  {
    what: 'A connection can sign in as a service principal, and its token arrives',
    otherwise: 'Flows run under a person\'s sign-in, which ends when that person leaves.',
    holds: ({ signIn }) => (signIn === null ? undefined : signIn !== 'failed' && signIn.scheme.toLowerCase() === 'bearer' && signIn.kind === 'application'),
  },
];
