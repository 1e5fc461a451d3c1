/**
 * What the platform does where nothing public says so. Each is one switch with its default beside it, so that a
 * connector can be tried under the other answer. "facts" is the project's note on runtime semantics.
 */
const table = {
  errorWithLocation: { choices: ['use', 'ignore'], default: 'use', about: 'Whether a polling trigger goes on from the Location of a 4xx or 5xx answer. Documented for 200 and 202 only (facts 3.2).' },
  errorWithoutLocation: { choices: ['keep', 'reset'], default: 'keep', about: 'Whether a polling trigger keeps its kept Location after a 4xx or 5xx answer without one, or starts from the original address (facts 3.2).' },
  editedInputs: { choices: ['newInputsOldState', 'locationAsIs', 'startAfresh'], default: 'newInputsOldState', about: 'What an edited trigger asks next: its new inputs with the undeclared query parameters of the kept Location, the kept Location as it is, or the new inputs alone.' },
  pollOnTurnOn: { choices: ['atOnce', 'afterRecurrence'], default: 'atOnce', about: 'When a trigger that was turned on polls first.' },
  firstScheduledRun: { choices: ['atOnce', 'nextTime'], default: 'atOnce', about: 'When a flow first runs whose recurrence has a schedule and no start time. One table of "Schedules for recurring triggers" says instantly, its examples say at the next scheduled time.' },
  splitOnWithoutArray: { choices: ['noRun', 'oneRun'], default: 'noRun', about: 'What a 200 starts whose body has no array where split-on looks for one.' },
  operationIdForm: { choices: ['plain', 'base64'], default: 'plain', about: 'The form of Context.OperationId. Public scripts decode base64 defensively (facts 1.2).' },
  scriptTimeLimitMs: { choices: [5_000, 120_000], default: 5_000, about: 'Time limit of custom code. 5 s in all of Microsoft\'s pages read; 2 minutes reported second-hand (facts 1.1).' },
  failedScriptStatus: { choices: [500, 502, 504], default: 500, about: 'Status of a call whose script threw or ran out of time (facts 1.5).' },
  connectionParametersInCode: { choices: ['absent', 'present'], default: 'absent', about: 'Whether Context.ConnectionParameters exists; not documented (facts 1.2).' },
  routedBasePath: { choices: ['fromHostPolicyOnly', 'always', 'never'], default: 'fromHostPolicyOnly', about: 'Whether routerequesttoendpoint keeps the base path: only one that dynamichosturl gave, always, or never (facts 2.1).' },
  hostWithoutScheme: { choices: ['https', 'http'], default: 'https', about: 'The scheme of a dynamichosturl value that has none (facts 2.1).' },
  missingPolicyValue: { choices: ['empty', 'refuse'], default: 'empty', about: 'What a policy expression yields for a parameter, header or query value that is absent and has no default.' },
  headersInResponseSection: { choices: ['response', 'request'], default: 'response', about: 'Which headers @headers reads in a Response policy (facts 2.3 says it of body() only).' },
  failureSection: { choices: ['connectionErrors', 'errorStatus'], default: 'connectionErrors', about: 'When Failure policies run: only where no answer came, or also for 4xx and 5xx (facts 9).' },
  undeclaredSecurity: { choices: ['apply', 'skip'], default: 'apply', about: 'Whether a connection authenticates an operation that neither it nor the definition gives a security list.' },
  unauthenticatedConnection: { choices: ['refuse', 'call'], default: 'refuse', about: 'Whether the gateway answers 401 by itself for a connection whose status is unauthenticated, or calls the service with it all the same. What the status does to calls is not documented (facts 4.4).' },
  rateWindow: { choices: ['sliding', 'fixed', 'off'], default: 'sliding', about: 'How the calls of a connection are counted for the limit of 500 a minute (facts 6): in any 60 s, in each minute of the clock, or not at all.' },
  sizeLimits: { choices: ['apply', 'off'], default: 'apply', about: 'Whether the gateway refuses addresses, bodies and answers that are larger than the documented limits (facts 6 and 3.4). The statuses are 414, 413 and 502 here; only the numbers are documented.' },
  backendLocation: { choices: ['rewrite', 'leave'], default: 'rewrite', about: 'Whether a Location on the backend\'s address is turned into the connector\'s own address (facts 3.3).' },
  performanceProfile: { choices: ['low', 'high'], default: 'low', about: 'The performance profile of the flows\' owner, which decides retries, split-on items and paged items (facts 3.4): low without a premium licence.' },
  splitOnOverLimit: { choices: ['fail', 'cut'], default: 'fail', about: 'What an answer with more items than split-on may have does: it fails and starts nothing, or starts as many runs as it may.' },
  failedSubscription: { choices: ['staysOn', 'turnsOff'], default: 'staysOn', about: 'Whether a flow stays on whose webhook could not be subscribed; documented is only that its history shows the failed call (facts 3.3).' },
  callbackWhenOff: { choices: [400, 404, 410], default: 400, about: 'What a call to the callback address of a flow that is off is answered. Not documented; makers report 400 with the code WorkflowTriggerIsNotEnabled for flows with HTTP triggers.' },
  callbackMethods: { choices: ['postOnly', 'any'], default: 'postOnly', about: 'Which methods start runs at a callback address. POST is documented (facts 3.3); others are answered 405 here, or count like it.' },
  notificationOperations: { choices: ['internalOnly', 'any'], default: 'internalOnly', about: 'Which operations an address of Context.CreateNotificationUri can invoke. The published connectors that use it have internal ones (facts 1.2).' },
} as const satisfies Record<string, { choices: readonly (string | number)[]; default: string | number; about: string }>;

type Table = typeof table;
export type AssumptionName = keyof Table;
export type Assumptions = { readonly [Name in AssumptionName]: Table[Name]['choices'][number] };

/** Every assumption with its choices, default and reason, for `konektor start --assumptions`. */
export const assumptionTable: { readonly [Name in AssumptionName]: { readonly choices: readonly (string | number)[]; readonly default: string | number; readonly about: string } } = table;

/** The defaults with the given switches turned. */
export function assumptions(turned: Partial<Assumptions> = {}): Assumptions {
  // fromEntries forgets the names; each value comes from the row of its name.
  const defaults = Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row.default])) as unknown as Assumptions;
  return { ...defaults, ...turned };
}
