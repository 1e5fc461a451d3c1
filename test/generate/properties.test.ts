/** Whole properties and settings of small connectors, value for value. */
import assert from 'node:assert/strict';
import { emitPolicy } from '../../scripts/generate/policy-emit';
import { apiProperties } from '../../scripts/generate/properties';
import { settings } from '../../scripts/generate/settings';
import { defineConnector, policy } from '../../scripts/model';
import { kinds, parameterSets, polling, publisher, shared, staticKey } from './connectors';

describe('apiProperties', () => {
  it('writes parameter sets, policies in order, custom code operations and the publisher', () => {
    assert.deepEqual(apiProperties(parameterSets, publisher), {
      properties: {
        connectionParameterSets: {
          uiDefinition: { displayName: 'Sign in', description: 'How to sign in.' },
          values: [
            {
              name: 'user',
              uiDefinition: { displayName: 'User', description: 'As yourself.' },
              metadata: { allowSharing: false },
              parameters: {
                token: {
                  type: 'oauthSetting',
                  oAuthSettings: {
                    identityProvider: 'aad',
                    clientId: 'placeholder-client-id-set-per-environment-in-konektor.yaml',
                    scopes: ['Orders.Read'],
                    redirectMode: 'GlobalPerConnector',
                    redirectUrl: 'https://global.consent.azure-apim.net/redirect',
                    properties: { IsFirstParty: 'False', AzureActiveDirectoryResourceId: 'https://orders.contoso.com' },
                    customParameters: {
                      loginUri: { value: 'https://login.windows.net' },
                      tenantId: { value: 'common' },
                      resourceUri: { value: 'https://orders.contoso.com' },
                      enableOnbehalfOfLogin: { value: 'false' }
                    }
                  },
                  uiDefinition: {
                    displayName: 'Sign in',
                    description: 'Sign in with your Microsoft Entra ID account.',
                    tooltip: 'Sign in with your Microsoft Entra ID account.',
                    constraints: { required: 'true' }
                  }
                },
                key: {
                  type: 'securestring',
                  uiDefinition: {
                    displayName: 'Subscription key',
                    description: 'The key of your shop.',
                    tooltip: 'The key of your shop.',
                    constraints: { required: 'true', tabIndex: 2, clearText: false }
                  }
                }
              }
            },
            {
              name: 'application',
              uiDefinition: { displayName: 'Application', description: 'As an application.' },
              metadata: { allowSharing: false },
              parameters: {
                token: {
                  type: 'oauthSetting',
                  oAuthSettings: {
                    identityProvider: 'aad',
                    scopes: [],
                    redirectMode: 'GlobalPerConnector',
                    customParameters: {
                      tenantId: {},
                      resourceUri: { value: 'https://orders.contoso.com' },
                      loginUriAAD: { value: 'https://login.windows.net' },
                      grantType: { value: 'client_credentials' }
                    }
                  },
                  uiDefinition: {
                    displayName: 'Sign in',
                    description: 'Sign in as an application with Microsoft Entra ID.',
                    tooltip: 'Sign in as an application with Microsoft Entra ID.',
                    constraints: { required: 'false', hidden: 'true' }
                  }
                },
                'token:TenantId': {
                  type: 'string',
                  metadata: { sourceType: 'AzureActiveDirectoryTenant' },
                  uiDefinition: {
                    displayName: 'Tenant ID',
                    description: 'The ID of the Microsoft Entra tenant that the application belongs to.',
                    tooltip: 'The ID of the Microsoft Entra tenant that the application belongs to.',
                    constraints: { required: 'true', hidden: 'false' }
                  }
                },
                'token:clientId': {
                  type: 'string',
                  uiDefinition: {
                    displayName: 'Client ID',
                    description: 'The application (client) ID of the app registration.',
                    tooltip: 'The application (client) ID of the app registration.',
                    constraints: { required: 'true', hidden: 'false' }
                  }
                },
                'token:clientSecret': {
                  type: 'securestring',
                  uiDefinition: {
                    displayName: 'Client secret',
                    description: 'A secret of the app registration.',
                    tooltip: 'A secret of the app registration.',
                    constraints: { required: 'true', hidden: 'false' }
                  }
                },
                key: {
                  type: 'securestring',
                  uiDefinition: {
                    displayName: 'Subscription key',
                    description: 'The key of your shop.',
                    tooltip: 'The key of your shop.',
                    constraints: { required: 'true', tabIndex: 2, clearText: false }
                  }
                }
              }
            }
          ]
        },
        iconBrandColor: '#336699',
        capabilities: [],
        scriptOperations: ['Ping'],
        policyTemplateInstances: [
          {
            templateId: 'setheader',
            title: 'Subscription key',
            parameters: {
              'x-ms-apimTemplateParameter.name': 'Ocp-Apim-Subscription-Key',
              'x-ms-apimTemplateParameter.value': "@connectionParameters('key')",
              'x-ms-apimTemplateParameter.existsAction': 'override',
              'x-ms-apimTemplate-policySection': 'Request'
            }
          },
          {
            templateId: 'routerequesttoendpoint',
            title: 'Route',
            parameters: { 'x-ms-apimTemplateParameter.newPath': '/v2/ping', 'x-ms-apimTemplateParameter.httpMethod': 'GET', 'x-ms-apimTemplate-operationName': ['Ping'] }
          },
          {
            templateId: 'setheader',
            title: 'Language',
            parameters: { 'x-ms-apimTemplateParameter.name': 'Content-Language', 'x-ms-apimTemplateParameter.value': 'en', 'x-ms-apimTemplate-policySection': 'Response' }
          },
          {
            templateId: 'pollingtrigger',
            title: 'Poll',
            type: 'PollingTrigger',
            parameters: {
              'x-ms-apimTemplateParameter.triggerConfig': { since: '@{triggerBody().value[0].id}' },
              'x-ms-apimTemplateParameter.triggerDataPath': '@triggerBody().value',
              'x-ms-apimTemplate-operationName': ['Ping']
            }
          }
        ],
        publisher: 'Contoso',
        stackOwner: 'Contoso'
      }
    });
  });

  it('writes a list of connection parameters; no script operations without custom code', () => {
    assert.deepEqual(apiProperties(staticKey, { ...publisher, stackOwner: 'Fabrikam' }), {
      properties: {
        connectionParameters: {
          api_key: {
            type: 'securestring',
            uiDefinition: { displayName: 'Key', description: 'Your key.', tooltip: 'Your key.', constraints: { required: 'true', tabIndex: 1, clearText: false } }
          },
          region: {
            type: 'string',
            uiDefinition: {
              displayName: 'Region',
              description: 'Where your shop is.',
              tooltip: 'Where your shop is.',
              constraints: { required: 'false', tabIndex: 2, clearText: true }
            },
            defaultValue: 'eu'
          }
        },
        iconBrandColor: '#336699',
        capabilities: [],
        policyTemplateInstances: [
          {
            templateId: 'dynamichosturl',
            title: 'Region',
            parameters: { 'x-ms-apimTemplateParameter.urlTemplate': "https://@connectionParameters('region','eu').orders.contoso.com" }
          }
        ],
        publisher: 'Contoso',
        stackOwner: 'Fabrikam'
      }
    });
  });

  it('writes empty connection parameters for a connector without authentication', () => {
    assert.deepEqual(apiProperties(polling, publisher).properties.connectionParameters, {});
    assert.deepEqual(apiProperties(polling, publisher).properties.scriptOperations, ['OnOrderPlaced']);
  });

  it('writes a sign-in with another provider, yes-or-no and whole-number fields, and choices', () => {
    const connector = defineConnector({
      ...shared,
      authentication: {
        kind: 'parameters',
        parameters: {
          token: { kind: 'oauth2', authorizationUrl: 'https://id.contoso.com/authorize', tokenUrl: 'https://id.contoso.com/token', refreshUrl: 'https://id.contoso.com/token', scopes: ['read'], redirectMode: 'GlobalPerConnector' },
          region: { kind: 'text', title: 'Region', description: 'Where.', required: true, choices: [{ value: 'eu', title: 'Europe' }] },
          trial: { kind: 'yesNo', title: 'Trial', description: 'A trial shop.', tooltip: 'Tick it for a trial.', required: false },
          port: { kind: 'wholeNumber', title: 'Port', description: 'The port.', required: true },
        },
      },
      operations: [],
    });
    assert.deepEqual(apiProperties(connector, publisher).properties.connectionParameters, {
      token: {
        type: 'oauthSetting',
        oAuthSettings: {
          identityProvider: 'oauth2', clientId: 'placeholder-client-id-set-per-environment-in-konektor.yaml', scopes: ['read'], redirectMode: 'GlobalPerConnector',
          redirectUrl: 'https://global.consent.azure-apim.net/redirect', properties: { IsFirstParty: 'False' },
          customParameters: { authorizationUrl: { value: 'https://id.contoso.com/authorize' }, tokenUrl: { value: 'https://id.contoso.com/token' }, refreshUrl: { value: 'https://id.contoso.com/token' } },
        },
        uiDefinition: { displayName: 'Sign in', description: 'Sign in with your account.', tooltip: 'Sign in with your account.', constraints: { required: 'true' } },
      },
      region: { type: 'string', uiDefinition: { displayName: 'Region', description: 'Where.', tooltip: 'Where.', constraints: { required: 'true', tabIndex: 2, clearText: true, allowedValues: [{ text: 'Europe', value: 'eu' }] } } },
      trial: { type: 'bool', uiDefinition: { displayName: 'Trial', description: 'A trial shop.', tooltip: 'Tick it for a trial.', constraints: { required: 'false', tabIndex: 3 } } },
      port: { type: 'int', uiDefinition: { displayName: 'Port', description: 'The port.', tooltip: 'The port.', constraints: { required: 'true', tabIndex: 4 } } },
    });
  });
});

