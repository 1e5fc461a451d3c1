import { anything, decimal, either, instant, type JsonSchema, list, mapOf, number, oneOf, pair, record, ref, scalar, text, yesNo } from './json-schema';

const headers = list(pair(text('Name.'), text('Value.')), 'Name and value of each line.');
const message = { method: text('HTTP method.'), uri: text('Absolute address.'), headers, 'body?': ref('Content') };
const answer = { status: number('HTTP status.'), headers, 'body?': ref('Content') };

/** Connections, and what a test call of an operation shows. */
export const connectionSchemas = {
  Connection: record({
    id: text('Its id in addresses.'), title: text('As people know it.'), connector: text('Name of its connector.'), 'parameterSet?': text('The way to connect that was chosen.'),
    status: record({ kind: oneOf('Whether it can be used. `error`: what was filled in must be corrected first.', 'connected', 'signInNeeded', 'error'), 'reason?': text('Why not.') }),
    createdAt: instant('When it was made.'), 'account?': text('Who signed in.'), signIn: yesNo('Whether it is signed in to, rather than only filled in.'),
    filledIn: list(text('Name of a parameter.'), 'What was filled in; the values are never shown.'), usedBy: list(text('Id of a flow.'), 'The flows that are bound to it.'),
  }),
  NewConnection: record({ connector: text('Name of the connector.'), 'id?': text('Its id; default: made from the title.', { pattern: '^[A-Za-z0-9_-]+$' }), 'title?': text('As people know it; default: the connector\'s title.'), 'parameterSet?': text('The way to connect; default: the first.'), 'values?': mapOf(scalar, 'What is filled in, by parameter.') }),
  ConnectionChange: record({ 'title?': text('A new title.'), 'values?': mapOf(scalar, 'New values; those not named stay.') }),
  ConnectionTest: record({ outcome: oneOf('`notDeclared`: the connector names no operation for it, so nothing was called.', 'passed', 'failed', 'notDeclared'), 'operationId?': text('The operation that was called.'), 'status?': number('Status of its answer.'), message: text('In words.') }),
  SignIn: record({ url: text('The page to open in a browser.') }),
  Content: either(
    record({ kind: oneOf('JSON.', 'json'), value: anything('The value.') }),
    record({ kind: oneOf('Any other text.', 'text'), value: text('The text.') }),
    record({ kind: oneOf('Bytes.', 'binary'), base64: text('The bytes.'), length: number('How many.') }),
    record({ kind: oneOf('Too long to be shown.', 'omitted'), length: number('Bytes.') }),
  ),
  BackendCall: record({ method: text('HTTP method.'), uri: text('Its address, without secrets.'), 'status?': number('Absent where no answer came.'), 'error?': text('Why none came.'), 'durationMs?': decimal('Real milliseconds.') }),
  LogEntry: record({ level: text('Level.'), message: text('What the code logged.'), 'exception?': text('An exception it logged.') }),
  Stage: either(
    record({ kind: oneOf('The request as it came to the gateway.', 'request'), message: record(message) }),
    record({ kind: oneOf('What the connection put in.', 'credentials'), credentials: list(record({ in: oneOf('Where.', 'header', 'query'), name: text('Its name.'), value: text('Always hidden.') }), 'Each of them.') }),
    record({ kind: oneOf('A policy of the Request section.', 'requestPolicy'), templateId: text('Its template.'), title: text('Its title.'), changed: yesNo('Whether it changed anything.'), before: record(message), 'after?': record(message), calls: list(ref('BackendCall'), 'What it called itself.'), 'problem?': text('Why it failed.') }),
    record({ kind: oneOf('Custom code.', 'customCode'), outcome: oneOf('How it ended.', 'response', 'failed'), durationMs: decimal('Real milliseconds.'), sends: list(ref('BackendCall'), 'What it sent.'), logs: list(ref('LogEntry'), 'What it logged.'), 'answer?': record(answer), 'problem?': text('Why it failed.') }),
    record({ kind: oneOf('The call of the backend by the gateway.', 'backend'), request: record(message), 'answer?': record(answer), durationMs: decimal('Real milliseconds.'), 'problem?': text('Why no answer came.') }),
    record({ kind: oneOf('A policy of the Response or Failure section.', 'responsePolicy'), section: oneOf('Which.', 'Response', 'Failure'), templateId: text('Its template.'), title: text('Its title.'), changed: yesNo('Whether it changed anything.'), before: record(answer), 'after?': record(answer), calls: list(ref('BackendCall'), 'What it called itself.'), 'problem?': text('Why it failed.') }),
    record({ kind: oneOf('The answer as the flow engine gets it.', 'answer'), answer: record(answer) }),
  ),
  TestCall: record({
    operationId: text('The operation.'), status: number('HTTP status.'), succeeded: yesNo('Whether the status is 2xx.'), headers, 'body?': ref('Content'),
    answeredBy: oneOf('Who gave the answer.', 'gateway', 'customCode', 'backend'), durationMs: decimal('Real milliseconds.'),
    stages: list(ref('Stage'), 'The pipeline in its order.'), findings: list(ref('Finding'), 'What a person should know about the call.'),
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
