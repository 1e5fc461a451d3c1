/** Operations and shared records of small connectors, value for value. */
import assert from 'node:assert/strict';
import { apiDefinition } from '../../scripts/generate/definition';
import type { SwaggerDocument } from '../../scripts/generate/swagger-extensions';
import { dynamic, kinds, publisher, webhook } from './connectors';

/** Where operations and records stand, which is what differs from connector to connector. */
const body = ({ paths, definitions }: SwaggerDocument): Pick<SwaggerDocument, 'paths' | 'definitions'> => ({ paths, definitions });

describe('apiDefinition: operations', () => {
  it('writes a webhook: the notification on the path, the callback address marked, internal and required', () => {
    assert.deepEqual(body(apiDefinition(webhook, publisher)), {
      paths: {
        '/subscriptions': {
          post: {
            operationId: 'OnOrderShipped',
            summary: 'When an order is shipped',
            description: 'Starts a flow when an order leaves.',
            'x-ms-visibility': 'important',
            'x-ms-trigger': 'single',
            'x-ms-trigger-hint': 'Ship an order to see it.',
            parameters: [
              {
                name: 'subscription',
                in: 'body',
                required: true,
                schema: {
                  type: 'object',
                  required: ['kind', 'target'],
                  properties: {
                    kind: { type: 'string', title: 'Kind', 'x-ms-visibility': 'internal', default: 'shipped' },
                    target: {
                      type: 'object',
                      required: ['url'],
                      properties: {
                        url: { type: 'string', title: 'Address', 'x-ms-visibility': 'internal', 'x-ms-notification-url': true },
                        secret: { type: 'string', title: 'Secret' }
                      }
                    }
                  }
                }
              }
            ],
            responses: {
              '201': {
                description: 'Created',
                schema: { type: 'object', required: ['id'], properties: { id: { type: 'string', title: 'Id', description: 'The subscription.' } } }
              }
            }
          },
          'x-ms-notification-content': { description: 'An order that left.', schema: { '$ref': '#/definitions/Shipment' } }
        },
        '/subscriptions/{id}': {
          delete: {
            operationId: 'DeleteSubscription',
            summary: 'Delete subscription',
            description: 'Ends a subscription.',
            'x-ms-visibility': 'internal',
            parameters: [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Id', description: 'The subscription.', 'x-ms-url-encoding': 'single' }],
            responses: { '204': { description: 'No Content' } }
          }
        }
      },
      definitions: {
        Shipment: {
          type: 'object',
          description: 'An order that left.',
          required: ['orderId'],
          properties: { orderId: { type: 'string', title: 'Order', description: 'The order.' } }
        }
      }
    });
  });

  it('writes lookups in both forms, with sources in parameters, in the body, and constant', () => {
    assert.deepEqual(body(apiDefinition(dynamic, publisher)), {
      paths: {
        '/regions/{region}/orders': {
          post: {
            operationId: 'CreateOrder_V2',
            summary: 'Create order',
            description: 'Creates an order.',
            'x-ms-visibility': 'important',
            'x-ms-api-annotation': { family: 'CreateOrder', revision: 2, status: 'Production' },
            parameters: [
              {
                name: 'region',
                in: 'path',
                required: true,
                type: 'string',
                'x-ms-summary': 'Region',
                description: 'The region.',
                'x-ms-url-encoding': 'single',
                'x-ms-dynamic-values': { operationId: 'ListRegions', parameters: {}, 'value-collection': 'value', 'value-path': 'id', 'value-title': 'name' },
                'x-ms-dynamic-list': { operationId: 'ListRegions', parameters: {}, itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name' }
              },
              {
                name: 'body',
                in: 'body',
                required: true,
                schema: {
                  type: 'object',
                  required: ['where', 'order'],
                  properties: {
                    where: {
                      type: 'object',
                      required: ['branch'],
                      properties: {
                        branch: {
                          type: 'string',
                          title: 'Branch',
                          description: 'The branch.',
                          'x-ms-dynamic-values': {
                            operationId: 'ListBranches',
                            parameters: { region: { parameter: 'region' }, active: true, size: 50 },
                            'value-collection': 'value',
                            'value-path': 'code',
                            'value-title': 'label/en'
                          },
                          'x-ms-dynamic-list': {
                            operationId: 'ListBranches',
                            parameters: { region: { parameterReference: 'region' }, active: { value: true }, size: { value: 50 } },
                            itemsPath: 'value',
                            itemValuePath: 'code',
                            itemTitlePath: 'label/en'
                          }
                        }
                      }
                    },
                    order: {
                      type: 'object',
                      title: 'Order',
                      description: 'The order.',
                      'x-ms-dynamic-schema': { operationId: 'GetOrderShape', parameters: { branch: { parameter: 'where.branch' } }, 'value-path': 'schema' },
                      'x-ms-dynamic-properties': { operationId: 'GetOrderShape', parameters: { branch: { parameterReference: 'body/where/branch' } }, itemValuePath: 'schema' }
                    }
                  }
                }
              }
            ],
            responses: {
              '200': {
                description: 'OK',
                schema: {
                  type: 'object',
                  title: 'Order',
                  description: 'The order as it was created.',
                  'x-ms-dynamic-schema': { operationId: 'GetOrderShape', parameters: { branch: { parameter: 'where.branch' } }, 'value-path': 'schema' },
                  'x-ms-dynamic-properties': { operationId: 'GetOrderShape', parameters: { branch: { parameterReference: 'body/where/branch' } }, itemValuePath: 'schema' }
                }
              }
            }
          }
        },
        '/orders': {
          post: {
            operationId: 'CreateOrder',
            summary: 'Create order (deprecated)',
            description: 'Creates an order (deprecated).',
            deprecated: true,
            'x-ms-visibility': 'advanced',
            'x-ms-api-annotation': { family: 'CreateOrder', revision: 1, replacement: { api: 'contosoorders', operationId: 'CreateOrder_V2' } },
            parameters: [
              {
                name: 'branchRegion',
                in: 'query',
                required: true,
                type: 'string',
                'x-ms-summary': 'Region',
                description: 'The region.',
                'x-ms-dynamic-values': { operationId: 'ListRegions', parameters: {}, 'value-collection': 'value', 'value-path': 'id', 'value-title': 'name' },
                'x-ms-dynamic-list': { operationId: 'ListRegions', parameters: {}, itemsPath: 'value', itemValuePath: 'id', itemTitlePath: 'name' }
              },
              {
                name: 'branch',
                in: 'query',
                required: false,
                type: 'string',
                'x-ms-summary': 'Branch',
                description: 'The branch.',
                'x-ms-dynamic-values': {
                  operationId: 'ListBranches',
                  parameters: { region: { parameter: 'branchRegion' }, active: true, size: 50 },
                  'value-collection': 'value',
                  'value-path': 'code',
                  'value-title': 'label/en'
                },
                'x-ms-dynamic-list': {
                  operationId: 'ListBranches',
                  parameters: { region: { parameterReference: 'branchRegion' }, active: { value: true }, size: { value: 50 } },
                  itemsPath: 'value',
                  itemValuePath: 'code',
                  itemTitlePath: 'label/en'
                }
              }
            ],
            responses: { '204': { description: 'No Content' } }
          }
        },
        '/regions': {
          get: {
            operationId: 'ListRegions',
            summary: 'List regions',
            description: 'The regions.',
            'x-ms-visibility': 'internal',
            parameters: [],
            responses: {
              '200': {
                description: 'OK',
                schema: {
                  type: 'object',
                  required: ['value'],
                  properties: {
                    value: {
                      type: 'array',
                      items: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer', format: 'int32' }, name: { type: 'string' } } }
                    }
                  }
                }
              }
            }
          }
        },
        '/branches': {
          get: {
            operationId: 'ListBranches',
            summary: 'List branches',
            description: 'The branches of a region.',
            'x-ms-visibility': 'internal',
            parameters: [
              { name: 'region', in: 'query', required: true, type: 'string' },
              { name: 'active', in: 'query', required: true, type: 'boolean' },
              { name: 'size', in: 'query', required: true, type: 'integer', format: 'int64' }
            ],
            responses: {
              '200': {
                description: 'OK',
                schema: {
                  type: 'object',
                  required: ['value'],
                  properties: {
                    value: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['code', 'label'],
                        properties: { code: { type: 'string' }, label: { type: 'object', required: ['en'], properties: { en: { type: 'string' } } } }
                      }
                    }
                  }
                }
              }
            }
          }
        },
        '/shape': {
          get: {
            operationId: 'GetOrderShape',
            summary: 'Get order shape',
            description: 'What an order of a branch has.',
            'x-ms-visibility': 'internal',
            parameters: [{ name: 'branch', in: 'query', required: true, type: 'string' }],
            responses: { '200': { description: 'OK', schema: { type: 'object', required: ['schema'], properties: { schema: { type: 'object' } } } } }
          }
        }
      },
      definitions: {}
    });
  });

  it('writes every kind of value and every place of a parameter', () => {
    assert.deepEqual(body(apiDefinition(kinds, publisher)), {
      paths: {
        '/things/{id}/{mode}': {
          put: {
            operationId: 'TryEverything',
            summary: 'Try everything',
            description: 'Takes and gives each kind of value.',
            'x-ms-pageable': { nextLinkName: '@odata.nextLink' },
            parameters: [
              { name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Id', description: 'Which.', 'x-ms-url-encoding': 'double' },
              {
                name: 'mode',
                in: 'path',
                required: true,
                type: 'integer',
                format: 'int32',
                'x-ms-summary': 'Mode',
                description: 'How.',
                'x-ms-url-encoding': 'single',
                default: 3,
                minimum: 1,
                maximum: 9
              },
              {
                name: 'tags',
                in: 'query',
                required: false,
                type: 'array',
                'x-ms-summary': 'Tags',
                description: 'Some tags.',
                items: { type: 'string' },
                collectionFormat: 'csv'
              },
              { name: 'since', in: 'query', required: false, type: 'string', format: 'date-time', 'x-ms-summary': 'Since', description: 'Not before.' },
              { name: 'dryRun', in: 'query', required: true, type: 'boolean', 'x-ms-visibility': 'internal', default: true },
              { name: 'If-Match', in: 'header', required: false, type: 'string', 'x-ms-summary': 'Version', description: 'The version to replace.', maxLength: 40 },
              { name: 'thing', in: 'body', required: false, schema: { '$ref': '#/definitions/Thing' } }
            ],
            responses: {
              '200': {
                description: 'OK',
                schema: { type: 'array', items: { type: 'object', required: ['size'], properties: { size: { type: 'integer', format: 'int64', title: 'Size' } } } }
              }
            }
          }
        },
        '/files': {
          post: {
            operationId: 'StoreFile',
            summary: 'Store file',
            description: 'Stores a file and waits for the check of it.',
            consumes: ['application/octet-stream'],
            parameters: [{ name: 'file', in: 'body', required: true, schema: { type: 'string', format: 'binary', title: 'File' } }],
            responses: {
              '200': { description: 'Completed', schema: { type: 'object', required: ['result'], properties: { result: { type: 'string', title: 'Result' } } } },
              '202': { description: 'Accepted' }
            }
          }
        }
      },
      definitions: {
        Thing: {
          type: 'object',
          required: ['words', 'big', 'ratio', 'page'],
          properties: {
            words: { type: 'object', additionalProperties: { type: 'string' } },
            anything: { type: 'object', title: 'Anything' },
            big: { type: 'integer', format: 'int64' },
            ratio: { type: 'number', format: 'double', minimum: 0, maximum: 1 },
            page: { type: 'string', format: 'html' }
          }
        }
      }
    });
  });
});
