/** What the values of flows mean: each is written as JSON and evaluated, with null where null may be. */
import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { conditionJson } from '../../../scripts/generate/flow/condition-emit';
import { flowJson } from '../../../scripts/generate/flow/value-emit';
import { choose, now, optional, record, sentence, text, wholeNumber, dateTime, yesNo, list, freeForm, variable, type FlowCondition } from '../../../scripts/model';
import { flowNodeOf, valueFor, type FlowValueOf } from '../../../scripts/model/flow/flow-values';
import { evaluateCondition } from '../../../scripts/workflow-language/conditions';
import { resolveValue } from '../../../scripts/workflow-language/evaluate';
import { emptyContext, type FlowContext } from '../../../scripts/workflow-language/flow-context';
import type { JsonValue } from '../../../scripts/workflow-language/workflow-document';
import { target } from './order-flows';

const Event = record({
  word: text(), none: optional(text()), count: wholeNumber(), noCount: optional(wholeNumber()), at: dateTime(), noTime: optional(dateTime()), on: yesNo(), maybe: optional(yesNo()),
  words: list(text()), noWords: optional(list(text())), lines: list(record({ sku: text() })), 'it\'s': text(), anything: freeForm(), inner: optional(record({ deep: text() })),
});
const event = valueFor(Event, { node: 'event' }, 'present') as FlowValueOf<typeof Event, 'present'>; // the type of this schema
const body = {
  word: 'Abc', none: null, count: 1234567, noCount: null, at: '2026-01-31T22:30:00Z', noTime: null, on: true, maybe: null, words: ['a', 'b'], noWords: null,
  lines: [{ sku: 's1' }], 'it\'s': 'quoted', anything: { Name: 'n', Number: 7 }, inner: null,
};
const inRun = (of: JsonValue): FlowContext => ({ ...emptyContext, trigger: { name: 'trigger', status: 'Succeeded', outputs: { body: of } }, parameters: new Map([['Name (con_Name)', 'given']]), now: () => new Date('2026-02-03T04:05:06Z') });
const valueOf = (value: object, of: JsonValue = body): JsonValue => resolveValue(flowJson(flowNodeOf(value), target), inRun(of));
const holds = (condition: FlowCondition, of: JsonValue = body): readonly boolean[] => [evaluateCondition(conditionJson(flowNodeOf(condition), target), inRun(of)), valueOf(condition, of) as boolean]; // a condition is true or false

