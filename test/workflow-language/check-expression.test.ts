import assert from 'node:assert/strict';
import { checkText, type ExpressionScope } from '../../scripts/workflow-language/check-expression';
import { functions } from '../../scripts/workflow-language/functions';

const scope: ExpressionScope = { actions: ['Get_segment', 'Scope'], parameters: ['region'], variables: ['count'], loops: [] };

/** The findings as "offset what → todo". */
const found = (text: string, within: ExpressionScope = scope): readonly string[] => checkText(text, within).map(({ offset, what, todo }) => `${offset} ${what} → ${todo}`);

describe('checking expressions', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['plain text', []],
    ["@body('Get_segment')?['x']", []],
    ["@{outputs('get_segment')} @{parameters('region')} @{variables('count')}", []],
    ["@concatt('a')", ['1 There is no function "concatt". → Did you mean "concat"?']],
    ["@zzzzzz()", ['1 There is no function "zzzzzz". → Use a function of the workflow definition language.']],
    ["a @{toLower()} b", ["4 toLower takes 1 argument (text), but is given none. → Write it as in toLower('Hello World')."]],
    ["@concat(body('Get_segmnt'), variables('x'))", ['13 There is no action "Get_segmnt". → Did you mean "Get_segment"?', '38 There is no variable "x". → Use one of: count.']],
    ["@items('Each')", ['7 There is no loop around this step "Each". → Remove the reference: there are none.']],
    ["@add('1', length('a'))", ["5 add wants a number as argument 1 (number1), but it is a text ('1'). int(…) and float(…) make numbers of texts. → Give a number."]],
    ['@add(utcNow(), 1)', ['5 add wants a number as argument 1 (number1), but utcNow gives a text with a date and time. → Give a number.']],
    ["@and(equals(1, 2), 'true')", ["19 and wants true or false as argument 2 (expression), but it is a text ('true'). → Give true or false."]],
    ["@addToTime(utcNow(), 1, 'Days')", ["24 addToTime wants Second, Minute, Hour, Day, Week, Month or Year as argument 3 (timeUnit), but it is a text ('Days'). → Give Second, Minute, Hour, Day, Week, Month or Year."]],
    ["@first(body('Get_segment')[nope()])", ['27 There is no function "nope". → Did you mean "not"?']],
    ['@f(', ['3 Expected a function, a text in single quotes, a number, true, false or null, not the end. → Correct the expression. An at sign that begins none is doubled: @@.']],
    ["@variables(concat('a', 'b'))", []],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(found(text), expected));

  it('checks no names where it is not told which there are', () => assert.deepEqual(found("@body('Anything')", {}), []));

  it('finds nothing in the examples of the functions', () => {
    assert.deepEqual(Object.values(functions).flatMap(({ examples }) => examples.flatMap(each => found(`@${each.expression}`, {}))), []);
  });
});
