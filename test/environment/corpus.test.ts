import * as assert from 'node:assert/strict';
import { assumptions } from '../../scripts/environment';
import type { PipelineRequest, PolicyContext } from '../../scripts/environment/gateway/policies/messages';
import { ExpressionFailure } from '../../scripts/environment/gateway/policies/policy-expression';
import { policiesOf } from '../../scripts/environment/gateway/policies/policy-instance';
import { applyToRequest, applyToResponse, worksOnAnswer, worksOnRequest } from '../../scripts/environment/gateway/policies/run-policies';
import { published, skipWithoutPublished } from './published-connectors';

describe('published connectors', function () {
  this.timeout(60_000);
  before(skipWithoutPublished);

  it('install, or say why not', () => {
    const { installed, refused } = published();
    assert.ok(installed.length > 100, `only ${installed.length} installed`);
    // Its apiProperties.json is no JSON.
    assert.deepEqual(refused, ['StabilityAI: SyntaxError']);
  });

  it('have policies that all run', async () => {
    const failures: string[] = [];
    const ran: Record<string, number> = {};
    const context: PolicyContext = {
      connectionParameter: () => 'c', assumed: assumptions(), calledUri: 'https://gateway.test/apim/a/b/c', gatewayBase: 'https://gateway.test/apim/a/b',
      send: () => Promise.resolve({ status: 200, headers: [], body: Buffer.from('{}') }),
    };
    const request: PipelineRequest = {
      method: 'POST', origin: 'https://api.test', basePath: '', basePathFrom: 'definition', path: '/a', routed: false, pathValues: {},
      // Some connectors take their host from a parameter of the call.
      query: ['projectId', 'ArchiveUrl', 'HostUrl', 'ApplicationURL'].map(name => ({ name, value: 'own.test' })), headers: [['bloomflow_api_url', 'own.test']], body: Buffer.from('{"filters":["a"]}'),
    };
    for (const connector of published().installed) {
      for (const policy of policiesOf(connector)) {
        try {
          const sent = worksOnRequest(policy) ? await applyToRequest(request, policy, context) : request;
          if (worksOnAnswer(policy, 'Response')) await applyToResponse({ status: 200, headers: [], body: Buffer.from('{"data":[],"value":[]}') }, policy, sent, context);
          ran[policy.templateId] = (ran[policy.templateId] ?? 0) + 1;
        } catch (error) {
          if (!(error instanceof ExpressionFailure)) throw error;
          failures.push(`${connector.name}: ${policy.templateId}: ${error.message}`);
        }
      }
    }
    assert.deepEqual({ ran, failures }, {
      ran: { setheader: 50, dynamichosturl: 50, setqueryparameter: 19, setproperty: 13, routerequesttoendpoint: 9, pollingtrigger: 8, convertobjecttoarray: 2, updatenextlink: 2, setvaluefromurl: 1 }, failures: [],
    });
  });
});
