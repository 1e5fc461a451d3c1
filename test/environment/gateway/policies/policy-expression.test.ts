import * as assert from 'node:assert/strict';
import { expand, ExpressionFailure, type ExpressionScope } from '../../../../scripts/environment/gateway/policies/policy-expression';

const scope: ExpressionScope = {
  connectionParameter: name => ({ region: 'eu', 'token:customHost': 'zoho.eu', empty: '' })[name],
  header: name => (name.toLowerCase() === 'authorization' ? 'abc' : undefined),
  queryParameter: name => (name === 'host' ? 'h.test' : undefined),
  body: () => ({ a: { b: [{ '@odata.etag': 'W/1' }] }, n: null, list: [1, 2] }),
};
const cases: readonly (readonly [template: string, expected: string])[] = [
  ['plain', 'plain'],
  ['Bearer @headers(\'Authorization\')', 'Bearer abc'],
  ['@header(\'Authorization\')', 'abc'],
  ['https://@connectionParameters(\'region\')/prod', 'https://eu/prod'],
  ['https://api@ConnectionParameters(\'token:customHost\')/', 'https://apizoho.eu/'],
  ['@connectionParameters(\'none\',\'dflt\')', 'dflt'],
  ['@connectionParameters(\'none\', \'it\'\'s\')', 'it\'s'],
  ['@connectionParameters(\'empty\',\'dflt\')', ''],
  ['@headers(\'x\', \'d\')', 'd'],
  ['@headers(\'x\')', ''],
  ['https://@queryParameters(\'host\')/x', 'https://h.test/x'],
  ['@{connectionParameters(\'region\')}.svc', 'eu.svc'],
  ['@connectionParameters("region")', 'eu'],
  ['@body().a.b[0][\'@odata.etag\']', 'W/1'],
  ['@body().list', '[1,2]'],
  ['@body().n', ''],
  ['?@queryParameters(\'host\')=@connectionParameters(\'region\')', '?h.test=eu'],
  ['someone@example.com', 'someone@example.com'],
  ['@', '@'],
];

describe('expressions of policies (facts 2.3)', () => {
  for (const [template, expected] of cases) {
    it(`${template} becomes ${expected}`, () => assert.equal(expand(template, scope, 'empty'), expected));
  }

  const failures: readonly (readonly [template: string, message: string])[] = [
    ['@queryParamters(\'a\')', '"@queryParamters(…)" is no function of policies. There are: connectionParameters, headers, queryParameters, body, item, triggerBody, environmentVariables.'],
    ['@headers(name)', '"@headers(name)" can\'t be read: the arguments of headers are texts in single quotes, separated by commas.'],
    ['@headers(\'a\',)', '"@headers(\'a\',)" can\'t be read: the arguments of headers are texts in single quotes, separated by commas.'],
    ['@headers()', '"@headers()" names nothing to read. Give a name in single quotes.'],
    ['@{headers(\'a\')', '"@{headers(\'a\')" lacks its closing "}".'],
    ['@{1}', '"@{1}" opens an expression that names no function. Write @{function(\'name\')}.'],
    ['@body().n.x', '"@body().n.x" fails: there is nothing before "x".'],
    ['@item().x', '"@item().x" stands where no collection is gone through.'],
    ['@environmentVariables(\'x\')', '"@environmentVariables(\'x\')": there is no environment variable "x" here. The platform reads it when the connector is saved.'],
  ];
  for (const [template, message] of failures) {
    it(`${template} fails`, () => assert.throws(() => expand(template, scope, 'empty'), new ExpressionFailure(message)));
  }

  it('reads elements and environment variables where there are any', () => {
    const more = { ...scope, item: () => ({ x: 5 }), environmentVariable: (name: string) => (name === 'new_x' ? 'v' : undefined) };
    assert.deepEqual(['@item().x', 'a @{environmentVariables("new_x")}', '@environmentVariables(\'new_x\')/b'].map(template => expand(template, more, 'empty')), ['5', 'a v', 'v/b']);
  });

  it('refuses an absent value without default where that is assumed', () => {
    assert.throws(() => expand('@headers(\'x\')', scope, 'refuse'), new ExpressionFailure('"@headers(\'x\')" has no value and no default.'));
    assert.equal(expand('@headers(\'x\',\'\')', scope, 'refuse'), '');
  });
});