describe('values of flows', () => {
  const values: readonly (readonly [string, object, JsonValue])[] = [
    ['a property', event.word, 'Abc'], ['a name with a quote', event['it\'s'], 'quoted'], ['a property of a null record', event.inner.deep, null],
    ['orElse of null', event.none.orElse('other'), 'other'], ['orElse of something', event.word.orElse('other'), 'Abc'], ['orElse of another null', event.none.orElse(event.inner.deep), null],
    ['a number in English', event.count.formatted('#,##0.0'), '1,234,567.0'], ['a null number', event.noCount.formatted('0'), null], ['a null number with words', event.noCount.formatted('0').orElse('none'), 'none'],
    ['a time', event.at.formatted('yyyy-MM-dd HH:mm'), '2026-01-31 22:30'], ['a null time', event.noTime.formatted('yyyy'), null], ['a null time with words', event.noTime.formatted('yyyy').orElse(event.word), 'Abc'],
    ['days later', event.at.plusDays(1).formatted('yyyy-MM-dd'), '2026-02-01'], ['hours later', event.noTime.orElse(event.at).plusHours(2).formatted('HH'), '00'], ['now', now().formatted('HH:mm:ss'), '04:05:06'],
    ['a sum', event.count.plus(1).minus(event.count), 1], ['the number of a list', event.words.count(), 2], ['the number of a list that is absent', event.noWords.count(), 0],
    ['a joined list', event.words.join(', '), 'a, b'], ['a joined list that is absent', event.noWords.join(', '), ''], ['the first of a list', event.lines.firstItem().sku, 's1'],
    ['the first of nothing', event.noWords.firstItem().orElse('nothing'), 'nothing'], ['a choice', choose(event.on.isYes(), 'yes', event.word), 'yes'], ['a choice of numbers', choose(event.on.isNo(), event.count, 2), 2],
    ['a sentence', sentence`${event.word} has ${event.count}, ${event.none}and ${event.on}`, 'Abc has 1234567, and True'],
    ['a sentence in a sentence', sentence`<${sentence`@${event.word}`}>`, '<@Abc>'], ['a sentence as operand', choose(event.on.isYes(), sentence`${event.count}`, 'x'), '1234567'],
    ['columns that are not known', event.anything.text('Name').orElse(''), 'n'], ['a number among them', event.anything.number('Number'), 7], ['one that is absent', event.anything.dateTime('No'), null],
    ['an environment variable', variable('Name', text({ title: 'Name' })), 'given'],
  ];
  for (const [what, value, expected] of values) it(`${what}: ${JSON.stringify(expected)}`, () => deepEqual(valueOf(value), expected));

  const conditions: readonly (readonly [string, FlowCondition, boolean])[] = [
    ['equal', event.word.equals('Abc'), true], ['letter case counts', event.word.equals('abc'), false], ['null is no text', event.none.equals(''), false],
    ['a name without case', event.word.is('x', 'ABC'), true], ['one name', event.word.is('ABC'), true], ['null is no name', event.none.is('abc'), false], ['present', event.word.isPresent(), true], ['absent', event.none.isPresent(), false],
    ['contains', event.word.contains('b'), true], ['begins', event.word.startsWith('Ab'), true], ['above', event.count.above(1234567), false], ['at least', event.count.atLeast(1234567), true],
    ['below', event.count.below(1234568), true], ['at most', event.count.atMost(0), false], ['equal numbers', event.count.equals(event.count), true], ['a null number', event.noCount.isPresent(), false], ['orElse', event.noCount.orElse(3).above(2), true],
    ['later', event.at.plusHours(1).atOrAfter(event.at), true], ['a time that is absent', event.noTime.isPresent(), false], ['yes', event.on.isYes(), true], ['not no', event.on.isNo(), false], ['null is neither yes', event.maybe.isYes(), false], ['nor no', event.maybe.isNo(), false],
    ['in a list', event.words.has('b'), true], ['in a list that is absent', event.noWords.has('b'), false], ['an empty list', event.noWords.isEmpty(), true], ['a full list', event.lines.isEmpty(), false],
    ['and', event.on.isYes().and(event.words.isEmpty()), false], ['or', event.on.isNo().or(event.word.equals('Abc')), true], ['not', event.on.isYes().and(event.words.has('z').or(event.maybe.isYes()).not()), true],
  ];
  for (const [what, condition, expected] of conditions) it(`${what}: ${expected}, in both forms`, () => deepEqual(holds(condition), [expected, expected]));

  it('carries every text as it is: quotes, at signs and braces change nothing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('@', '{', '}', '\'', '"', '(', 'a', '\\', '\n') }), fc.string({ unit: fc.constantFrom('@', '{', '\'', 'b') }), (word, other) => {
      const of = { ...body, word };
      deepEqual(valueOf(event.none.orElse(word)), word);
      deepEqual(valueOf(sentence(Object.assign([other, word], { raw: [other, word] }), event.word), of), `${other}${word}${word}`);
      deepEqual(resolveValue(flowJson({ node: 'literal', value: word }, target), inRun(of)), word);
      deepEqual(resolveValue(flowJson({ node: 'object', properties: [[`k${word}`, { node: 'literal', value: other }]] }, target), inRun(of)), { [`k${word}`]: other });
      deepEqual(holds(event.word.equals(word), of), [true, true]);
    }));
  });
});
