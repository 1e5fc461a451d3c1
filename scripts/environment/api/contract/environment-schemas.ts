import { anything, decimal, either, instant, type JsonSchema, list, number, oneOf, record, ref, text } from './json-schema';

const event = { id: number('Counts from 1 in one start.'), at: instant('When.') };

/** The environment as a whole: clock, assumptions, events, errors. */
export const environmentSchemas = {
  Environment: record({ address: text('Where it answers.'), clock: ref('Clock'), connectors: number('Installed connectors.'), connections: number('Connections.'), flows: number('Flows.'), flowsOn: number('Flows that are on.'), messages: number('Messages in the outbox.') }),
  Clock: record({ now: instant('The environment\'s time.'), 'speed?': decimal('How many times as fast as real time it passes; absent where it only passes by hand.') }),
  ClockChange: record({ speed: decimal('How many times as fast as real time.', { exclusiveMinimum: 0 }) }),
  Advance: either(record({ milliseconds: number('How far.', { minimum: 0 }) }), record({ to: instant('An instant that has not passed.') })),
  Assumption: record({ name: text('Its name.'), value: anything('What counts now.'), default: anything('What counts unless it is turned.'), choices: list(anything('A value.'), 'What it can be.'), about: text('What it is about, and what is known.') }),
  AssumptionChange: record({ value: anything('One of its choices, or its text.') }),
  Event: either(
    record({ ...event, kind: oneOf('A trigger was polled.', 'poll'), poll: ref('Poll') }),
    record({ ...event, kind: oneOf('A service called a webhook trigger.', 'delivery'), delivery: ref('Delivery') }),
    record({ ...event, kind: oneOf('A run was started.', 'runStarted'), run: ref('RunSummary') }),
    record({ ...event, kind: oneOf('A run has ended.', 'runEnded'), run: ref('RunSummary') }),
    record({ ...event, kind: oneOf('A message is in the outbox.', 'message'), message: ref('Message') }),
    record({ ...event, kind: oneOf('A connection was made or changed.', 'connectionChanged'), connectionId: text('Which.'), 'connection?': ref('Connection') }),
    record({ ...event, kind: oneOf('A flow was installed, bound, turned on or off, or deleted.', 'flowChanged'), flowId: text('Which.'), 'flow?': ref('Flow') }),
    record({ ...event, kind: oneOf('A connector was installed or removed.', 'connectorChanged'), connector: text('Its name.') }),
    record({ ...event, kind: oneOf('The clock was moved or its speed changed.', 'clockChanged'), clock: ref('Clock') }),
    record({ ...event, kind: oneOf('Something could not be done that nobody is waiting for.', 'problem'), message: text('In words.') }),
  ),
  Error: record({ error: record({ code: text('What kind of error, for programs.'), message: text('What is wrong and what to do, for people.'), 'details?': list(anything('A finding, or what the schema says.'), 'More about it.') }) }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
