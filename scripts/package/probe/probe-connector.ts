/** The probe as a connector: its operations ask the platform what no document says, and its custom code answers them. */
import { action } from '../../model/action';
import { connectionSecret } from '../../model/connection';
import { defineConnector, type Connector } from '../../model/connector';
import type { CodeFragment, Operation, OperationDetails, Parameters } from '../../model/operation';
import { policy } from '../../model/policy';
import { batchOf } from '../../model/polling-trigger';
import { dateTime, freeForm, list, record, text, wholeNumber, yesNo, type RecordSchema } from '../../model/schema';

/** The base path of the definition, and the other one that a host policy gives. */
export const basePaths = { definition: '/base', hostPolicy: '/host' } as const;
/** Nothing is sent there: the domain is kept free for examples (RFC 2606). */
const host = 'example.com';

/** The title that makers see, and the ids that the flow calls. */
export const probeTitle = 'Konektor Probe';
export const triggerId = 'OnProbe';

/** Answers all operations; the class is the script itself. */
const code: CodeFragment = { className: 'Script', fileName: 'probe-script.cs', source: '' };

type Question = Pick<OperationDetails<Parameters>, 'operationId' | 'summary' | 'description'> & { readonly path: string; readonly output: RecordSchema; readonly parameters?: Parameters };
const question = ({ parameters = {}, ...details }: Question): Operation => ({ ...action({ ...details, method: 'get', parameters, code }) });

const Address = record('ProbeAddress', {
  scheme: text({ title: 'Scheme', description: 'https or http.' }),
  host: text({ title: 'Host', description: 'The name of the host.' }),
  path: text({ title: 'Path', description: 'The path, with or without the base path.' }),
});

const test = question({
  operationId: 'TestProbe', summary: 'Test the connection', description: 'Answers that the connection works, unless its key is the word refuse.', path: '/test',
  output: record({ works: yesNo({ title: 'Works', description: 'Always yes.' }) }),
});
const describe = question({
  operationId: 'Describe', summary: 'Describe the call', description: 'Tells what custom code sees of a call, and what it runs on.', path: '/describe',
  output: record('ProbeDescription', {
    operationId: text({ title: 'Operation ID', description: 'As the context names it.' }),
    language: wholeNumber({ title: 'C# version', description: '11 stands for 11 or newer, 9 for 9 or older.' }),
    coreLibrary: text({ title: 'Core library', description: 'The assembly that text and numbers come from.' }),
    runtimeVersion: text({ title: 'Runtime version', description: 'The version of .NET.' }),
    culture: text({ title: 'Culture', description: 'The culture that numbers and dates are written in; empty for the invariant one.' }),
    headerNames: list(text({ title: 'Header', description: 'A name.' }), { title: 'Header names', description: 'The names of the request\'s headers, in their order.' }),
    originalRequestUri: freeForm({ title: 'Original address', description: 'The form of the address that was called.' }),
    requestUri: Address,
    connectionParameters: freeForm({ title: 'Connection parameters', description: 'Whether custom code can read them.' }),
  }),
});
const describeSecured = question({
  operationId: 'DescribeSecured', summary: 'Look for the key', description: 'Tells whether the key of the connection arrived. This operation says itself how it is secured.', path: '/secured',
  output: record({ keyArrived: yesNo({ title: 'Key arrived', description: 'Whether the header of the key was there.' }) }),
});
const readHeaders = question({
  operationId: 'ReadHeaders', summary: 'Answer with headers', description: 'Answers with headers that policies change.', path: '/headers',
  output: record({ answered: yesNo({ title: 'Answered', description: 'Always yes.' }) }),
});
const refuse = question({
  operationId: 'Refuse', summary: 'Refuse a call', description: 'Answers 422.', path: '/refuse',
  output: record({ never: yesNo({ title: 'Never', description: 'There is never an answer with it.' }) }),
});
const fail = question({
  operationId: 'Throw', summary: 'Fail in custom code', description: 'Throws an exception that nothing catches.', path: '/throw',
  output: record({ never: yesNo({ title: 'Never', description: 'There is never an answer with it.' }) }),
});
const wait = question({
  operationId: 'Wait', summary: 'Wait in custom code', description: 'Answers after a while, however long that is.', path: '/wait',
  parameters: { seconds: wholeNumber({ title: 'Seconds', description: 'How long to wait.', minimum: 0, maximum: 300 }) },
  output: record({ waited: wholeNumber({ title: 'Waited', description: 'The seconds that were asked for.' }) }),
});
const throttle = question({
  operationId: 'Throttle', summary: 'Ask for patience', description: 'Answers 429 with a Retry-After of 60 seconds until an instant.', path: '/throttle',
  parameters: { until: dateTime({ title: 'Until', description: 'The instant from which on it answers.' }) },
  output: record({ passed: yesNo({ title: 'Passed', description: 'Always yes.' }) }),
});
const missingValue = question({
  operationId: 'MissingValue', summary: 'Read a missing value', description: 'Tells what a policy made of a header that was never sent.', path: '/missing',
  output: record({ value: text({ title: 'Value', description: 'Empty brackets where the policy found nothing.' }) }),
});
const route = question({ operationId: 'Route', summary: 'Route a call', description: 'Tells the address after a policy has routed the call.', path: '/route', output: Address });
const routeBelowHost = question({ operationId: 'RouteBelowHost', summary: 'Route a call on another host', description: 'Tells the address after policies have set host and route.', path: '/routebelowhost', output: Address });
const hostWithoutScheme = question({ operationId: 'HostWithoutScheme', summary: 'Set a host without scheme', description: 'Tells the address after a policy has set a host without scheme.', path: '/hostwithoutscheme', output: Address });

