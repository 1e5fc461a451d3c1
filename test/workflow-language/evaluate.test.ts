import assert from 'node:assert/strict';
import { evaluate, evaluateText, resolveValue } from '../../scripts/workflow-language/evaluate';
import { FlowExpressionError } from '../../scripts/workflow-language/flow-expression-error';
import { parseExpression } from '../../scripts/workflow-language/parse-expression';
import { parseText } from '../../scripts/workflow-language/parse-text';
import type { JsonValue } from '../../scripts/workflow-language/workflow-document';
import { exampleContext } from './example-context';

const value = (expression: string): JsonValue => evaluate(parseExpression(expression), exampleContext);
const text = (written: string): JsonValue => evaluateText(parseText(written), exampleContext);
function failureOf(expression: string): string {
  try { return assert.fail(`${expression} is ${JSON.stringify(value(expression))}`); } catch (error) {
    assert.ok(error instanceof FlowExpressionError, String(error));
    return error.message;
  }
}

describe('evaluating expressions', () => {
  const object = `json('{"a": {"b": [1, {"c": null}]}, "x/y": 1, "x": {"y": 2, "z": {"w": 3}}, "": 0}')`;
  const values: readonly (readonly [string, JsonValue])[] = [
    [`${object}['a']['b'][0]`, 1],
    [`${object}.a.b[1]`, { c: null }],
    [`${object}['a']['b'][1]['c']`, null],
    [`${object}?['nothing']`, null],
    [`${object}?['nothing']?['more']?[0]`, null],
    [`${object}?['a']?['b']?[7]`, null],
    [`${object}['x/y']`, 1],
    [`${object}['x/z/w']`, 3],
    [`${object}?['x/z/w/v']`, null],
    [`${object}?['x/nothing']`, null],
    [`${object}?['constructor']`, null],
    ["outputs('skipped_STEP')", null],
    ["body('Skipped_step')?['x']", null],
    ['add(9007199254740991, 1)', 9007199254740992],
    ["string(sub(ticks('2018-03-15T00:00:00.0000001Z'), ticks('2018-03-15T00:00:00Z')))", '1'],
    ["string(add(9007199254740993, 2))", '9007199254740994'],
    ['div(7, 2)', 3],
    ['div(float(7), 2)', 3.5],
    ['div(mul(2, 3.5), 2)', 3.5],
    ['div(max(4, 7.0), 2)', 3.5],
    ["div(if(true, float('7'), 7), 2)", 3.5],
    ['string(float(3))', '3'],
    ['if(true, 1, div(1, 0))', 1],
    ["if(empty(triggerBody()?['nothing']), null, formatDateTime(triggerBody()?['nothing'], 'd'))", null],
    ["If(lessOrEquals(length('short'), 255), 'short', substring('short', 0, 255))", 'short'],
    ['and(false, div(1, 0))', false],
    ['or(equals(0, 0), equals(createArray(1)[sub(0, 1)], 1))', true],
    ["equals(createArray(1, json('{\"a\":1,\"b\":2}')), createArray(1.0, json('{\"b\":2,\"a\":1}')))", true],
    ["equals('A', 'a')", false],
    ["equals(json('{\"a\":1}'), json('{\"a\":1,\"b\":2}'))", false],
    ['equals(false, 0)', true],
    ["equals(json('{\"a\":null}'), json('{\"b\":null}'))", false],
    ["union(json('[1,\"1\",true]'), json('[1,true]'))", [1, '1', true]],
    ["sort(createArray('b', 'B', 'a'))", ['B', 'a', 'b']],
    [`sort(json('[{"n":2},{},{"n":1}]'), 'n')`, [{}, { n: 1 }, { n: 2 }]],
    ["formatDateTime('2019-11-19T08:00:00-05:00')", '2019-11-19T13:00:00.0000000+00:00'],
    ["convertTimeZone('2018-01-01 08:00', 'Tokyo Standard Time', 'UTC')", '2017-12-31T23:00:00.0000000Z'],
    ["addDays('2018-03-15T00:00:00Z', 1, null)", '2018-03-16T00:00:00.0000000Z'],
    ["replace('a$&b', '$&', '$1$$')", 'a$1$$b'],
    ["setProperty(json('{}'), '__proto__', 1)", JSON.parse('{"__proto__":1}') as JsonValue],
    ["guid('P')", '(c2ecc88d-88c8-4096-912c-d6f2e2b138ce)'],
    ["guid('X')", '{0xc2ecc88d,0x88c8,0x4096,{0x91,0x2c,0xd6,0xf2,0xe2,0xb1,0x38,0xce}}'],
  ];
  for (const [expression, expected] of values) it(expression, () => assert.deepEqual(value(expression), expected));
});

