import { connectionSchemas } from './contract/connection-schemas';
import { connectorSchemas } from './contract/connector-schemas';
import { environmentSchemas } from './contract/environment-schemas';
import { flowSchemas } from './contract/flow-schemas';
import type { JsonSchema } from './contract/json-schema';
import type { RouteContract } from './contract/route';
import { routes } from './contract/routes';

/** Where the API begins. */
export const apiBase = '/api/v1';

/** Every named schema of the API. */
export const apiSchemas: Readonly<Record<string, JsonSchema>> = { ...environmentSchemas, ...connectorSchemas, ...connectionSchemas, ...flowSchemas };

const errorTexts: Readonly<Record<number, string>> = {
  400: 'The request can\'t be read.', 401: 'The token is missing or another one.', 403: 'The request names another host or comes from another site\'s page.',
  404: 'There is no such thing.', 409: 'It does not fit what there is now.', 413: 'The body is too large.', 415: 'The body is of a type that is not read here.',
  422: 'What was given can\'t be used; the message says why.', 500: 'The environment failed.', 502: 'What had to be called did not answer.',
};
const everywhere = [400, 401, 403, 500] as const;

/** The API's own description, made from its routes. OpenAPI 3.1. */
export function openApiDocument(version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const [operationId, route] of Object.entries<RouteContract>(routes)) (paths[apiBase + route.path] ??= {})[route.method] = operationOf(operationId, route);
  return {
    openapi: '3.1.0',
    info: { title: 'Konektor local environment', version, description: 'A local Power Platform environment: install connectors and flows, connect, test, turn on, move time, read runs. Everything stays on this machine.', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token of this start.' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'konektor_token', description: 'The same token, for pages that the environment serves itself.' },
      },
      schemas: apiSchemas,
    },
  };
}

function operationOf(operationId: string, { summary, description, tag, inPath = {}, query = {}, body, answer, errors = [] }: RouteContract): JsonSchema {
  const parameters = [
    ...Object.entries(inPath).map(([name, about]) => ({ name, in: 'path', required: true, description: about, schema: { type: 'string' } })),
    ...Object.entries(query).map(([name, { description: about, ...schema }]) => ({ name, in: 'query', required: false, description: about, schema })),
  ];
  const statuses = [...new Set([...everywhere, ...errors, ...(body ? [413, 415] : [])])].sort((one, other) => one - other);
  return {
    operationId, summary, tags: [tag], ...(description === undefined ? {} : { description }), ...(parameters.length === 0 ? {} : { parameters }),
    ...(body ? { requestBody: { required: body.optional !== true, content: { 'application/json': { schema: body.schema }, ...(body.zip ? { 'application/zip': { schema: { type: 'string', format: 'binary' } } } : {}) } } } : {}),
    responses: {
      [answer.status]: { description: answer.description, ...(answer.schema ? { content: { [answer.contentType ?? 'application/json']: { schema: answer.schema } } } : {}) },
      ...Object.fromEntries(statuses.map(status => [status, { description: errorTexts[status], content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }])),
    },
  };
}
