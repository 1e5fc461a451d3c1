/** Packages that others made: each finding is true of them, and there is no other. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { inspectFile, inspectPackage } from '../../../scripts/package/inspect/inspect';
import { treeText } from '../../../scripts/package/inspect/tree-text';
import { packageFile, type PackageFile } from '../../../scripts/package/package-file';
import { said } from './said';

const solutions = resolve(__dirname, '..', '..', '..', '..', 'shared', 'data', 'solutions');
const karol = join(solutions, 'KarolFilipKozlowski+Konektor-api.nbp.pl');
const contracts = join(solutions, 'tsykes-ctecs+PurchaseRequisitionCustomConnectors');
const samples = join(solutions, 'pnp+powerautomate-samples');

const filesOf = (folder: string): readonly PackageFile[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name)).sort().map(file => packageFile(relative(folder, file).replaceAll(sep, '/'), readFileSync(file)));

describe('packages that others made', () => {
  before(function () {
    if (!existsSync(solutions)) { console.log('      skipped: the exported solutions (../shared/data/solutions) are not here'); this.skip(); }
  });

  it('an exported zip with two connectors has no finding', async () => {
    const report = await inspectFile(readFileSync(join(contracts, 'PurchaseRequisitionCustomConnectors.zip')), 'PurchaseRequisitionCustomConnectors.zip');
    assert.deepEqual(said(report), []);
    assert.equal(treeText(report.root), `PurchaseRequisitionCustomConnectors.zip · connector solution
  Name       Purchase Requisition - Custom Connectors (PurchaseRequisitionCustomConnectors)
  Version    1.0.0.0
  Managed    no
  Publisher  CTech, prefix cttech
  CT Contract · connector
    Name        cttech_5Fct-20contract
    Id          08af0b0f-9c95-4851-8e69-6fa42c1809db
    Host        webprocure.proactiscloud.com
    Operations  0 triggers, 2 actions
    Connection  no parameters
    Icon        cttech_5Fct-20contract_iconblob.Png
  CT Contract Search · connector
    Name        cttech_5Fct-20contract-20search
    Id          e3b85304-5efb-4b77-a74c-d69d448ec3bd
    Host        webprocure.proactiscloud.com
    Operations  0 triggers, 1 action
    Connection  no parameters
    Icon        cttech_5Fct-20contract-20search_iconblob.Png
`);
  });

  it('an export with connector, flow and app: the copy lacks the app\'s two files, and the flow is on', async () => {
    const report = await inspectPackage(filesOf(karol), 'nbp');
    assert.deepEqual(said(report), ['error solution-file-missing nbp/customizations.xml:67', 'error solution-file-missing nbp/customizations.xml:68', 'information flow-on nbp/customizations.xml:17']);
    assert.equal(treeText(report.root), `nbp · solution of connector and flows
  Name        Konektor api.nbp.pl (Konektorapinbppl)
  Version     1.0.0.0
  Managed     no
  Publisher   Cr67eef, prefix cre80
  Also holds  1 canvas app
  Needs       new_sharedcre805fkursy20walut20nbp5f9f745961df205669_3c05c
  Kursy walut NBP · connector
    Name        cre80_5Fkursy-20walut-20nbp
    Id          1612d9de-f47a-4837-8a8a-d48ac47ec0e2
    Host        api.nbp.pl
    Operations  0 triggers, 3 actions
    Connection  no parameters
    Icon        cre80_5Fkursy-20walut-20nbp_iconblob.Jpeg
  Flow dla konektora kursów walut · flow, switched on
    Id          8fde32d5-cf10-ed11-b83d-000d3ada9e5f
    Trigger     manual (Request)
    Actions     2
    Connectors  cre80_5Fkursy-20walut-20nbp
    Calls       table_code
`);
  });

  it('an unpacked solution beside its zip and the zip\'s content has no finding: it is the same solution three times', async () => {
    const report = await inspectPackage(filesOf(contracts), 'contracts');
    assert.deepEqual(said(report), []);
    assert.deepEqual(report.root.children.map(({ name, kind }) => `${name}: ${kind}`), ['contracts: connector solution', 'PurchaseRequisitionCustomConnectors.zip: connector solution', 'zip: connector solution']);
    assert.deepEqual(report.root.children[0]?.facts.at(-1), { label: 'Form', value: 'unpacked for source control' });
  });

  it('flows as a legacy package, as a definition, unpacked and exported: two are on', async () => {
    const report = await inspectPackage(filesOf(samples), 'samples');
    assert.deepEqual(said(report), [
      'information flow-on samples/src/Workflows/SharePointHidefoldersindocumentlibraryview-096175F7-D8BC-ED11-83FE-00224807864E.json.data.xml:14',
      'information flow-on samples/zipexport/customizations.xml:17',
    ]);
    assert.deepEqual(report.root.children.map(({ name, kind }) => `${name}: ${kind}`), ['legacy-flow-package: legacy flow package', 'polling-trigger/definition.json: definition of a flow', 'src: flow solution', 'zipexport: flow solution']);
  });

  it('a legacy package names its connectors and what its flow calls', async () => {
    const { root, findings } = await inspectPackage(filesOf(join(samples, 'legacy-flow-package')), 'legacy');
    assert.deepEqual(findings, []);
    assert.deepEqual(root, {
      name: 'legacy', kind: 'legacy flow package', facts: [{ label: 'Name', value: 'team-guest-management-via-graph-api' }, { label: 'Connectors', value: ['Microsoft Forms', 'Microsoft Teams', 'GraphAPI', 'Approvals'] }],
      children: [{
        name: 'Approve Guest user access to team', kind: 'flow', children: [],
        facts: [
          { label: 'Trigger', value: ['CreateFormWebhook (OpenApiConnectionWebhook)'] }, { label: 'Actions', value: '16' },
          { label: 'Connectors', value: ['shared_microsoftforms', 'shared_teams', 'shared_graphapi-5f04d5eb22c34423fb-5f448e0b83a75acf03', 'shared_approvals'] },
          { label: 'Calls', value: ['CreateFormWebhook', 'GetFormResponseById', 'GetAllTeams', 'GetOwners', 'StartAndWaitForAnApproval', 'GetUser', 'AddMemberToTeam', 'Invite'] },
        ],
      }],
    });
  });

  it('the definition of a flow alone', async () => {
    const file = join(samples, 'polling-trigger', 'definition.json');
    const report = await inspectFile(readFileSync(file), 'definition.json', { shown: 'flows/definition.json' });
    assert.deepEqual(said(report), []);
    assert.equal(treeText(report.root), `definition.json · definition of a flow
  Trigger     GetOnUpdatedItems (ApiConnection)
  Actions     13
  Connectors  shared_sharepointonline
  Calls       GetOnUpdatedItems, HttpRequest
`);
  });
});