describe('expressions that fail', () => {
  const failures: readonly (readonly [string, string])[] = [
    ["triggerBody()?['nothing']['x']", "'x' can't be read, because what it is read from is null. ?[…] gives null instead. In: triggerBody()?['nothing']['x']"],
    ["triggerBody()['nam']", "The object has no property 'nam'. Did you mean 'name'? In: triggerBody()['nam']"],
    ["triggerBody()['name']['x']", "'x' can't be read from a text. Only lists and objects have members. In: triggerBody()['name']['x']"],
    ["createArray(1)[1]", 'The list has no item 1: it has 1, counted from 0. In: createArray(1)[1]'],
    ["createArray(1)?['x']", "An item of a list is found by its number, not by 'x'. In: createArray(1)?['x']"],
    ["outputs('Get_segmnt')", "There is no action \"Get_segmnt\". Did you mean \"Get_segment\"? In: outputs('Get_segmnt')"],
    ["variables('total')", "There is no variable \"total\". There is: count. In: variables('total')"],
    ["items('Other')", "There is no loop around this step \"Other\". There is: Apply_to_each. In: items('Other')"],
    ["concatt('a')", 'There is no function "concatt" here. Did you mean "concat"? In: concatt(\'a\')'],
    ["split(null, ',')", "split wants a text as argument 1 (text), but it is null. A field that may be missing needs a value to fall back on: coalesce(…). In: split(null, ',')"],
    ["add('1', 2)", "add wants a number as argument 1 (number1), but it is a text ('1'). int(…) and float(…) make numbers of texts. In: add('1', 2)"],
    ['toLower(5)', 'toLower wants a text as its argument, but it is a number (5). string(…) makes a text of it. In: toLower(5)'],
    ['length(5)', 'length wants a text or a list as its argument, but it is a number (5). In: length(5)'],
    ["replace('a', 'b')", "replace takes 3 arguments (text, oldText, newText), but is given 2. In: replace('a', 'b')"],
    ['and()', 'and takes 1 argument or more (expression…), but is given none. In: and()'],
    ["formatDateTime('2018-01-01', 'd', 'en-US', 1)", "formatDateTime takes 1 to 3 arguments (timestamp, format?, locale?), but is given 4. In: formatDateTime('2018-01-01', 'd', 'en-US', 1)"],
    ["addDays('soon', 1)", "'soon' is no date and time. Dates are written like 2018-03-15T13:30:00Z; parseDateTime(…) reads other forms. In: addDays('soon', 1)"],
    ["formatDateTime('2018-01-01', 'Q')", "There is no date format \"Q\". One letter is a standard format; a custom one of one letter is written with a percent sign: %Q. In: formatDateTime('2018-01-01', 'Q')"],
    ["formatDateTime('2018-01-01', 'dddd', 'xx-nowhere-at-all')", "There is no locale \"xx-nowhere-at-all\". Locales are written like en-US or de-DE. In: formatDateTime('2018-01-01', 'dddd', 'xx-nowhere-at-all')"],
    ["addToTime('2018-01-01', 1, 'Fortnight')", "addToTime wants Second, Minute, Hour, Day, Week, Month or Year as argument 3 (timeUnit), but it is a text ('Fortnight'). In: addToTime('2018-01-01', 1, 'Fortnight')"],
    ["addDays('9999-12-31', 1)", "1 days lead out of the years 1 to 9999. In: addDays('9999-12-31', 1)"],
    ["convertFromUtc('2018-01-01', 'Mars')", "There is no time zone \"Mars\". Zones have names such as Pacific Standard Time or Europe/Berlin. In: convertFromUtc('2018-01-01', 'Mars')"],
    ["convertToUtc('2021-03-28 02:30', 'Europe/Berlin')", "That time doesn't exist in Europe/Berlin, because clocks were put forward over it. In: convertToUtc('2021-03-28 02:30', 'Europe/Berlin')"],
    ['div(1, 0)', "div can't divide by 0. In: div(1, 0)"],
    ['mul(9223372036854775807, 2)', 'The result is beyond the integers of the platform, which have 64 bits. In: mul(9223372036854775808, 2)'],
    ["int('ten')", "int reads a whole number from a text, but it is a text ('ten'). In: int('ten')"],
    ["greater(null, 1)", 'greater compares two numbers or two texts, but it is given null and a number (1). In: greater(null, 1)'],
    ["if('true', 1, 2)", "if wants true or false as argument 1 (expression), but it is a text ('true'). In: if('true', 1, 2)"],
    ["if(false, 1, div(1, 0))", "div can't divide by 0. In: div(1, 0)"],
    ["and(true, div(1, 0))", "div can't divide by 0. In: div(1, 0)"],
    ["or(false, 1)", "or wants true or false as argument 2 (expression), but it is a number (1). In: or(false, 1)"],
    ["if(null, 1, div(1, 0))", "if wants true or false as argument 1 (expression), but it is null. A field that may be missing needs a value to fall back on: coalesce(…). In: if(null, 1, div(1, 0))"],
    ["if(true, 1, 2, div(1, 0))", "div can't divide by 0. In: div(1, 0)"],
    ["substring('abc', 2, 5)", 'substring goes beyond the text, which has 3 characters: it begins at 2 and wants 5. slice(…) and take(…) give what is there. In: substring(\'abc\', 2, 5)'],
    ["contains(null, 'a')", "contains wants a text, a list or an object as argument 1 (collection), but it is null. A field that may be missing needs a value to fall back on: coalesce(…). In: contains(null, 'a')"],
    [`addProperty(json('{"a":1}'), 'a', 2)`, `addProperty can't add 'a', which the object has already. setProperty(…) changes it. In: addProperty(json('{"a":1}'), 'a', 2)`],
    ["base64ToString('%')", "base64ToString wants base64, but it is a text ('%'). In: base64ToString('%')"],
    ["union(createArray(1), json('{}'))", "union takes lists or objects, but not both at once. In: union(createArray(1), json('{}'))"],
    ["rand(5, 5)", 'rand needs a second number above the first, but they are 5 and 5. In: rand(5, 5)'],
    ['range(0, 0)', 'range makes 1 to 100,000 integers up to 2,147,483,647, but is given 0 and 0. In: range(0, 0)'],
  ];
  for (const [expression, sentence] of failures) it(expression, () => assert.equal(failureOf(expression), sentence));
});