describe('emitPolicy', () => {
  it('names the usual section of a template that has one, and the author\'s when there is one', () => {
    const parameters = { propertyParentPath: '@body()', propertySubPath: 'items', newPropertyPath: '@body().items', keyName: 'key', valueName: 'value' };
    const section = (instance: ReturnType<typeof emitPolicy>) => instance.parameters['x-ms-apimTemplate-policySection'];
    assert.equal(section(emitPolicy(policy('convertobjecttoarray', { title: 'Items', parameters }))), 'Request');
    assert.equal(section(emitPolicy(policy('convertobjecttoarray', { title: 'Items', parameters, section: 'Response' }))), 'Response');
    assert.equal(section(emitPolicy(policy('setqueryparameter', { title: 'Page', parameters: { name: 'page', value: '1' } }))), undefined);
  });

  it('leaves optional parameters out that were not given', () => {
    assert.deepEqual(emitPolicy(policy('updatenextlink', { title: 'Next', parameters: { nextLinkPropertyName: 'nextLink' } })), {
      templateId: 'updatenextlink', title: 'Next', parameters: { 'x-ms-apimTemplateParameter.nextLinkPropertyName': 'nextLink' },
    });
  });
});

describe('settings', () => {
  it('names the files of the folder, the script only where there is one', () => {
    assert.deepEqual(settings(polling), { apiDefinition: 'apiDefinition.swagger.json', apiProperties: 'apiProperties.json', icon: 'icon.png', script: 'script.csx' });
    assert.deepEqual(settings(kinds), { apiDefinition: 'apiDefinition.swagger.json', apiProperties: 'apiProperties.json', icon: 'icon.png' });
  });
});
