/** The connector around every example: as small as one can be of which no rule has anything to say in any profile. */
import type { SubjectText } from '../subject';

/** A fresh definition, so that an example may change what it gets. */
export const smallDefinition = () => ({
  swagger: '2.0',
  info: {
    title: 'Example Shelter',
    description: 'Lists the animals that wait for a new home in the shelters of a region.',
    version: '1.0.0',
    contact: { name: 'Shelter Support', url: 'https://shelter.example.com/support', email: 'support@shelter.example.com' },
  },
  host: 'api.shelter.example.com',
  basePath: '/',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/items': {
      get: {
        operationId: 'ListItems',
        summary: 'List items',
        description: 'Lists all items.',
        'x-ms-visibility': 'important',
        parameters: [{ name: 'kind', in: 'query', required: false, type: 'string', 'x-ms-summary': 'Kind', description: 'The kind of animal to list.' }],
        responses: {
          200: {
            description: 'The items.',
            schema: { type: 'array', items: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'What the animal is called.' } } } },
          },
        },
      },
    },
  },
  definitions: {},
  securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
  security: [{ api_key: [] }],
  'x-ms-connector-metadata': [
    { propertyName: 'Website', propertyValue: 'https://shelter.example.com/' },
    { propertyName: 'Privacy policy', propertyValue: 'https://shelter.example.com/privacy' },
    { propertyName: 'Categories', propertyValue: 'Data' },
  ],
} as const);

/** A fresh apiProperties.json. */
export const smallProperties = () => ({
  properties: {
    connectionParameters: {
      api_key: {
        type: 'securestring',
        uiDefinition: { displayName: 'API Key', description: 'The key of your account.', tooltip: 'You find it in your account.', constraints: { tabIndex: 2, clearText: false, required: 'true' } },
      },
    },
    iconBrandColor: '#da3b01',
    capabilities: [],
    policyTemplateInstances: [],
    publisher: 'Example Shelter',
    stackOwner: 'Example Shelter',
  },
} as const);

const readme = `# Example Shelter
Lists the animals that wait for a new home.

## Publisher: Example Shelter

## Prerequisites
An account of the shelter.

## Supported Operations
### List items
Lists all items.

## Obtaining Credentials
Open your account and copy the key.

## Known Issues and Limitations
At most a hundred animals are listed.
`;

export const smallReadme: SubjectText = { file: 'readme.md', text: readme, bytes: readme.length };
