import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendHttp, Environment, type EnvironmentOptions, type EnvironmentStore, everybodySignedIn, openEnvironmentStore, VirtualClock } from '../../../scripts/environment';
import type { PackageFile } from '../../../scripts/package/package-file';
import { sharedHost } from '../../support/shared-script-host';
import { answer, fakeBackend, gatewayOrigin, start } from '../small-connector';

export interface Opened { readonly environment: Environment; readonly clock: VirtualClock; readonly store: EnvironmentStore }

/** Environments on one folder a test, on virtual time, with the shared script host; all of them are closed after the test. */
export function openedEnvironments(): { readonly open: (options?: Partial<EnvironmentOptions>) => Promise<Opened>; readonly end: (opened: Opened) => Promise<void>; readonly folder: () => string } {
  let folder = '';
  let opened: Opened[] = [];
  const end = async (each: Opened): Promise<void> => {
    opened = opened.filter(other => other !== each);
    await each.environment.close();
    each.store.close();
  };
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-environment-')); });
  afterEach(async () => {
    for (const each of opened) await end(each);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    end, folder: () => folder,
    open: async (options = {}) => {
      const store = openEnvironmentStore({ folder: join(folder, '.konektor') });
      const clock = new VirtualClock(store.clock.instant() ?? start);
      try {
        const environment = await Environment.open({ store, clock, backend: nothingNew, publicOrigin: gatewayOrigin, signIn: () => everybodySignedIn(), startScriptHost: sharedCode, random: () => 0.5, ...options });
        const each = { environment, clock, store };
        opened.push(each);
        return each;
      } catch (error) {
        store.close();
        throw error;
      }
    },
  };
}

const nothingNew: BackendHttp = fakeBackend(() => answer(202));

/** The host that all tests share; nobody closes it here. */
export async function sharedCode(): ReturnType<NonNullable<EnvironmentOptions['startScriptHost']>> {
  const host = await sharedHost();
  return { load: (script, options) => host.load(script, options), invoke: (script, call, watch) => host.invoke(script, call, watch), close: () => Promise.resolve() };
}

/** Files as a package has them. */
export const filesOf = (contents: Readonly<Record<string, unknown>>): readonly PackageFile[] =>
  Object.entries(contents).map(([path, content]) => ({ path, read: () => Promise.resolve(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))) }));

/** The definition of the connector "Small": a trigger, an action, a list behind a drop-down, and a test operation. */
export const smallDefinition = {
  swagger: '2.0', info: { title: 'Small', description: 'Tells of things and keeps them.', version: '1.2.0' }, host: 'api.test', basePath: '/v1', schemes: ['https'], consumes: ['application/json'], produces: ['application/json'],
  securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } }, security: [{ key: [] }],
  'x-ms-capabilities': { testConnection: { operationId: 'ListColors', parameters: {} } },
  paths: {
    '/trigger': { get: {
      operationId: 'OnThing', summary: 'When a thing appears', description: 'Starts a flow for each new thing.', 'x-ms-trigger': 'batch', 'x-ms-visibility': 'important',
      parameters: [{ name: 'color', in: 'query', type: 'string', 'x-ms-summary': 'Color', description: 'Its color.', 'x-ms-dynamic-values': { operationId: 'ListColors', parameters: {}, 'value-collection': 'value', 'value-path': 'id', 'value-title': 'name' } }],
      responses: { 200: { description: 'New things.', schema: { type: 'object', properties: { value: { type: 'array', items: { $ref: '#/definitions/Thing' } } } } }, 202: { description: 'Nothing new.' } },
    } },
    '/things/{id}': { get: {
      operationId: 'GetThing', summary: 'Get thing', description: 'Gets a thing.',
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Id', description: 'Its id.', 'x-ms-url-encoding': 'single' }], responses: { 200: { description: 'The thing.', schema: { $ref: '#/definitions/Thing' } } },
    } },
    '/colors': { get: {
      operationId: 'ListColors', summary: 'List colors', description: 'Lists the colors.', 'x-ms-visibility': 'internal', parameters: [],
      responses: { 200: { description: 'The colors.', schema: { type: 'object', properties: { value: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } } } } } } },
    } },
  },
  definitions: { Thing: { type: 'object', properties: { id: { type: 'string', 'x-ms-summary': 'Id', description: 'Its id.' }, color: { type: 'string', 'x-ms-summary': 'Color', description: 'Its color.' } } } },
} as const;

export const smallProperties = {
  properties: {
    iconBrandColor: '#336699', capabilities: [],
    connectionParameters: { api_key: { type: 'securestring', uiDefinition: { displayName: 'Key', description: 'The key.', tooltip: 'The key.', constraints: { required: 'true' } } } },
  },
} as const;

/** The connector "Small" as a folder. */
export const smallFiles = (definition: object = smallDefinition, more: Readonly<Record<string, unknown>> = {}): readonly PackageFile[] => filesOf({ 'apiDefinition.swagger.json': definition, 'apiProperties.json': smallProperties, ...more });