const ProbeEvent = record('ProbeEvent', {
  stage: text({ title: 'Stage', description: 'The step of the probe that this event ends.' }),
  complete: yesNo({ title: 'Complete', description: 'Whether the list of steps is done.' }),
  polls: wholeNumber({ title: 'Polls', description: 'How often the trigger was polled since it began.' }),
  rounds: list(wholeNumber({ title: 'Round', description: 'A round.' }), { title: 'Rounds', description: 'The rounds that the trigger was asked for.' }),
  firstPollAt: dateTime({ title: 'First poll', description: 'When the trigger began.' }),
  polledAt: dateTime({ title: 'This poll', description: 'When this event was told.' }),
  stateLength: wholeNumber({ title: 'Length of the state', description: 'The most characters of state that came back whole.' }),
  found: freeForm({ title: 'Found', description: 'What was found so far.' }),
});

/** A polling trigger that is answered by code of its own; the builder for authors knows detectors alone. */
const trigger: Operation = {
  ...action({
    operationId: triggerId, summary: 'When the probe has something to tell', description: 'Goes through a list of answers and tells what the platform makes of them.', visibility: 'important',
    method: 'get', path: '/trigger/probe', code, output: batchOf(ProbeEvent),
    parameters: { round: wholeNumber({ title: 'Round', description: 'Change it to see what an edited trigger goes on with.', minimum: 1, maximum: 9, default: 1 }) },
  }),
  kind: 'pollingTrigger', hint: 'Tells step by step what the platform makes of the answers of a trigger.',
};

const policies = [
  policy('setheader', { title: 'Show that policies run before code', section: 'Request', operations: [describe], parameters: { name: 'x-probe-policy', value: 'before' } }),
  policy('setheader', { title: 'A header of the request', section: 'Request', operations: [readHeaders], parameters: { name: 'x-probe-side', value: 'request' } }),
  policy('setheader', { title: 'Show that policies run after code', section: 'Response', operations: [readHeaders], parameters: { name: 'x-probe-order', value: 'policy' } }),
  policy('setheader', { title: 'Show whose headers are read', section: 'Response', operations: [readHeaders], parameters: { name: 'x-probe-read', value: '@headers(\'x-probe-side\')' } }),
  policy('setheader', { title: 'Show when failure policies run', section: 'Failure', operations: [refuse], parameters: { name: 'x-probe-failure', value: 'ran' } }),
  policy('setheader', { title: 'Read a header that was never sent', section: 'Request', operations: [missingValue], parameters: { name: 'x-probe-missing', value: '[@headers(\'x-probe-never-sent\')]' } }),
  policy('routerequesttoendpoint', { title: 'Route', operations: [route], parameters: { newPath: '/routed' } }),
  policy('dynamichosturl', { title: 'Set host and base path', operations: [routeBelowHost], parameters: { urlTemplate: `https://${host}${basePaths.hostPolicy}` } }),
  policy('routerequesttoendpoint', { title: 'Route below the host', operations: [routeBelowHost], parameters: { newPath: '/routed' } }),
  policy('dynamichosturl', { title: 'Set a host without scheme', operations: [hostWithoutScheme], parameters: { urlTemplate: `${host}${basePaths.hostPolicy}` } }),
];

/** The operations by what they find out, for the flow that calls them. */
export const questions = { describe, describeSecured, readHeaders, refuse, fail, wait, throttle, missingValue, route, routeBelowHost, hostWithoutScheme } as const;

/** The probe. Its title and operations never change; what it asks may. */
export const probeConnector: Connector = defineConnector({
  title: probeTitle,
  description: 'Finds out how this environment treats connectors where no document says it. It sends nothing to anyone.',
  version: '1.0.0',
  host, basePath: basePaths.definition, categories: ['IT Operations'], brandColor: '#5B4B8A',
  authentication: {
    kind: 'parameters', apiKey: { name: 'x-probe-key', in: 'header' },
    parameters: { api_key: connectionSecret({ title: 'Any word', description: 'A made-up word that is no password of yours. The word refuse makes the test of the connection fail.' }) },
  },
  policies, testConnection: test,
  operations: [test, ...Object.values(questions), trigger],
});
