/** A connector whose names and texts collide with everything that the emitter writes around them. */
import {
  action, apiCall, body, choose, constant, crossing, dateTime, decimalNumber, defineConnector, formula, itemsOf, list, newItems, optional, pollingTrigger, record, send, sentence, text,
  wholeNumber, yesNo, type Connector, type ExpressionOf, type Operation, type TextExpression,
} from '../../../scripts/model';

/** Quotes, backslashes, braces, line ends of C# that are none of JavaScript, an end of a comment, a turned direction, half a character. */
export const nastyText = 'a"b\\n{0}}{ {{ */ // \r\n\t\u0085\u2028\u2029\0\u001f\u202etxt\u{1f600}\u{e0041} \\u0041 "; } class X {';
const Part = record({ name: text(), tags: list(text()), parts: list(record({ name: text() })) });
const Answer = record({ items: list(Part), name: text(), [nastyText]: text() });
const plain = { summary: `Title\nclass Injected { }\u2028class Injected2 { } ${nastyText}`, description: 'Hostile.', method: 'get' } as const;
const read = apiCall({ method: 'GET', path: 'things', parameters: { [nastyText]: text() }, answer: Answer });
const result = record({ [nastyText]: text(), count: wholeNumber() });
const found = (operationId: string, index: number): Operation => action({
  ...plain, operationId, path: `/names/${index}`, parameters: { [nastyText]: text() }, output: result,
  run: given => send(read({ [nastyText]: given[nastyText]! }), answer => ({ [nastyText]: sentence`${nastyTemplate(answer[nastyText]!)}${answer.name}`, count: answer.items.count() })),
});
const nastyTemplate = (value: TextExpression): TextExpression => sentence([nastyText, nastyText] as unknown as TemplateStringsArray, value); // what a tag function gets, without the raw strings that nothing reads

const ids = ['class', 'Value', 'Call', 'Script', 'Service', 'ExecuteAsync', 'ToString', 'Tracking', 'Is_Same', 'get-thing', 'get thing2', '1st', 'größe', '日本', 'reply', 'Task', 'JToken', 'Context'];

const isSame = formula('Is_Same', (lock: ExpressionOf<typeof Part, 'present'>, event: TextExpression) => lock.parts.any(lock => lock.name.equals(event)));
const size = decimalNumber();

