import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { headerOf, type JsonObject, type JsonValue } from '../../../../scripts/environment';
import type { Stage } from '../../../../scripts/environment/gateway/pipeline-stage';
import { answer, base, bodyOf, fakeBackend, policy, smallConnector, smallGateway } from '../../small-connector';

const secret = 'the-Secret/1+2';
const markHeader = 'X-Order';

const text = fc.oneof(
  fc.constantFrom('@connectionParameters(\'secret\')', 'Bearer @connectionParameters(\'secret\')', '/a/@{connectionParameters(\'secret\')}?b=@connectionParameters(\'secret\')'),
  fc.constantFrom('plain', '', 'ü 🙂', '@', '@{', '{', '}', '%', '@connectionParameters(\'none\',\'d\')', '@headers(\'X-In\')', '@header(\'none\')',
    '@queryParameters(\'q\')', '@{queryParameters(\'none\')}', '@body()', '@body().list', '@body().list[0].a', '@body().deep.none.more', '@item().a', '{@body().list}', '[{@body().list}]', '@nothing(\'x\')', '@body(', '@environmentVariables("x")'),
  fc.string({ maxLength: 8 }),
);
const path = fc.constantFrom('@body()', '@body', 'body()', '@body().list', '@body().deep', '@body().text', '@item()', '@item().a', '@body()[\'list\'][0]', '@body().none', 'nothing', '');
const sub = fc.constantFrom('a', 'a.b', 'text', '[\'@odata.etag\']', 'null', '', '..', '0');

const parameters: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  setheader: fc.record({ name: fc.constantFrom('X-A', 'x-in', 'Content-Type', 'Host'), value: text, existsAction: fc.constantFrom('override', 'skip', 'append', 'other') }),
  setqueryparameter: fc.record({ name: text, value: text, existsAction: fc.constantFrom('override', 'skip', 'append') }),
  dynamichosturl: fc.record({ urlTemplate: fc.oneof(text, fc.constantFrom('https://other.test/base/', 'other.test', 'http://@connectionParameters(\'secret\')', 'ftp://a', 'https://[')) }),
  routerequesttoendpoint: fc.record({ newPath: fc.oneof(text, fc.constantFrom('/a/{id}', 'b?c=@queryParameters(\'q\')', '/{none}')), httpMethod: fc.constantFrom('GET', 'post', '@Request.OriginalHTTPMethod', '') }),
  setproperty: fc.record({ newPropertyParentPathTemplate: path, newPropertySubPathTemplate: sub, propertyValuePathTemplate: text }),
  stringreplace: fc.record({ propertyParentPath: path, propertySubPath: sub, sourceString: text, replacementString: text, newPropertyPath: path }),
  convertobjecttoarray: fc.record({ propertyParentPath: path, propertySubPath: sub, newPropertyPath: path }),
  convertarraytoobject: fc.record({ propertyParentPath: path, propertySubPath: sub, keyWithinCollectionPath: sub, newPropertyPath: path, retainKey: fc.constantFrom('true', 'false') }),
  stringtoarray: fc.record({ propertyParentPath: path, propertySubPath: sub, delimiterList: text, childPropertyName: sub, newPropertyPath: path }),
  encodepropertyvalue: fc.record({ propertyParentPath: path, propertySubPath: sub, newPropertyPath: path }),
  moveproperties: fc.record({ srcParentPath: path, srcSubPath: sub, dstParentPath: path, dstSubPath: sub, copyOnlySubProperties: fc.constantFrom('true', 'false') }),
  setvaluefromurl: fc.record({ parameterTemplate: fc.constantFrom('@headers(\'If-Match\')', '@queryParameters(\'token\')', 'nothing'), parameterValueUrl: fc.oneof(text, fc.constant('/side?k=@connectionParameters(\'secret\')')), parameterValuePathTemplate: text }),
  updatenextlink: fc.record({ nextLinkPropertyName: fc.constantFrom('next', 'none') }),
  pollingtrigger: fc.record({ triggerConfig: fc.oneof(fc.constant({ since: '@{triggerBody().list[0].a}' }), fc.constant('none')), triggerDataPath: fc.constantFrom('@triggerBody().list', '@body()', 'x') }),
  setconnectionstatustounauthenticated: fc.record({ statusCode: fc.constantFrom('401', 200) }),
};

