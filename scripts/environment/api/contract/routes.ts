import { either, instant, list, number, object, oneOf, record, ref, text } from './json-schema';
import { page, type RouteContract } from './route';

const valueOf = <const Name extends string>(name: Name, description: string) => record({ value: list(ref(name), description) });
const connector = { connector: 'Name of a connector.' };
const connection = { connection: 'Id of a connection.' };
const flow = { flow: 'Id of a flow.' };
const of = <const Name extends string>(name: Name, description: string) => ({ status: 200, description, schema: ref(name) }) as const;
const inputs = object('Values by parameter name; or by path, as flows write them (`body/name`).');

/**
 * Every operation of the API by its operationId. The OpenAPI document is made from it, and handlers are held to its names.
 */
export const routes = {
  getEnvironment: { method: 'get', path: '/environment', tag: 'Environment', summary: 'What is installed and how far the clock is', answer: of('Environment', 'The environment.') },
  getOpenApi: { method: 'get', path: '/openapi.json', tag: 'Environment', summary: 'This document', answer: { status: 200, description: 'An OpenAPI 3.1 document.', schema: object('The document.') } },
  getClock: { method: 'get', path: '/clock', tag: 'Clock', summary: 'The environment\'s time', answer: of('Clock', 'The clock.') },
  setClock: { method: 'patch', path: '/clock', tag: 'Clock', summary: 'Let time pass faster or slower', body: { schema: ref('ClockChange') }, answer: of('Clock', 'The clock.'), errors: [409] },
  advanceClock: { method: 'post', path: '/clock/advance', tag: 'Clock', summary: 'Move time forward', description: 'Everything that falls due on the way happens before the answer.', body: { schema: ref('Advance') }, answer: of('Clock', 'The clock.'), errors: [409, 422] },
  listAssumptions: { method: 'get', path: '/assumptions', tag: 'Assumptions', summary: 'What the platform is assumed to do where nothing public says so', answer: { status: 200, description: 'All of them.', schema: valueOf('Assumption', 'By name.') } },
  setAssumption: { method: 'put', path: '/assumptions/{assumption}', tag: 'Assumptions', summary: 'Turn an assumption', description: 'Counts for calls from now on; flows that are on are turned off and on. It is not kept for the next start.', inPath: { assumption: 'Name of an assumption.' }, body: { schema: ref('AssumptionChange') }, answer: of('Assumption', 'As it is now.'), errors: [404, 422] },
  streamEvents: { method: 'get', path: '/events', tag: 'Events', summary: 'What happens, as server-sent events', description: 'Each event\'s data is an Event as JSON. With `after`, or the header Last-Event-ID, those after that id come first, as far as they are kept.', query: { after: number('Id of the last event that is known.', { minimum: 0 }) }, answer: { status: 200, description: 'A stream without end.', schema: text('Lines of text/event-stream.'), contentType: 'text/event-stream' } },

  installPackage: { method: 'post', path: '/packages', tag: 'Connectors', summary: 'Install a solution or a connector folder', description: 'A zip (application/zip), or the files themselves as JSON. A connector or flow that is there already is updated; connections, bindings and trigger state stay.', query: { name: text('What messages call the zip.') }, body: { schema: ref('PackageFiles'), zip: true }, answer: of('Installation', 'What was installed.'), errors: [409, 422] },
  listConnectors: { method: 'get', path: '/connectors', tag: 'Connectors', summary: 'Installed connectors', answer: { status: 200, description: 'All connectors.', schema: valueOf('Connector', 'By name.') } },
  getConnector: { method: 'get', path: '/connectors/{connector}', tag: 'Connectors', summary: 'A connector, what its connections ask for, its operations', inPath: connector, answer: of('ConnectorDetails', 'The connector.'), errors: [404] },
  getConnectorFiles: { method: 'get', path: '/connectors/{connector}/files', tag: 'Connectors', summary: 'What a connector is made of, as it was installed', description: 'As the files of a connector folder, without its icon: for whoever compares it with what was sent.', inPath: connector, answer: of('PackageFiles', 'The files.'), errors: [404] },
  deleteConnector: { method: 'delete', path: '/connectors/{connector}', tag: 'Connectors', summary: 'Remove a connector that has no connections', inPath: connector, answer: { status: 204, description: 'It is gone.' }, errors: [404, 409] },
  getOperation: { method: 'get', path: '/connectors/{connector}/operations/{operation}', tag: 'Operations', summary: 'The card of an operation, as the designer shows it', inPath: { ...connector, operation: 'Id of an operation.' }, answer: of('OperationCard', 'The card.'), errors: [404] },

  listConnections: { method: 'get', path: '/connections', tag: 'Connections', summary: 'Connections', query: { connector: text('Only those of this connector.') }, answer: { status: 200, description: 'Oldest first.', schema: valueOf('Connection', 'Oldest first.') } },
  createConnection: { method: 'post', path: '/connections', tag: 'Connections', summary: 'Make a connection', description: 'One that is signed in to needs a sign-in afterwards.', body: { schema: ref('NewConnection') }, answer: { status: 201, description: 'The connection.', schema: ref('Connection') }, errors: [404, 409, 422] },
  getConnection: { method: 'get', path: '/connections/{connection}', tag: 'Connections', summary: 'A connection', inPath: connection, answer: of('Connection', 'The connection.'), errors: [404] },
  changeConnection: { method: 'patch', path: '/connections/{connection}', tag: 'Connections', summary: 'Give a connection another title or other values', inPath: connection, body: { schema: ref('ConnectionChange') }, answer: of('Connection', 'The connection.'), errors: [404, 422] },
  deleteConnection: { method: 'delete', path: '/connections/{connection}', tag: 'Connections', summary: 'Delete a connection that no flow that is on uses', inPath: connection, answer: { status: 204, description: 'It is gone.' }, errors: [404, 409] },
  testConnection: { method: 'post', path: '/connections/{connection}/test', tag: 'Connections', summary: 'Call the connector\'s test operation', inPath: connection, answer: of('ConnectionTest', 'How it went.'), errors: [404] },
  signIn: { method: 'post', path: '/connections/{connection}/sign-in', tag: 'Connections', summary: 'Begin a sign-in', inPath: connection, answer: of('SignIn', 'Where a person signs in.'), errors: [404, 409] },
  invokeOperation: { method: 'post', path: '/connections/{connection}/operations/{operation}/invoke', tag: 'Operations', summary: 'Test an operation', description: 'The answer tells every stage of the pipeline. A call that fails is an answer too.', inPath: { ...connection, operation: 'Id of an operation.' }, body: { schema: record({ 'inputs?': inputs }), optional: true }, answer: of('TestCall', 'How the call went.'), errors: [404, 422] },
  getChoices: { method: 'post', path: '/connections/{connection}/operations/{operation}/choices', tag: 'Operations', summary: 'The drop-down of a field', inPath: { ...connection, operation: 'Id of an operation.' }, body: { schema: record({ field: text('Path of the field.'), 'inputs?': inputs }) }, answer: of('Choices', 'The list, or what it waits for.'), errors: [404, 422] },
  getDynamicSchema: { method: 'post', path: '/connections/{connection}/operations/{operation}/schema', tag: 'Operations', summary: 'The schema that depends on other fields', inPath: { ...connection, operation: 'Id of an operation.' }, body: { schema: record({ 'field?': text('Path of the field; absent: the operation\'s outputs.'), 'inputs?': inputs }) }, answer: of('DynamicSchema', 'The schema, or what it waits for.'), errors: [404, 422] },

  listFlows: { method: 'get', path: '/flows', tag: 'Flows', summary: 'Flows', answer: { status: 200, description: 'By name.', schema: valueOf('Flow', 'By name.') } },
  createFlow: { method: 'post', path: '/flows', tag: 'Flows', summary: 'Add a flow of one\'s own', body: { schema: ref('NewFlow') }, answer: { status: 201, description: 'The flow, turned off.', schema: ref('Flow') }, errors: [409, 422] },
  getFlow: { method: 'get', path: '/flows/{flow}', tag: 'Flows', summary: 'A flow with its document', inPath: flow, answer: of('FlowDetails', 'The flow.'), errors: [404] },
  changeFlow: { method: 'put', path: '/flows/{flow}', tag: 'Flows', summary: 'Save a changed flow', description: 'One that is on goes on with the changed document.', inPath: flow, body: { schema: record({ 'name?': text('A new name.'), document: object('The workflow document.') }) }, answer: of('Flow', 'The flow.'), errors: [404, 422] },
  deleteFlow: { method: 'delete', path: '/flows/{flow}', tag: 'Flows', summary: 'Delete a flow', description: 'Its runs stay.', inPath: flow, answer: { status: 204, description: 'It is gone.' }, errors: [404] },
  bindFlow: { method: 'put', path: '/flows/{flow}/bindings', tag: 'Flows', summary: 'Give a flow its connections and the values of environment variables', description: 'What is not named stays as it is.', inPath: flow, body: { schema: ref('Bindings') }, answer: of('Flow', 'The flow.'), errors: [404, 422] },
  turnFlowOn: { method: 'post', path: '/flows/{flow}/turn-on', tag: 'Flows', summary: 'Turn a flow on', description: 'One that was on before goes on from its trigger\'s kept address.', inPath: flow, answer: of('Flow', 'The flow.'), errors: [404, 422] },
  turnFlowOff: { method: 'post', path: '/flows/{flow}/turn-off', tag: 'Flows', summary: 'Turn a flow off', inPath: flow, answer: of('Flow', 'The flow.'), errors: [404, 409] },
  runFlow: { method: 'post', path: '/flows/{flow}/run', tag: 'Flows', summary: 'Poll the trigger of a flow at once, or start a flow that a schedule or a person starts', inPath: flow, body: { schema: ref('StartInputs'), optional: true }, answer: { status: 200, description: 'What the trigger answered, or that it was started.', schema: either(ref('Poll'), ref('Start')) }, errors: [404, 409, 422] },
  getTriggerState: { method: 'get', path: '/flows/{flow}/trigger-state', tag: 'Flows', summary: 'What the trigger of a flow remembers, decoded', inPath: flow, answer: of('TriggerState', 'The state.'), errors: [404] },
  listPolls: { method: 'get', path: '/polls', tag: 'Runs', summary: 'Polls of triggers', query: { flow: text('Only those of this flow.'), ...page }, answer: of('PollPage', 'Newest first.') },
  listDeliveries: { method: 'get', path: '/deliveries', tag: 'Runs', summary: 'Calls of services to webhook triggers', query: { flow: text('Only those of this flow.'), ...page }, answer: of('DeliveryPage', 'Newest first.') },
  listSubscriptionCalls: { method: 'get', path: '/subscription-calls', tag: 'Runs', summary: 'Attempts of webhook triggers and actions to subscribe and unsubscribe', query: { flow: text('Only those of this flow.'), ...page }, answer: of('SubscriptionCallPage', 'Newest first.') },
  listRuns: { method: 'get', path: '/runs', tag: 'Runs', summary: 'Runs', query: { flow: text('Only those of this flow.'), status: oneOf('Only those.', 'Running', 'Triggered', 'Succeeded', 'Failed', 'Cancelled', 'TimedOut'), since: instant('Only those started at this instant or later.'), before: text('Only those older than this run.'), ...page }, answer: of('RunPage', 'Newest first.') },
  getRun: { method: 'get', path: '/runs/{run}', tag: 'Runs', summary: 'A run with its steps', inPath: { run: 'Key of a run, its slashes percent-encoded.' }, answer: of('Run', 'The run.'), errors: [404] },
  listMessages: { method: 'get', path: '/outbox', tag: 'Outbox', summary: 'Messages that flows sent', query: { run: text('Only those of this run.'), before: number('Only those older than this one.', { minimum: 1 }), ...page }, answer: of('MessagePage', 'Newest first.') },
  getMessage: { method: 'get', path: '/outbox/{message}', tag: 'Outbox', summary: 'A message', inPath: { message: 'Number of a message.' }, answer: of('Message', 'The message.'), errors: [404] },
} as const satisfies Readonly<Record<string, RouteContract>>;

export type OperationName = keyof typeof routes;
