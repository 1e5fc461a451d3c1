/**
 * The sample flows of the connector: their JSON in full, against the definition that they call, and against flows that
 * were exported from Power Automate. With UPDATE_FLOWS=1 the documents are written anew.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import connector from '../../../connector';
import { checkConnector } from '../../../scripts/generate/check';
import { apiDefinition } from '../../../scripts/generate/definition';
import { emitFlow, type EmittedFlow } from '../../../scripts/generate/flow/emit-flow';
import { placeholderPublisher } from '../../../scripts/generate/publisher';
import type { SwaggerDocument, SwaggerOperation, SwaggerSchema } from '../../../scripts/generate/swagger-extensions';
import { checkText } from '../../../scripts/workflow-language/check-expression';
import { expressionsIn } from '../../../scripts/workflow-language/flow-expressions';
import type { JsonValue, OperationInputs, WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { orders, target as ordersTarget } from './order-flows';

const documents = join(__dirname, 'documents', 'samples');
const isUpdating = process.env['UPDATE_FLOWS'] === '1';
const target = { prefix: 'con', connector: { logicalName: 'con_5Fcustomer-20insights-20automation', internalId: 'shared_con-5fcustomer-20insights-20automation', displayName: connector.title } };
const emitted = (connector.flows ?? []).map(flow => emitFlow(flow, target));
const fileOf = ({ name }: EmittedFlow): string => join(documents, `${name.toLowerCase().replaceAll(' ', '-')}.json`);

/** Every step, those inside branches and loops too. */
function* stepsOf(actions: Readonly<Record<string, WorkflowAction>>): Iterable<readonly [key: string, step: WorkflowAction]> {
  for (const [key, step] of Object.entries(actions)) {
    yield [key, step];
    yield* stepsOf(step.actions ?? {});
    yield* stepsOf(step.else?.actions ?? {});
  }
}
/** The inputs of the trigger and of the steps that call an operation. */
const callsOf = ({ document: { properties: { definition } } }: EmittedFlow): readonly OperationInputs[] =>
  [...Object.values(definition.triggers), ...[...stepsOf(definition.actions)].map(([, step]) => step)].filter(each => each.inputs !== undefined).map(each => each.inputs as OperationInputs); // only calls have inputs here

describe('the sample flows', () => {
  it('have nothing to be found', () => assert.deepEqual(checkConnector(connector), []));

  for (const flow of emitted) {
    it(`${flow.name}: as the document says`, () => {
      const text = `${JSON.stringify(flow, undefined, 2)}\n`;
      if (isUpdating) { mkdirSync(documents, { recursive: true }); writeFileSync(fileOf(flow), text); }
      assert.equal(text, readFileSync(fileOf(flow), 'utf8'));
    });
  }
  it('are all the documents that there are', () => assert.deepEqual(readdirSync(documents).map(file => join(documents, file)).sort(), emitted.map(fileOf).sort()));

  it('use every trigger and every action that makers see', () => {
    const used = new Set(emitted.flatMap(callsOf).map(({ host }) => host.operationId));
    assert.deepEqual(connector.operations.filter(operation => operation.visibility !== 'internal' && !operation.deprecated && !used.has(operation.operationId)), []);
  });

  it('ask for what an environment has, and for nothing twice', () => {
    const variables = new Map(emitted.flatMap(flow => flow.environmentVariables).map(variable => [variable.schemaName, variable]));
    assert.deepEqual([...variables.values()].filter(variable => variable.default !== undefined), []);
    assert.deepEqual([...new Set(emitted.flatMap(flow => flow.connectionReferences).map(({ logicalName }) => logicalName))],
      ['con_customerinsightsautomation', 'con_customerinsightsautomation_teams', 'con_customerinsightsautomation_office365']);
  });
});

describe('the inputs of flows', () => {
  for (const [name, of, emittedFlows] of [['the connector', connector, emitted], ['the small connector', orders, (orders.flows ?? []).map(flow => emitFlow(flow, ordersTarget))]] as const) {
    it(`of ${name} are those that its definition declares, required ones among them`, () => {
      const declared = declaredInputs(apiDefinition(of, placeholderPublisher));
      const wrong = emittedFlows.flatMap(callsOf).filter(({ host }) => host.apiId === '').flatMap(({ host: { operationId }, parameters }) => {
        const known = declared.get(operationId);
        const keys = Object.keys(parameters);
        if (!known) return [`${operationId} is not declared`];
        return [
          ...keys.filter(key => !known.all.has(key) && !known.open.some(open => key.startsWith(`${open}/`))).map(key => `${operationId}: ${key} is not declared`),
          ...known.required.filter(key => !keys.includes(key)).map(key => `${operationId}: ${key} is required`),
        ];
      });
      assert.deepEqual(wrong, []);
    });
  }
});

