import { emptyContext, type FlowContext } from '../../scripts/workflow-language/flow-context';

/** The run in which the examples of the functions hold. */
export const exampleContext: FlowContext = {
  ...emptyContext,
  trigger: { name: 'manual', status: 'Succeeded', outputs: { headers: { 'X-Region': 'west' }, body: { name: 'VIPs' } } },
  actions: new Map([
    ['Get_segment', { name: 'Get_segment', status: 'Succeeded', code: 'OK', inputs: { path: '/segments/VIPs' }, outputs: { statusCode: 200, headers: {}, body: { members: 120, name: 'VIPs' } } }],
    ['Skipped_step', { name: 'Skipped_step', status: 'Skipped' }],
  ]),
  action: { name: 'Compose' },
  scopes: new Map([['Scope', [{ name: 'Get_segment', status: 'Failed' }]]]),
  variables: new Map([['count', 3]]),
  parameters: new Map([['region', 'west']]),
  items: new Map([['Apply_to_each', { id: 7 }]]),
  item: { value: { id: 7 } },
  iterationIndexes: new Map([['Until', 2]]),
  workflow: { run: { name: 'run-1' } },
  callbackUrl: 'https://callback.example/run',
  now: () => new Date('2018-03-01T00:00:00Z'),
  newGuid: () => 'c2ecc88d-88c8-4096-912c-d6f2e2b138ce',
};
