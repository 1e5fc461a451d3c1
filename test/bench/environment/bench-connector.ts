/** The connector that is measured: a key in a header, two policies, an action with a path and a query, a polling trigger. */
import type { Connection, ConnectorArtifacts, JsonObject } from '../../../scripts/environment';

export const backendOrigin = 'https://backend.test';

/** Without code, or with code that sends every request on and gives back the answer. */
export function benchConnector(code: 'none' | 'sendsOn', origin = backendOrigin): ConnectorArtifacts {
  const { protocol, host } = new URL(origin);
  const list: JsonObject = { type: 'array', items: { type: 'object' } };
  return {
    name: 'bench',
    definition: {
      swagger: '2.0', info: { title: 'Bench', version: '1' }, host, basePath: '/v1', schemes: [protocol.slice(0, -1)],
      securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } }, security: [{ key: [] }],
      paths: {
        '/things/{id}': { get: { operationId: 'GetThing', parameters: [{ name: 'id', in: 'path', type: 'string', required: true }, { name: 'expand', in: 'query', type: 'string' }], responses: { 200: { description: '' } } } },
        '/changes': { get: { operationId: 'OnChange', 'x-ms-trigger': 'batch', parameters: [{ name: 'kind', in: 'query', type: 'string' }], responses: { 200: { description: '', schema: { type: 'object', properties: { value: list } } } } } },
      },
    },
    properties: { properties: {
      iconBrandColor: '#00695c',
      connectionParameters: { api_key: { type: 'securestring' }, region: { type: 'string' } },
      policyTemplateInstances: [
        { templateId: 'setheader', title: 'Region', parameters: { 'x-ms-apimTemplateParameter.name': 'X-Region', 'x-ms-apimTemplateParameter.value': '@connectionParameters(\'region\',\'eu\')', 'x-ms-apimTemplate-policySection': 'Request' } },
        { templateId: 'setqueryparameter', title: 'Version', parameters: { 'x-ms-apimTemplateParameter.name': 'api-version', 'x-ms-apimTemplateParameter.value': '1', 'x-ms-apimTemplate-policySection': 'Request' } },
      ],
    } },
    ...(code === 'sendsOn' ? { script: sendsOn } : {}),
  };
}

/** Several, since one takes 500 calls a minute. */
export const benchConnections: readonly Connection[] = Array.from({ length: 10 }, (_, index) => ({ id: `c${index}`, connector: 'bench', values: { api_key: `key-${index}-of-the-bench` } }));

const sendsOn = 'public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync() => Context.SendAsync(Context.Request, CancellationToken);\n}\n';

/** What the backend answers an action with: some 2 kB of JSON. */
export const thing = JSON.stringify({ value: Array.from({ length: 20 }, (_, index) => ({ id: index, name: `Thing ${index}`, description: 'A thing that has a name and a description of its own.' })) });
