/** What the calls of the probe's flow say about assumptions. */
import { assumptionTable, type AssumptionName } from '../../environment/assumptions';
import type { ProbeAnswers } from '../../package/probe/probe-answers';
import { basePaths } from '../../package/probe/probe-connector';
import { type Conclusion, decided, otherwise, undecided } from './conclusion';

type Calls = ProbeAnswers['calls'];
type Judge = (calls: Calls) => Conclusion;

/** One judge an assumption that a single call decides. */
export const callConclusions = {
  operationIdForm: ({ describe: { body } }) => {
    if (!body) return notDescribed;
    if (body.operationId === 'Describe') return decided('plain');
    return Buffer.from(body.operationId, 'base64').toString('utf8') === 'Describe' ? decided('base64') : otherwise(`names the operation Describe "${body.operationId}"`);
  },
  scriptTimeLimitMs: ({ waits }) => timeLimit(waits),
  failedScriptStatus: ({ fail: { status } }) => {
    if (status === null) return undecided('The step Fail shows no status: look at it in the run.');
    return assumptionTable.failedScriptStatus.choices.includes(status) ? decided(status) : otherwise(`answers ${status} for a script that failed`);
  },
  connectionParametersInCode: ({ describe: { body } }) => (body ? decided(body.connectionParameters.readable ? 'present' : 'absent') : notDescribed),
  routedBasePath: ({ route, routeBelowHost }) => {
    const kept = [route.path === `${basePaths.definition}/routed`, routeBelowHost.path === `${basePaths.hostPolicy}/routed`];
    const known = [route.path, routeBelowHost.path].every((path, index) => path === '/routed' || kept[index]);
    if (!known || (kept[0] && !kept[1])) return otherwise(`routes to ${shown(route.path, route.status)} and, below a host policy, to ${shown(routeBelowHost.path, routeBelowHost.status)}`);
    return decided(kept[0] ? 'always' : kept[1] ? 'fromHostPolicyOnly' : 'never');
  },
  hostWithoutScheme: ({ hostWithoutScheme: { scheme, status } }) =>
    (scheme === 'https' || scheme === 'http' ? decided(scheme) : otherwise(`answers ${scheme === null ? status : `by ${scheme}`} where a host has no scheme`)),
  missingPolicyValue: ({ missingValue: { value, status } }) => {
    if (value === '[]') return decided('empty');
    return status !== null && status >= 400 ? decided('refuse') : otherwise(`makes ${shown(value, status)} of a value that is missing`);
  },
  headersInResponseSection: ({ readHeaders: { read, status } }) => {
    if (read === 'response' || read === 'request') return decided(read);
    return status === 200 ? otherwise(`reads ${shown(read, status)} in a Response policy`) : undecided('The step Read_headers failed: look at it in the run.');
  },
  failureSection: ({ refuse: { failurePolicy, status } }) => {
    if (failurePolicy === 'ran') return decided('errorStatus');
    return status === 422 ? decided('connectionErrors') : otherwise(`answers ${status} where the script answers 422`);
  },
  undeclaredSecurity: ({ describe: { body }, describeSecured }) => {
    if (!body) return notDescribed;
    if (body.keyArrived) return decided('apply');
    return describeSecured.keyArrived ? decided('skip') : undecided('The key arrived nowhere, also not where the definition asks for it: check the connection.');
  },
  backendLocation: ({ readHeaders: { location } }) => {
    if (location === 'none') return otherwise('takes the Location out of an answer with status 200');
    return decided(location === 'backend' ? 'leave' : 'rewrite');
  },
} as const satisfies Partial<Record<AssumptionName, Judge>>;

const notDescribed = undecided('The step Describe failed: look at it in the run.');

const shown = (text: string | null, status: number | null): string => (text === null ? `nothing (status ${status})` : `"${text}"`);

/** The choices that lie between the longest wait that was answered and the shortest that was not. */
function timeLimit(waits: Calls['waits']): Conclusion {
  const answered = waits.filter(({ status }) => status === 200).map(({ seconds }) => seconds * 1000);
  const failed = waits.filter(({ status }) => status !== 200).map(({ seconds }) => seconds * 1000);
  if (waits.length === 0) return undecided('The flow did not wait.');
  const [above, below] = [Math.max(0, ...answered), Math.min(Infinity, ...failed)];
  if (above >= below) return otherwise(`answers a script of ${above / 1000} s, and not one of ${below / 1000} s`);
  const fitting = assumptionTable.scriptTimeLimitMs.choices.filter(choice => Number(choice) >= above && Number(choice) <= below);
  if (fitting.length === 1) return decided(fitting[0]!); // there is one
  return fitting.length > 1 ? undecided('The waits lie on one side of all choices.') : otherwise(`ends a script between ${above / 1000} s and ${below / 1000} s`);
}
