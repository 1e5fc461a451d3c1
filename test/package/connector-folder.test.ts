import assert from 'node:assert/strict';
import { apiProperties } from '../../scripts/generate/properties';
import { connectorFolder, type FolderContent } from '../../scripts/package/connector-folder';
import { identityOf } from '../../scripts/package/identity';
import { placeholderPublisher, type Publisher } from '../../scripts/generate/publisher';
import { schemaValidator } from '../../scripts/schema-validators/schema-validator';
import { parameterSets, publisher } from '../generate/connectors';

const content: FolderContent = {
  definition: '{}\n', properties: apiProperties(parameterSets, publisher), script: 'class Script { }\n', readme: '# Orders\n', icon: Buffer.from('icon'), connectorId: '11111111-2222-5333-8444-555555555555',
};
const filesOf = async (of: FolderContent): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(await Promise.all(connectorFolder(of).map(async file => [file.path, Buffer.from(await file.read()).toString('utf8')])));

describe('the connector folder', () => {
  it('has settings for paconn and for pac, and properties for each', async () => {
    const files = await filesOf(content);
    assert.deepEqual(Object.keys(files), ['apiDefinition.swagger.json', 'apiProperties.json', 'apiProperties.paconn.json', 'icon.png', 'readme.md', 'script.csx', 'settings.json', 'settings.pac.json']);
    const parsed = (path: string): unknown => JSON.parse(files[path] ?? 'null');
    assert.deepEqual(parsed('settings.json'), {
      connectorId: 'placeholder-connector-id-as-paconn-shows-it-after-create', environment: 'placeholder-environment-id',
      apiProperties: 'apiProperties.paconn.json', apiDefinition: 'apiDefinition.swagger.json', icon: 'icon.png', script: 'script.csx',
    });
    assert.deepEqual(parsed('settings.pac.json'), {
      connectorId: content.connectorId, environment: 'placeholder-environment-id',
      apiProperties: 'apiProperties.json', apiDefinition: 'apiDefinition.swagger.json', icon: 'icon.png', script: 'script.csx',
    });
    const { stackOwner, ...withoutOwner } = content.properties.properties;
    assert.deepEqual([stackOwner, parsed('apiProperties.json'), parsed('apiProperties.paconn.json')], ['Contoso', content.properties, { properties: withoutOwner }]);
    for (const path of ['settings.json', 'settings.pac.json']) assert.deepEqual(schemaValidator('settings')(parsed(path)), []);
  });

  it('names neither a script nor an icon that is not there', async () => {
    const files = await filesOf({ ...content, script: undefined, icon: undefined });
    assert.deepEqual(Object.keys(files), ['apiDefinition.swagger.json', 'apiProperties.json', 'apiProperties.paconn.json', 'readme.md', 'settings.json', 'settings.pac.json']);
    assert.deepEqual(Object.keys(JSON.parse(files['settings.json'] ?? 'null') as object), ['connectorId', 'environment', 'apiProperties', 'apiDefinition']);
  });
});

describe('names and ids of packages', () => {
  const of = (more: Partial<Publisher> = {}, names = {}) => identityOf({ connector: { title: 'Customer Insights', description: 'About customers.' }, publisher: { ...placeholderPublisher, name: 'Contoso Ltd.', ...more }, names, version: '1.2.3.0', locales: [] });

  it('come from the publisher and the title', () => {
    const { flowId, inLanguages, ...identity } = of({ prefix: 'contoso' });
    const contoso = { uniqueName: 'ContosoLtd', names: { 1033: 'Contoso Ltd.' }, descriptions: {}, email: 'placeholder@example.com', website: 'https://example.com/placeholder-website', prefix: 'contoso', optionValuePrefix: identity.publisher.optionValuePrefix };
    assert.deepEqual(identity, {
      publisher: contoso,
      connector: { logicalName: 'contoso_5Fcustomer-20insights', id: identity.connector.id, internalId: 'shared_contoso-5fcustomer-20insights-5f0000000000000000' },
      connectorSolution: { version: '1.2.3.0', managed: '0', publisher: contoso, uniqueName: 'CustomerInsights', names: { 1033: 'Customer Insights' }, descriptions: { 1033: 'About customers.' } },
      flowSolution: {
        version: '1.2.3.0', managed: '0', publisher: contoso, uniqueName: 'CustomerInsightsFlows', names: { 1033: 'Customer Insights Flows' },
        descriptions: { 1033: 'Flows that use Customer Insights. The connector is in a solution of its own and is imported first.' },
      },
    });
    assert.deepEqual(inLanguages('Any'), { 1033: 'Any' });
    assert.match(flowId('Any'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(contoso.optionValuePrefix >= 10_000 && contoso.optionValuePrefix <= 99_999);
  });

  it('keep the ids from version to version, and give another publisher others', () => {
    const ids = [of({ prefix: 'contoso' }), of({ prefix: 'contoso' }, { uniqueName: 'Other', name: 'Other' }), of({ prefix: 'contoso', uniqueName: 'Fabrikam' }), of({ prefix: 'fabrikam' })].map(each => each.connector.id);
    assert.deepEqual([ids[0] === ids[1], new Set(ids).size], [true, 3]);
  });

  it('are those of konektor.yaml where it says them', () => {
    const { publisher: owner, connectorSolution, flowSolution } = of({ prefix: 'contoso', uniqueName: 'ContosoPublisher', optionValuePrefix: 12_345 }, { uniqueName: 'ContosoInsights', name: 'Insights', description: 'Ours.' });
    assert.deepEqual([owner.uniqueName, owner.optionValuePrefix, connectorSolution.uniqueName, connectorSolution.names, connectorSolution.descriptions, flowSolution.uniqueName], ['ContosoPublisher', 12_345, 'ContosoInsights', { 1033: 'Insights' }, { 1033: 'Ours.' }, 'ContosoInsightsFlows']);
  });
});
