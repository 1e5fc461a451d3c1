import * as assert from 'node:assert/strict';
import { bindFlows, EnvironmentError, type FlowBindings, type JsonValue } from '../../../scripts/environment';
import type { SolutionEnvironmentVariable } from '../../../scripts/package/solution/solution';
import type { WorkflowDocument, WorkflowParameter } from '../../../scripts/workflow-language/workflow-document';
import { flowDocument } from './small-flow';

const gateway = { connectionIds: [{ id: 'c1', connector: 'small' }, { id: 'c2', connector: 'other' }] };
const all: FlowBindings['connections'] = { ref_small: 'c1', ref_teams: 'anything', ref_outlook: 'anything', ref_sharepoint: 'anything' };
const references = [{ logicalName: 'ref_small', displayName: 'The small one', apiId: '/providers/Microsoft.PowerApps/apis/shared_small' }];

function bind(bindings: Partial<FlowBindings>, parameters: Readonly<Record<string, WorkflowParameter>> = {}, environmentVariables: readonly SolutionEnvironmentVariable[] = []) {
  const flow = { id: 'f', name: 'Post things', isOn: false, document: flowDocument({}, parameters) };
  return bindFlows({ flows: [flow], connectionReferences: references, environmentVariables }, { connections: all, variables: {}, ...bindings }, gateway)[0]!; // one flow was given
}
const refused = (message: string) => new EnvironmentError('binding', message);

describe('binding flows', () => {
  it('each connection reference gets its connection', () => {
    const { id, name, isOn, connections } = bind({});
    assert.deepEqual({ id, name, isOn, connections }, { id: 'f', name: 'Post things', isOn: false, connections: { small: 'c1', teams: 'anything', outlook: 'anything', sharepoint: 'anything' } });
  });

  /** The flow with other references, as documents of other years have them. */
  const older = (connectionReferences: unknown, connections: FlowBindings['connections']) => {
    const { properties, ...rest } = flowDocument({});
    const document = { ...rest, properties: { ...properties, connectionReferences } } as WorkflowDocument; // JSON of others, whose shape is what is tried
    return bindFlows({ flows: [{ id: 'f', name: 'Old', isOn: false, document }], connectionReferences: [], environmentVariables: [] }, { connections, variables: {} }, gateway)[0]?.connections;
  };
  it('a document from before there were connection references is bound by its keys', () => {
    const environment = { shared_rss: { runtimeSource: 'embedded', connection: { name: 'shared-rss-1' }, api: { name: 'shared_rss' } } };
    const single = { 'shared_sql-1': { connectionName: 'x', source: 'Invoker', id: '/providers/Microsoft.PowerApps/apis/shared_sql' }, odd: null };
    assert.deepEqual([older(environment, { shared_rss: 'r' }), older(single, { 'shared_sql-1': 's' }), older(undefined, {})], [{ shared_rss: 'r' }, { 'shared_sql-1': 's' }, {}]);
    assert.throws(() => older(single, {}), refused('The flow "Old" needs a connection for its connection reference shared_sql-1 (connector shared_sql), and none is given. Give one: "shared_sql-1": "<connection id>".'));
  });

  it('says what is missing: which reference, which flow, what to give', () => {
    assert.throws(() => bind({ connections: { ref_outlook: 'o', ref_sharepoint: 's' } }), refused([
      'The flow "Post things" needs a connection for its connection reference ref_small ("The small one", connector small), and none is given. Give one: "ref_small": "<connection id>"; there is c1.',
      'The flow "Post things" needs a connection for its connection reference ref_teams (connector shared_teams), and none is given. Give one: "ref_teams": "<connection id>".',
    ].join('\n')));
  });

  it('refuses a connection of another connector, and one that is not there', () => {
    assert.throws(() => bind({ connections: { ...all, ref_small: 'c2' } }), refused('The flow "Post things" needs a connection for its connection reference ref_small ("The small one", connector small), and the given one, "c2", is of the connector other; there is c1.'));
    assert.throws(() => bind({ connections: { ...all, ref_small: 'c3' } }), refused('The flow "Post things" needs a connection for its connection reference ref_small ("The small one", connector small), and there is no connection "c3"; there is c1.'));
  });

  const parameter = (type: WorkflowParameter['type'], defaultValue?: JsonValue): Record<string, WorkflowParameter> => ({ 'Team (kon_team)': { type, ...(defaultValue === undefined ? {} : { defaultValue: defaultValue as string }), metadata: { schemaName: 'kon_team' } } });
  const variable = (more: Partial<SolutionEnvironmentVariable> = {}): SolutionEnvironmentVariable => ({ schemaName: 'kon_team', displayName: 'Team', description: '', type: '100000000', ...more });

  it('a variable has the given value, else the one that the solution brings, its default, or the parameter\'s', () => {
    const value = (...given: Parameters<typeof bind>) => bind(...given).parameters['Team (kon_team)'];
    assert.deepEqual([value({ variables: { kon_team: 'given' } }, parameter('String', 'p'), [variable({ defaultValue: 'd' })]), value({}, parameter('String', 'p'), [variable({ defaultValue: 'd' })]), value({}, parameter('String', 'p'), [variable()]), value({}, parameter('String', 'p'), [variable({ defaultValue: 'd', value: 'brought' })])], ['given', 'd', 'p', 'brought']);
  });

  it('without any value it is refused', () => {
    assert.throws(() => bind({}, parameter('String'), [variable()]), refused('The flow "Post things" needs a value for the environment variable kon_team ("Team"), and it has none. Give one: "kon_team": "<value>".'));
  });

  const typed: readonly (readonly [type: WorkflowParameter['type'], given: JsonValue, value: JsonValue])[] = [
    ['Int', '12', 12], ['Float', '1.5', 1.5], ['Bool', 'yes', true], ['Bool', 'no', false], ['Bool', 'true', true], ['Array', '[1]', [1]], ['Object', '{"a":1}', { a: 1 }], ['String', 5, '5'], ['Int', 3, 3],
  ];
  for (const [type, given, value] of typed) it(`${JSON.stringify(given)} as ${type}`, () => { assert.deepEqual(bind({ variables: { kon_team: given } }, parameter(type)).parameters, { 'Team (kon_team)': value }); });
  for (const [type, given] of [['Int', '1.5'], ['Int', 'x'], ['Bool', '1'], ['Array', '{}'], ['Object', '[]']] as const) it(`${given} is no ${type}`, () => {
    assert.throws(() => bind({ variables: { kon_team: given } }, parameter(type)), refused(`The flow "Post things" needs a value for the environment variable kon_team ("Team (kon_team)") of the type ${type}, and "${given}" is none.`));
  });

  it('values of secret variables are kept from histories', () => {
    assert.deepEqual(bind({ variables: { kon_team: 'hush-hush' } }, parameter('String'), [variable({ type: '100000005' })]).secrets, ['hush-hush']);
  });
});
