import * as assert from 'node:assert/strict';
import { type ConnectorOperation, headerOf, type InstalledConnector, type JsonObject, type JsonValue } from '../../../scripts/environment';
import { resolved } from '../../../scripts/environment/connectors/installed-connector';
import { isJsonObject, objectOr, textOf, textsOf } from '../../../scripts/environment/json';
import { OperationMatcher } from '../../../scripts/environment/gateway/operation-match';
import { type OperationRequest, operationRequest } from '../../../scripts/environment/gateway/parameters';
import { published, skipWithoutPublished } from '../published-connectors';

/** Everything that has a meaning in an address, a form or JSON. */
const awkward = 'A b/c?&=+%2F,;#"\\ü🙂';

/** A value that a parameter or schema takes; objects get every property, down to a depth that no body needs. */
function sample(definition: JsonObject, declared: unknown, depth = 0): JsonValue {
  const shape = resolved(definition, declared);
  // An empty text is no value (facts 4.1 leaves absent ones out), though some enums list it.
  const choice = Array.isArray(shape['enum']) ? (shape['enum'] as readonly JsonValue[]).find(each => each !== '' && each !== null) : undefined; // enums of definitions are JSON
  if (choice !== undefined) return choice;
  switch (shape['type']) {
    case 'integer': return 7;
    case 'number': return 1.5;
    case 'boolean': return true;
    case 'array': return depth > 5 ? [] : [sample(definition, shape['items'], depth + 1), sample(definition, shape['items'], depth + 1)];
    case 'file': return { '$content-type': 'image/png', $content: Buffer.from(awkward).toString('base64') };
  }
  const properties = objectOr(shape['properties']);
  if (shape['type'] !== 'object' && Object.keys(properties).length === 0) return awkward;
  return depth > 5 ? {} : Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sample(definition, each, depth + 1)]));
}

/** A sample for each parameter; a Content-Type is one that the operation takes, for the body is written by it. */
function samples({ definition }: InstalledConnector, operation: ConnectorOperation, which: 'all' | 'required'): JsonObject {
  const wanted = operation.parameters.filter(parameter => which === 'all' || parameter['required'] === true || parameter['in'] === 'path');
  return Object.fromEntries(wanted.map(parameter => {
    const name = textOf(parameter['name']) ?? '';
    if (name.toLowerCase() === 'content-type') {
      const types = textsOf(operation.object['consumes']);
      const ofForm = operation.parameters.some(each => each['in'] === 'formData') ? 'multipart/form-data' : undefined;
      return [name, ofForm ?? types[0] ?? 'application/json'];
    }
    return [name, sample(definition, parameter['in'] === 'body' ? parameter['schema'] : parameter)];
  }));
}

/** What a server that follows the definition reads out of the request: an own reading, with the platform's parsers. */
async function readBack(operation: ConnectorOperation, { path, headers, body }: OperationRequest): Promise<Record<string, unknown>> {
  const address = new URL(`https://h${path}`);
  const segments = new RegExp(`^${operation.path.split(/\{[^{}]*\}/).map(literal => encodeURI(literal).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^/]*)')}$`).exec(address.pathname) ?? [];
  const names = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  const type = headerOf(headers, 'Content-Type') ?? '';
  const form = operation.parameters.some(parameter => parameter['in'] === 'formData') && body ? await new Response(Buffer.from(body), { headers: { 'Content-Type': type } }).formData() : undefined;
  const read: Record<string, unknown> = {};
  for (const parameter of operation.parameters) {
    const name = textOf(parameter['name']) ?? '';
    switch (parameter['in']) {
      case 'path': {
        const written = segments[names.indexOf(name) + 1];
        if (written !== undefined) read[name] = parameter['x-ms-url-encoding'] === 'double' ? decodeURIComponent(decodeURIComponent(written)) : decodeURIComponent(written);
        break;
      }
      case 'query': if (address.searchParams.has(name)) read[name] = parameter['collectionFormat'] === 'multi' ? address.searchParams.getAll(name) : address.searchParams.get(name); break;
      case 'header': if (headerOf(headers, name) !== undefined) read[name] = headerOf(headers, name); break;
      case 'formData': {
        const value = form?.get(name);
        if (value !== null && value !== undefined) read[name] = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64');
        break;
      }
      case 'body': if (body) read[name] = Buffer.from(body).toString('utf8'); break;
    }
  }
  return read;
}

/** The text that stands for a sample on the wire. */
function wire(parameter: JsonObject, value: JsonValue): unknown {
  if (isJsonObject(value) && value['$content'] !== undefined) return value['$content'];
  if (parameter['in'] === 'body') return typeof value === 'string' ? value : JSON.stringify(value);
  const texts = (Array.isArray(value) ? value : [value]).map((item: JsonValue) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return Array.isArray(value) && parameter['collectionFormat'] === 'multi' ? texts : texts.join(',');
}

describe('every operation of the published connectors', function () {
  this.timeout(60_000);
  before(skipWithoutPublished);

  for (const which of ['all', 'required'] as const) {
    it(`can be called with ${which === 'all' ? 'a value for each parameter' : 'its required parameters alone'}: each is on the wire as declared, and the address finds the operation again`, async () => {
      const counts = { connectors: 0, operations: 0, parameters: 0 };
      const differences: string[] = [];
      for (const connector of published().installed) {
        counts.connectors++;
        const matcher = OperationMatcher.of(connector);
        for (const operation of connector.operations) {
          const place = `${connector.name} ${operation.operationId}`;
          counts.operations++;
          try {
            const inputs = samples(connector, operation, which);
            const request = operationRequest(connector, operation, inputs);
            const read = await readBack(operation, request);
            for (const parameter of operation.parameters) {
              const name = textOf(parameter['name']) ?? '';
              const given = inputs[name];
              if (given === undefined) continue;
              counts.parameters++;
              const sent = parameter['in'] === 'body' ? withoutAdded(read[name], given) : name.toLowerCase() === 'content-type' ? withoutBoundary(read[name]) : read[name];
              if (JSON.stringify(sent) !== JSON.stringify(wire(parameter, given))) differences.push(`${place}: ${name} in ${textOf(parameter['in'])}: ${JSON.stringify(sent)?.slice(0, 120)} for ${JSON.stringify(wire(parameter, given)).slice(0, 120)}`);
            }
            const found = matcher.match(request.method, request.path.split('?', 1)[0] ?? '')?.operation;
            if (found !== operation) differences.push(`${place}: its address is that of ${found?.operationId ?? 'nothing'}`);
          } catch (error) {
            differences.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      }
      console.log(`      ${counts.operations} operations of ${counts.connectors} connectors, ${counts.parameters} parameters`);
      assert.ok(counts.operations > 1_000, `only ${counts.operations} operations`);
      assert.deepEqual(differences, []);
    });
  }
});

/** The sent body without the properties that were not given: hidden defaults, which the platform adds. */
function withoutAdded(sent: unknown, given: JsonValue): unknown {
  if (typeof sent !== 'string' || typeof given === 'string') return sent;
  const only = (value: unknown, like: JsonValue): unknown =>
    isJsonObject(like) ? Object.fromEntries(Object.entries(like).map(([name, inside]) => [name, only(objectOr(value)[name], inside ?? null)])) : value;
  return JSON.stringify(only(JSON.parse(sent), given));
}

/** A form of several parts says where they end, whatever type the maker gave. */
const withoutBoundary = (type: unknown): unknown => (typeof type === 'string' ? type.replace(/; boundary=form-[0-9a-f]{32}$/, '') : type);