interface Declared { readonly all: ReadonlySet<string>; readonly required: readonly string[]; readonly open: readonly string[] }
/** The names that the designer makes of a definition: parameters by name, properties of a body behind the body's name. */
function declaredInputs(document: SwaggerDocument): ReadonlyMap<string, Declared> {
  const operations = Object.values(document.paths).flatMap(path => Object.values(path)).filter((each): each is SwaggerOperation => 'operationId' in each);
  return new Map(operations.map(({ operationId, parameters }) => {
    const all = new Set<string>();
    const required: string[] = [];
    const open: string[] = [];
    const walk = (key: string, schema: SwaggerSchema, needed: boolean): void => {
      if (schema['x-ms-notification-url']) return;
      const inside = schema.$ref ? document.definitions?.[schema.$ref.split('/').at(-1)!] ?? {} : schema;
      if (!inside.properties) { all.add(key); if (needed) required.push(key); if (inside['x-ms-dynamic-schema']) { open.push(key); required.splice(required.indexOf(key), required.includes(key) ? 1 : 0); } return; }
      for (const [name, property] of Object.entries(inside.properties)) walk(`${key}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, property, needed && inside.required?.includes(name) === true);
    };
    for (const parameter of parameters ?? []) {
      if (parameter.in === 'body') walk(parameter.name, parameter.schema, parameter.required === true);
      else { all.add(parameter.name); if (parameter.required) required.push(parameter.name); }
    }
    return [operationId ?? '', { all, required, open }];
  }));
}

describe('the expressions of flows', () => {
  for (const { name, document } of [...emitted, ...(orders.flows ?? []).map(flow => emitFlow(flow, ordersTarget))]) {
    it(`of "${name}" are in order, and read only steps and parameters that the flow has`, () => {
      const { definition } = document.properties;
      const steps = [...stepsOf(definition.actions)];
      const scope = { actions: steps.map(([key]) => key), parameters: Object.keys(definition.parameters), variables: [], loops: steps.filter(([, step]) => step.type === 'Foreach').map(([key]) => key) };
      const texts = [...expressionsIn(document as unknown as JsonValue)].map(({ text }) => text); // a document is JSON
      assert.ok(texts.length > 0);
      assert.deepEqual(texts.flatMap(text => checkText(text, scope).map(finding => [text, finding])), []);
    });
  }
});

describe('flows beside exported ones', () => {
  const exported = resolve(__dirname, '..', '..', '..', '..', 'shared', 'data', 'solutions');
  const files = existsSync(exported) ? readdirSync(exported, { recursive: true, encoding: 'utf8' }).filter(file => /Workflows[/\\].*\.json$/.test(file)).sort() : [];
  const keys = (value: object): string => Object.keys(value).join(' ');
  interface Shapes { readonly document: Set<string>; readonly properties: Set<string>; readonly reference: Set<string>; readonly definition: Set<string>; readonly parameter: Set<string>; readonly call: Set<string>; readonly inputs: Set<string>; readonly host: Set<string> }
  const shapesOf = (all: readonly EmittedFlow['document'][]): Shapes => {
    const shapes: Shapes = { document: new Set(), properties: new Set(), reference: new Set(), definition: new Set(), parameter: new Set(), call: new Set(), inputs: new Set(), host: new Set() };
    for (const document of all) {
      const { properties } = document;
      shapes.document.add(keys(document));
      shapes.properties.add(keys(properties));
      for (const reference of Object.values(properties.connectionReferences)) shapes.reference.add(`${keys(reference)} / ${keys(reference.connection)} / ${keys(reference.api)}`);
      shapes.definition.add(keys(properties.definition));
      for (const parameter of Object.values(properties.definition.parameters)) shapes.parameter.add(keys(parameter));
      for (const [, step] of stepsOf(properties.definition.actions)) {
        if (step.type !== 'OpenApiConnection') continue;
        const inputs = step.inputs as OperationInputs; // by its type
        shapes.call.add(keys(step));
        shapes.inputs.add(keys(inputs));
        shapes.host.add(keys(inputs.host));
      }
    }
    return shapes;
  };
  it('have their keys, in their order', function () {
    if (files.length === 0) { console.log('      skipped: the exported flows (../shared/data/solutions) are not here'); this.skip(); }
    const theirs = shapesOf(files.map(file => JSON.parse(readFileSync(join(exported, file), 'utf8').replace(/^\uFEFF/, '')) as EmittedFlow['document'])); // exports of Power Automate
    const ours = shapesOf(emitted.map(each => each.document));
    // A variable without a default has no defaultValue; all of the exported ones have defaults.
    theirs.parameter.add('type metadata');
    for (const [part, shapes] of Object.entries(ours) as [keyof Shapes, Set<string>][]) assert.deepEqual([...shapes].filter(each => !theirs[part].has(each)), [], part);
  });
});
