import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import type { RouteContract } from '../../scripts/environment/api/contract/route';
import { routes } from '../../scripts/environment/api/contract/routes';
import { apiBase, apiSchemas } from '../../scripts/environment/api/openapi';
import type { AnswerOf, OperationName } from '../../scripts/environment/api-client';
import type { Ports } from '../../scripts/cli/ports';

/** What was asked of the API: the operation, the parameters of path and query, the body. */
export interface AskedOfApi { readonly operation: OperationName; readonly path: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, string>>; readonly body: unknown }
export interface Refusal { readonly status: number; readonly code: string; readonly message: string }
type Answers = { readonly [Name in OperationName]?: AnswerOf<Name> | Refusal | ((asked: AskedOfApi) => AnswerOf<Name> | Refusal) };

/** An API with these answers, each of which fits the contract. Others, another token, and bodies and queries that do not fit it are refused. */
export function fakeApi(answers: Answers, token = 'secret'): { readonly http: Ports['http']; readonly asked: AskedOfApi[] } {
  const asked: AskedOfApi[] = [];
  return {
    asked,
    http: (address, request) => {
      const url = new URL(address);
      const headers = new Headers(request.headers);
      assert.equal(url.origin, 'http://127.0.0.1:4280');
      if (headers.get('Authorization') !== `Bearer ${token}`) return answered(refusal({ status: 401, code: 'Unauthorized', message: 'The token is missing or another one.' }));
      const found = matching(request.method ?? 'GET', url.pathname);
      assert.ok(found, `The API has no operation ${request.method ?? 'GET'} ${url.pathname}`);
      const [operation, path] = found;
      const route: RouteContract = routes[operation];
      const body: unknown = typeof request.body === 'string' ? JSON.parse(request.body) : request.body ?? undefined;
      const query = Object.fromEntries(url.searchParams);
      for (const name of Object.keys(query)) assert.ok(route.query && name in route.query, `${operation} has no query parameter ${name}`);
      if (typeof request.body === 'string') fits(route.body!.schema, body, `what ${operation} is asked with`);
      const one: AskedOfApi = { operation, path, query, body };
      asked.push(one);
      const answer = answers[operation];
      assert.ok(answer !== undefined || operation in answers, `${operation} was not to be asked`);
      const given: unknown = typeof answer === 'function' ? answer(one) : answer;
      if (isRefusal(given)) return answered(refusal(given));
      if (route.answer.schema) fits(route.answer.schema, given, `what ${operation} answers`);
      return answered(given === undefined ? new Response(null, { status: 204 }) : Response.json(given, { status: route.answer.status }));
    },
  };
}

const answered = (response: Response): Promise<Response> => Promise.resolve(response);
const refusal = ({ status, code, message }: Refusal): Response => Response.json({ error: { code, message } }, { status });
const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'code,message,status';

function matching(method: string, pathname: string): readonly [OperationName, Readonly<Record<string, string>>] | undefined {
  for (const [name, route] of Object.entries(routes)) {
    const form = new RegExp(`^${apiBase}${route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = route.method.toUpperCase() === method ? form.exec(pathname) : null;
    if (found) return [name as OperationName, Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]))]; // a key of the table itself
  }
  return undefined;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'api', components: { schemas: apiSchemas } });

function fits(schema: object, value: unknown, what: string): void {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;
  const isValid = ajv.compile(local);
  assert.ok(isValid(value), `${what} does not fit the contract: ${ajv.errorsText(isValid.errors)}`);
}
