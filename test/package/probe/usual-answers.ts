import type { ProbeAnswers } from '../../../scripts/package/probe/probe-answers';

/** Complete answers of a tenant that is as the local environment assumes, with everything written in that a person saw. */
export const usualAnswers: ProbeAnswers = {
  probe: 1,
  reportedAt: '2026-03-02T07:13:00.0000000Z',
  trigger: {
    stage: 'idle', complete: true, polls: 24, rounds: [1, 2], firstPollAt: '2026-03-02T07:00:12Z', polledAt: '2026-03-02T07:25:12Z', stateLength: 8700,
    found: {
      secondsAfter200: 60, afterLongRetryAfter: { asked: 150, waited: 150 }, afterShortRetryAfter: { asked: 5, waited: 60 }, afterRetryAfter0: { asked: 0, waited: 1 },
      errorWithLocation: 'used', errorWithoutLocation: 'kept', withoutArray: 'used',
    },
  },
  calls: {
    describe: {
      status: 200,
      body: {
        coreLibrary: 'System.Private.CoreLib', runtimeVersion: '8.0.11', jsonLibrary: '13.0.0.0', language: 11, culture: '', utcOffsetMinutes: 0, operationId: 'Describe',
        originalRequestUri: { absolute: true, scheme: 'https', hostEnding: 'azure-apim.net', path: '/apim/*/*/describe', query: [] },
        requestUri: { scheme: 'https', host: 'example.com', path: '/base/describe' }, policyHeader: 'before', keyArrived: true, headerNames: ['x-probe-key', 'x-probe-policy'],
        contextType: 'Some.Context', connectionParameters: { member: false, readable: false }, createNotificationUri: true,
      },
    },
    describeSecured: { status: 200, keyArrived: true },
    readHeaders: { status: 200, order: 'policy', read: 'response', location: 'other' },
    refuse: { status: 422, failurePolicy: null },
    fail: { status: 500 },
    waits: [{ seconds: 8, status: 500 }, { seconds: 30, status: 500 }, { seconds: 100, status: 500 }],
    throttle: { status: 200, startedAt: '2026-03-02T07:12:00Z', endedAt: '2026-03-02T07:13:00Z' },
    missingValue: { status: 200, value: '[]' },
    route: { status: 200, path: '/routed' },
    routeBelowHost: { status: 200, path: '/host/routed' },
    hostWithoutScheme: { status: 200, scheme: 'https' },
  },
  signIn: { scheme: 'Bearer', kind: 'application', audience: 'https://graph.microsoft.com' },
  observed: { turnedOnAt: '2026-03-02T07:00:12Z', cancelledRun: false, roundChanged: true, refusedConnection: true },
};

/** These answers with something else at places such as `calls.fail.status`. */
export function answersWith(changes: Readonly<Record<string, unknown>>): ProbeAnswers {
  const copy = structuredClone(usualAnswers) as unknown as Record<string, unknown>; // walked by name below
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const inner = names.reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, copy); // the tests name places that exist
    inner[last] = value;
  }
  return copy as unknown as ProbeAnswers;
}