describe('evaluating texts', () => {
  const texts: readonly (readonly [string, JsonValue])[] = [
    ["@variables('count')", 3],
    ["@{variables('count')}", '3'],
    ["n=@{variables('count')}, @{null}, @{true}, @{createArray(1, 'a')}, @{triggerBody()}", 'n=3, , True, [1,"a"], {"name":"VIPs"}'],
    ["@@{variables('count')}", "@{variables('count')}"],
    ['@@odata.type', '@odata.type'],
    ["@triggerBody()?['nothing']", null],
    ['@{1.50} @{-0.5} @{5.0} @{1e14} @{1e15} @{-0.00001} @{0.0001} @{12345678901234567890}', '1.5 -0.5 5 100000000000000 1E+15 -1E-05 0.0001 12345678901234567168'],
  ];
  for (const [written, expected] of texts) it(written, () => assert.deepEqual(text(written), expected));

  it('all texts and names inside a value', () => assert.deepEqual(
    resolveValue({ plain: 'a', "@{variables('count')}x": ["@variables('count')", { deep: "@{triggerBody()['name']}" }], '@@odata.type': '@@x', n: 1, none: null }, exampleContext),
    { plain: 'a', '3x': [3, { deep: 'VIPs' }], '@odata.type': '@x', n: 1, none: null },
  ));
});