const shadowing = action({
  ...plain, operationId: 'Shadowing', path: '/shadowing', method: 'post',
  parameters: { answer: text(), flag: yesNo(), number: wholeNumber(), when: dateTime(), list: body(record({ tags: list(text()), parts: list(Part) })) },
  output: record({ same: list(record({ name: text(), others: wholeNumber() })), nested: text(), known: yesNo(), bodyCount: wholeNumber(), tagged: text(), limit: yesNo(), chosen: text() }),
  run: ({ answer: given, flag, number, when, list: sent }) => send(
    apiCall({ method: 'PUT', path: '{flag}/{number}/{when}/{fixed}/{ratio}', answer: Answer,
      parameters: { flag: yesNo(), number: wholeNumber(), when: dateTime(), fixed: yesNo(), ratio: size, tags: list(text()), at: dateTime(), on: yesNo(), small: size } })(
      { flag, number, when, fixed: true, ratio: 1e21, tags: sent.tags, at: when, on: flag, small: -0.5 }),
    answer => ({
      same: answer.items.where(answer => answer.parts.any(item => item.name.equals(answer.name))).select(record({ name: text(), others: wholeNumber() }), call => ({
        name: call.name.orElse(given), others: call.parts.where(call => call.name.equals(given)).count(),
      })),
      nested: sentence`${answer.items.select(record({ name: text() }), Value => ({ name: Value.name })).count()} of ${choose(flag.isYes(), choose(flag.isNo(), 'a', '}'), choose(flag.isYes(), '{', '"'))}`,
      known: answer.items.any(class_ => isSame(class_, given)), bodyCount: sent.parts.count(), tagged: answer.items.first(_ => _.tags.has('x')).name.orElse(''),
      limit: number.above(-5).and(number.above(1e21).not()).and(number.above(0.1)).and(number.above(1e-7)).and(number.above(5e-324)).and(number.above(-7.9e28)).or(number.above(Number.MAX_SAFE_INTEGER)),
      chosen: constant('a').orElse('b'),
    })),
});
const bodies = [body(list(Part)), body(text()), body(wholeNumber()), body(dateTime()), body(yesNo())].map((parameter, index) => action({
  ...plain, operationId: `Body${index}`, path: `/bodies/${index}`, method: 'post', parameters: { sent: parameter }, output: record({ read: text() }),
  run: ({ sent }) => send(read({ [nastyText]: 'x' }), () => ({ read: 'count' in sent ? sentence`${sent.count()}` : 'scalar' in sent && sent.scalar === undefined ? '' : sentence`${sent as TextExpression}` })), // each is printed by its own type
}));
const Point = record({ at: dateTime(), value: decimalNumber(), tags: list(record({ name: text() })), later: optional(dateTime()) });
const readPoints = apiCall({ method: 'GET', path: '/points', parameters: {}, answer: list(Point), window: { kind: 'count', parameter: 'top', steps: [1, 2], age: listed => choose(listed.tags.any(listed => listed.name.equals('x')), listed.at, listed.later) } });
const polled = pollingTrigger({
  ...plain, operationId: 'Polled', hint: 'x', path: '/trigger/polled', parameters: {}, output: record({ name: text(), at: dateTime() }),
  poll: () => newItems({
    read: itemsOf(readPoints({})), also: { [nastyText]: readPoints({}) }, where: item => item.tags.any(item => item.name.equals('x')).or(item.tags.any(within => within.name.equals('y'))),
    id: item => item.tags.first(call => call.name.is('a', '"')).name, at: item => item.at, keep: (item, _, also) => also[nastyText]!.any(also => also.tags.any(item2 => item2.name.equals(item.tags.firstItem().name))),
    event: ({ item, also }) => ({ name: also[nastyText]!.first(historyIncomplete => historyIncomplete.value.above(item.value)).tags.firstItem().name.orElse(''), at: item.at }),
  }),
});
const crossed = pollingTrigger({
  ...plain, operationId: 'Crossed', hint: 'x', path: '/trigger/crossed', parameters: {}, output: record({ at: dateTime(), later: optional(dateTime()), name: text() }),
  poll: () => crossing({
    read: apiCall({ method: 'GET', path: '/one', parameters: {}, answer: record({ points: list(Point) }) })({}), source: answer => answer, series: source => source.points, at: point => point.at, value: point => point.value,
    threshold: limitOf(), direction: constant('above'),
    event: ({ point, source, at, previousAt, rising }) => ({
      at: choose(rising.isYes(), at, at).orElse(previousAt).orElse(at), later: point.later.orElse(previousAt), name: source.points.first(crossed => crossed.tags.any(point => point.name.equals('x'))).tags.firstItem().name.orElse(''),
    }),
  }),
});
function limitOf() { return constant('1.5').toNumber() as never; } // a number that the type says may be absent; the prelude refuses that one

const tracking = action({ ...plain, operationId: 'Track', path: '/track', parameters: {}, code: {
  className: 'Tracking', fileName: 'tracking.cs',
  source: '\uFEFFusing System.Net.Http;\r\nusing System.Threading.Tasks;\nusing static System.Math;\nusing Words = System.Collections.Generic.List<string>;\n\ninternal static class Tracking\n{\n    public static Task<HttpResponseMessage> Answer(Call call) => Task.FromResult(Reply.Json(200 + Max(4, new Words().Count), null));\n}\n',
} });

export const hostile: Connector = defineConnector({
  title: `Title"\nclass Injected { }\r*/ \u2028class More { } ${nastyText}`, description: 'Hostile.', version: '1.0.0', host: 'hostile.example.com', basePath: 'v1', categories: ['Data'], brandColor: '#336699',
  authentication: { kind: 'none' }, operations: [...ids.map(found), shadowing, ...bodies, polled, crossed, tracking],
});