/** Either a mark in the order header, which says where it stands, or any policy at all, some without a parameter. */
const link = fc.record({
  template: fc.constantFrom('mark', 'mark', ...Object.keys(parameters)), section: fc.constantFrom('Request', 'Request', 'Response', 'Failure'), operations: fc.constantFrom<(readonly string[] | undefined)[]>(undefined, [], ['Do'], ['Other']),
  drops: fc.boolean(),
}).chain(({ template, drops, ...settings }) => (template === 'mark' ? fc.constant({ template, settings, given: {} as JsonObject })
  : parameters[template]!.map(all => ({ template, settings, given: drops && Object.keys(all).length > 1 ? Object.fromEntries(Object.entries(all).slice(1)) : all }))));
const full: JsonValue = { list: [{ a: 'x' }, { a: 'y' }], deep: { text: 'a;b' }, text: 'a;b', n: null, next: 'https://api.test/v1/do/2?p=2' };
const json: fc.Arbitrary<JsonValue> = fc.oneof(fc.constantFrom<JsonValue[]>(full, [{ a: 1 }], [], 'text', null), fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)) as JsonValue));

describe('any chain of policies', () => {
  it('ends with an answer, tells no secret, and runs in its order what is for the operation', async () => {
    const seen = { sent: 0, failed: 0 };
    await fc.assert(fc.asyncProperty(fc.array(link, { maxLength: 8 }), json, json, fc.constantFrom('GET', 'POST'), async (links, requestBody, responseBody, method) => {
      const marks = links.flatMap(({ template, settings: { section, operations } }, index) => (template === 'mark' && section === 'Request' && !operations?.includes('Other') ? [String(index)] : []));
      const instances = links.map(({ template, given, settings: { operations, section } }, index) =>
        policy(template === 'mark' ? 'setheader' : template, template === 'mark' ? { name: markHeader, value: String(index), existsAction: 'append' } : given, { section, ...(operations === undefined ? {} : { operations }) }));
      const backend = fakeBackend(() => answer(200, responseBody));
      const connector = smallConnector({ operations: [{ method: method.toLowerCase(), path: '/do/{id}', object: { operationId: 'Do' } }], properties: { connectionParameters: { secret: { type: 'securestring' } }, policyTemplateInstances: instances } });
      const stages: Stage[] = [];
      const answered = await smallGateway({ connector, backend, values: { secret } }).send(
        { method, uri: `${base}/do/7?q=1`, headers: [['X-In', 'in']], ...(method === 'POST' ? { body: Buffer.from(JSON.stringify(requestBody)) } : {}) }, stage => void stages.push(stage));

      const shown = JSON.stringify([stages, answered.backendCalls, answered.findings, answered.logs]);
      for (const form of [secret, encodeURIComponent(secret), secret.replace('+', '%2B')]) assert.ok(!shown.includes(form), `the secret is shown: ${shown}`);
      assert.equal(answered.backendCalls.length, backend.requests.length);
      assert.equal(stages.at(-1)?.kind, 'answer');
      const main = stages.find(stage => stage.kind === 'backend');
      if (main) {
        seen.sent++;
        const sent = backend.requests[0];
        if (!links.some(({ template }) => template === 'setvaluefromurl' || template === 'pollingtrigger')) assert.equal(sent && headerOf(sent.headers, markHeader), marks.length > 0 ? marks.join(', ') : undefined);
      }
      if (answered.status === 500) {
        seen.failed++;
        assert.ok(!Buffer.from(answered.body).toString('utf8').includes(secret), 'the secret is told');
        assert.match(JSON.stringify(bodyOf(answered)), /^\{"error":\{"code":"PolicyFailed","message":"The policy \\"The \w+\\" \(\w+\) failed: /);
      }
    }), { numRuns: 600 });
    // Chains that all fail, or none of which does, would say little.
    assert.ok(seen.sent > 100 && seen.failed > 100, JSON.stringify(seen));
  });
});
