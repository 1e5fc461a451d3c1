/** Whole definitions of small connectors, value for value. */
import assert from 'node:assert/strict';
import { apiDefinition } from '../../scripts/generate/definition';
import { artifactTexts } from '../../scripts/generate/artifacts';
import { parameterSets, polling, publisher, staticKey } from './connectors';

describe('apiDefinition', () => {
  it('writes a polling trigger, and the whole document around it', () => {
    assert.deepEqual(apiDefinition(polling, publisher), {
      swagger: '2.0',
      info: {
        title: 'Contoso Orders',
        description: 'Works with the orders of Contoso, for tests of the generators.',
        version: '1.2.0',
        contact: { name: 'Contoso Support', url: 'https://contoso.com/support', email: 'support@contoso.com' }
      },
      host: 'orders.contoso.com',
      basePath: '/v1',
      schemes: ['https'],
      consumes: ['application/json'],
      produces: ['application/json'],
      paths: {
        '/trigger/shops/{shop}/orderPlaced': {
          get: {
            operationId: 'OnOrderPlaced',
            summary: 'When an order is placed',
            description: 'Starts a flow for each new order.',
            'x-ms-visibility': 'important',
            'x-ms-trigger': 'batch',
            'x-ms-trigger-metadata': { mode: 'polling', kind: 'query' },
            'x-ms-trigger-hint': 'Place an order to see it.',
            parameters: [
              {
                name: 'shop',
                in: 'path',
                required: true,
                type: 'string',
                'x-ms-summary': 'Shop',
                description: 'The shop to look at.',
                'x-ms-url-encoding': 'single'
              },
              {
                name: 'status',
                in: 'query',
                required: false,
                type: 'string',
                'x-ms-summary': 'Status',
                description: 'Only orders in this status.',
                'x-ms-visibility': 'advanced',
                default: 'open',
                enum: ['open', 'paid'],
                'x-ms-enum-values': [{ displayName: 'Open', value: 'open' }, { displayName: 'Paid', value: 'paid' }]
              }
            ],
            responses: {
              '200': {
                description: 'New events',
                schema: {
                  type: 'object',
                  required: ['value'],
                  properties: {
                    value: { type: 'array', title: 'Events', description: 'The events since the last check, oldest first.', items: { '$ref': '#/definitions/PlacedOrder' } }
                  }
                }
              },
              '202': { description: 'Nothing new since the last check' }
            }
          }
        }
      },
      definitions: {
        PlacedOrder: {
          type: 'object',
          title: 'Placed order',
          description: 'An order that was placed.',
          required: ['id', 'amount', 'placedAt'],
          properties: {
            id: { type: 'string', format: 'uuid', title: 'Order', description: 'The id of the order.' },
            amount: { type: 'number', format: 'double', title: 'Amount', description: 'What it costs.' },
            placedAt: { type: 'string', format: 'date-time', title: 'Placed at', description: 'When it was placed.' },
            note: { type: 'string', title: 'Note', description: 'What the buyer wrote.' }
          }
        }
      },
      securityDefinitions: {},
      security: [],
      'x-ms-connector-metadata': [
        { propertyName: 'Website', propertyValue: 'https://contoso.com' },
        { propertyName: 'Privacy policy', propertyValue: 'https://contoso.com/privacy' },
        { propertyName: 'Categories', propertyValue: 'Commerce' }
      ]
    });
  });

  it('keeps the order of keys', () => {
    assert.deepEqual(Object.keys(apiDefinition(polling, publisher)), [
      'swagger', 'info', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths', 'definitions', 'securityDefinitions', 'security', 'x-ms-connector-metadata',
    ]);
    assert.equal(artifactTexts(polling, publisher, undefined)['apiDefinition.swagger.json'], `${JSON.stringify(apiDefinition(polling, publisher), undefined, 2)}\n`);
  });

  it('says how calls are authenticated, and which operation tests a connection', () => {
    const { securityDefinitions, security, 'x-ms-capabilities': capabilities } = apiDefinition(parameterSets, publisher);
    assert.deepEqual({ securityDefinitions, security, capabilities }, {
      securityDefinitions: {
        oauth2_auth: {
          type: 'oauth2',
          flow: 'accessCode',
          authorizationUrl: 'https://login.windows.net/common/oauth2/authorize',
          tokenUrl: 'https://login.windows.net/common/oauth2/token',
          scopes: { 'Orders.Read': 'Orders.Read' }
        }
      },
      security: [{ oauth2_auth: ['Orders.Read'] }],
      capabilities: { testConnection: { operationId: 'Ping', parameters: {} } }
    });
    const withKey = apiDefinition(staticKey, publisher);
    assert.deepEqual({ securityDefinitions: withKey.securityDefinitions, security: withKey.security }, { securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'X-Key' } }, security: [{ api_key: [] }] });
  });
});
