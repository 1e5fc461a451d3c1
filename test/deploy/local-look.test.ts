import assert from 'node:assert/strict';
import type { EnvironmentClient } from '../../scripts/environment/api-client';
import { lookLocally } from '../../scripts/deploy/targets/local/local-look';
import type { Seen } from '../../scripts/deploy/target';
import { requestOf, smallRelease } from './fake-release';

/** Two flows of the release, each with its own connection and value. */
async function seen(one: { readonly connection?: string; readonly value?: string }, other: typeof one, wanted: { readonly connection?: string; readonly value?: string } = {}): Promise<Pick<Seen, 'references' | 'variables'>> {
  const release = smallRelease();
  const request = requestOf(release);
  const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const flows = [one, other].map(({ connection, value }, index) => ({
    id: ids[index]!, name: `Flow ${index}`, isOn: true, connections: [{ reference: 'pet_ref', required: true, ...(connection === undefined ? {} : { connectionId: connection }) }], variables: [{ schemaName: 'pet_Place', type: 'text', ...(value === undefined ? {} : { value }) }],
  }));
  const answers: Readonly<Record<string, (path?: Readonly<Record<string, string>>) => unknown>> = {
    listConnectors: () => ({ value: [] }), listConnections: () => ({ value: [] }), listFlows: () => ({ value: flows }), getFlow: path => ({ flow: flows.find(({ id }) => id === path?.['flow']), document: {} }),
  };
  const client = { call: (name: string, call?: { readonly path?: Readonly<Record<string, string>> }) => Promise.resolve(answers[name]!(call?.path)) } as unknown as EnvironmentClient; // only what a look asks
  const { references, variables } = await lookLocally(client, {
    ...request, connections: wanted.connection === undefined ? {} : { pet_ref: wanted.connection },
    release: { ...release, flows: { ...release.flows!, flows: ids.map(id => ({ id, name: id, digest: 'a' })) } },
    environment: { ...request.environment, environmentVariables: wanted.value === undefined ? {} : { pet_Place: wanted.value } },
  });
  return { references, variables };
}

describe('what the local environment has in several flows', () => {
  it('is told where all have the same', async () => assert.deepEqual(await seen({ connection: 'one', value: 'Barn' }, { connection: 'one', value: 'Barn' }, { connection: 'one', value: 'Barn' }), { references: { pet_ref: 'one' }, variables: { pet_Place: 'Barn' } }));
  it('counts as missing where one flow has none', async () => assert.deepEqual(await seen({ connection: 'one', value: 'Barn' }, {}), { references: {}, variables: {} }));
  it('is told with what is not as it is wanted, in either order', async () => {
    const [barn, meadow] = [{ connection: 'one', value: 'Barn' }, { connection: 'two', value: 'Meadow' }];
    const other = { references: { pet_ref: 'two' }, variables: { pet_Place: 'Meadow' } };
    assert.deepEqual([await seen(barn, meadow, barn), await seen(meadow, barn, barn)], [other, other]);
  });
  it('is told with any of them where nothing is wanted', async () => assert.deepEqual(await seen({ connection: 'one', value: 'Barn' }, { connection: 'two', value: 'Meadow' }), { references: { pet_ref: 'one' }, variables: { pet_Place: 'Barn' } }));
});
