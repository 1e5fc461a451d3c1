import { anything, either, instant, type JsonSchema, list, mapOf, number, object, oneOf, record, ref, text, yesNo } from './json-schema';

const runStatus = oneOf('`Running` until it has ended; `Triggered` for a flow without steps.', 'Running', 'Triggered', 'Succeeded', 'Failed', 'Cancelled', 'TimedOut');
const runSummary = {
  key: text('`flow/poll/item`, unique for ever.'), flowId: text('Its flow.'), flow: text('The flow\'s name.'), at: instant('When it was started.'), status: runStatus,
  'endedAt?': instant('When it ended.'), 'durationMs?': number('Milliseconds of the environment\'s clock.'), attempts: number('How often it was started; more than once after the process ended under it.'),
};
const failure = record({ code: text('What kind of failure.'), message: text('In words.') });
const origin = { number: number('Its number.'), at: instant('When it was sent.'), runKey: text('The run that sent it.'), flow: text('Its flow\'s name.'), step: text('Its step.'), destination: text('Where it goes, in words.'), view: text('As a person sees it, as text in a frame.') };

/** Flows, what started them, how they went, and the messages they sent. */
export const flowSchemas = {
  Flow: record({
    id: text('Its id.'), name: text('As people know it.'), 'solution?': text('The solution it came with.'), isOn: yesNo('Whether its trigger is at work.'), installedAt: instant('When it was installed last.'),
    'trigger?': record({
      name: text('Its name in the document.'), kind: oneOf('What starts the flow: a connector\'s trigger, a schedule, a person who gives its inputs, or an app or caller that sends a body.', 'connector', 'schedule', 'button', 'request'), 'operationId?': text('Its operation; absent where no connector\'s trigger starts it.'), 'connector?': text('The connector, by its name in addresses.'), 'recurrenceSeconds?': number('How often it is polled.'),
      'schedule?': text('When a schedule starts it, in words.'),
      'inputs?': list(record({ key: text('Its name in the trigger\'s body.'), title: text('As people see it.'), type: oneOf('What it is.', 'string', 'number', 'integer', 'boolean'), isRequired: yesNo('Whether it must be given.'), 'choices?': list(text('A choice.'), 'What can be chosen.') }), 'What a person gives who starts it.'),
    }),
    connections: list(record({ reference: text('Logical name of the connection reference.'), connector: text('Connector that it is for.'), 'connectionId?': text('What it is bound to.'), required: yesNo('False for Microsoft\'s own connectors that end in the outbox: they need no connection here.') }), 'Connection references.'),
    variables: list(record({ schemaName: text('Schema name.'), name: text('Name of the parameter.'), type: text('Type of the parameter.'), 'value?': anything('Its value; secrets are hidden.') }), 'Environment variables.'),
    missing: list(text('A sentence.'), 'What it needs before it can be turned on.'), 'nextPollAt?': instant('When its trigger is asked next.'), 'nextRunAt?': instant('When its schedule starts it next.'), 'subscription?': record({ kind: oneOf('Whether its service calls it.', 'none', 'subscribing', 'active', 'unsubscribing'), 'nextAttemptAt?': instant('When it is tried again.'), 'problem?': text('What went wrong last.') }), 'problem?': text('Why it is not at work although it should be.'), findings: list(ref('Finding'), 'What a person should know about it.'),
  }),
  FlowDetails: record({ flow: ref('Flow'), document: anything('The workflow document.') }),
  NewFlow: record({ name: text('As people will know it.'), document: object('The workflow document: properties.definition and properties.connectionReferences, as in a solution.'), 'id?': text('Its id; default: a random one.', { pattern: '^[A-Za-z0-9_-]+$' }) }),
  Bindings: record({ 'connections?': mapOf(text('Connection id.'), 'Logical name of a connection reference to connection id.'), 'variables?': object('Schema name of an environment variable to its value.') }),
  TriggerState: record({
    flowId: text('The flow.'), polls: number('Polls so far, or other starts.'), 'triggerUri?': text('The trigger\'s original address.'), 'nextUri?': text('The kept Location, asked next.'),
    parameters: list(record({ name: text('Name.'), value: text('Decoded value.'), declared: yesNo('Whether the operation declares it; what it does not is the trigger\'s state.') }), 'The query of the next address.'),
    'schedule?': record({ 'since?': instant('When it was turned on first with this schedule.'), 'nextAt?': instant('Its next occurrence; absent while it is off, and once it has ended.'), 'last?': record({ at: instant('When.'), runs: number('Runs that were started.'), 'problem?': text('Why none was.') }) }),
    'decoded?': record({ parameter: text('The parameter that holds it.'), format: text('How it was packed.'), value: anything('The state itself.') }),
  }),
  Start: record({
    flowId: text('The flow.'), startNumber: number('Counts on with its polls.'), at: instant('When.'), runs: number('Runs that it started: 1; 0 where the problem says why, or where a trigger condition was not met.'), 'problem?': text('Why no run was started.'), 'nextRunAt?': instant('When its schedule starts it next.'),
  }),
  StartInputs: record({ 'inputs?': object('Inputs by key or title; texts are read as the input\'s type.'), 'body?': anything('The body of a flow that an HTTP request or an app starts.') }),
  Poll: record({
    flowId: text('The flow.'), pollNumber: number('Counts from 1.'), at: instant('When.'), uri: text('What was asked.'), 'status?': number('HTTP status; absent for a poll that was skipped.'),
    outcome: oneOf('What it meant; `skipped`: no more runs of the flow may wait, so nothing was asked.', 'events', 'nothing', 'failed', 'skipped'),
    runs: number('Runs that it started.'), 'unmet?': number('Events that met no trigger condition.'), retry: number('0 for the regular poll.'), 'nextPollAt?': instant('When it asks next.'), 'problem?': text('What went wrong.'),
    backendCalls: list(ref('BackendCall'), 'What was called behind it.'), logs: list(ref('LogEntry'), 'What custom code logged.'), findings: list(ref('Finding'), 'What a person should know.'),
  }),
  Delivery: record({
    flowId: text('The flow.'), deliveryNumber: number('Counts on with its polls.'), subscriptionId: text('The subscription that was called.'), at: instant('When.'), status: number('What the service was answered.'),
    outcome: oneOf('What it meant.', 'events', 'nothing', 'refused'), runs: number('Runs that it started.'), 'unmet?': number('Events that met no trigger condition.'), 'problem?': text('What went wrong.'), findings: list(ref('Finding'), 'What a person should know.'),
  }),
  DeliveryPage: record({ value: list(ref('Delivery'), 'Newest first.') }),
  SubscriptionCall: record({
    kind: oneOf('What was asked.', 'subscribe', 'unsubscribe'), flowId: text('The flow.'), subscriptionId: text('The subscription.'), at: instant('When.'), uri: text('What was asked, without its signature.'), status: number('HTTP status.'),
    outcome: oneOf('How it ended.', 'done', 'failed'), retry: number('0 for the first attempt.'), 'nextAttemptAt?': instant('When it is tried again.'), 'location?': text('The Location of the answer, which is called to unsubscribe.'), 'problem?': text('What went wrong.'),
    backendCalls: list(ref('BackendCall'), 'What was called behind it.'), logs: list(ref('LogEntry'), 'What custom code logged.'), findings: list(ref('Finding'), 'What a person should know.'),
  }),
  SubscriptionCallPage: record({ value: list(ref('SubscriptionCall'), 'Newest first.') }),
  PollPage: record({ value: list(ref('Poll'), 'Newest first.') }),
  RunSummary: record(runSummary),
  RunPage: record({ value: list(ref('RunSummary'), 'Newest first.'), 'nextBefore?': text('Give it as `before` for the next page.') }),
  Run: record({
    ...runSummary, trigger: record({ 'name?': text('Name of the trigger.'), outputs: anything('What it gave: headers and body.') }), 'error?': failure,
    steps: list(ref('Step'), 'In the order in which they stand.'), messages: list(number('Number.'), 'Messages that it sent.'),
  }),
  Step: record({
    name: text('Its name in the document.'), type: text('Its type.'), status: oneOf('How it ended.', 'Succeeded', 'Failed', 'Skipped', 'TimedOut', 'Cancelled'), 'startedAt?': instant('Absent for one that never started.'), 'endedAt?': instant('When it ended.'),
    'inputs?': anything('What it was given.'), 'outputs?': anything('What it gave.'), 'error?': failure, 'inner?': list(record({ title: text('Which branch or item.'), steps: list(ref('Step'), 'The steps inside.') }), 'Branches or items.'),
  }),
  Message: either(
    record({ ...origin, kind: oneOf('Teams.', 'teams'), to: either(record({ kind: oneOf('A channel.', 'channel'), team: text('Team.'), channel: text('Channel.') }), record({ kind: oneOf('A chat.', 'chat'), recipient: text('Recipient.') })), postedAs: text('Flow bot or User.'), 'subject?': text('Subject.'), html: text('HTML, or the JSON of a card.'), isCard: yesNo('Whether it is a card.') }),
    record({ ...origin, kind: oneOf('A mail.', 'mail'), to: list(text('Address.'), 'To.'), cc: list(text('Address.'), 'Copies.'), bcc: list(text('Address.'), 'Blind copies.'), subject: text('Subject.'), html: text('HTML.'), 'importance?': text('Importance.') }),
  ),
  MessagePage: record({ value: list(ref('Message'), 'Newest first.'), 'nextBefore?': number('Give it as `before` for the next page.') }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
