import assert from 'node:assert/strict';
import { FlowEngine, Gateway, installedConnector, loadCustomCode, MemoryRunRecorder, type TokenRequest, VirtualClock } from '../../../scripts/environment';
import { artifactTexts } from '../../../scripts/generate/artifacts';
import { placeholderPublisher } from '../../../scripts/generate/publisher';
import { lastStep, signInFlow } from '../../../scripts/package/probe/probe-flow';
import { probeScript } from '../../../scripts/package/probe/probe-source';
import { signInConnector, signInTrigger } from '../../../scripts/package/probe/sign-in-connector';
import { sharedHost } from '../../support/shared-script-host';

/** A token as Microsoft Entra ID makes them, without a signature that holds. */
const tokenOf = (claims: object): string => ['{"alg":"none"}', JSON.stringify(claims), 'signature'].map(part => Buffer.from(part).toString('base64url')).join('.');

/** What the last step shows for a token, in each run of ten minutes, and how the token was asked for. */
async function told(token: string) {
  const clock = new VirtualClock(Date.UTC(2026, 2, 2, 7));
  const artifacts = artifactTexts(signInConnector, placeholderPublisher, probeScript('signIn'));
  const code = await loadCustomCode(await sharedHost(), probeScript('signIn'));
  const connector = installedConnector({ name: 'signin', definition: JSON.parse(artifacts['apiDefinition.swagger.json']), properties: JSON.parse(artifacts['apiProperties.json']), script: artifacts['script.csx'] ?? '' });
  const asked: TokenRequest[] = [];
  const gateway = new Gateway({
    connectors: [{ connector, code }], clock, publicOrigin: 'https://gateway.test',
    connections: [{ id: 'c1', connector: 'signin', parameterSet: 'servicePrincipal', values: { 'token:TenantId': 'contoso.com', 'token:clientId': '1', 'token:clientSecret': 'never shown' } }],
    backend: { send: () => Promise.reject(new Error('The probe sends nothing.')) },
    tokens: { token: request => { asked.push(request); return Promise.resolve(token); } },
  });
  const recorder = new MemoryRunRecorder();
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0 });
  await engine.turnOn({
    id: 'f', connectionId: 'c1', operationId: signInTrigger.operationId, inputs: {}, recurrenceSeconds: 60, splitOn: ['value'],
    steps: { name: 'f', document: signInFlow({ connectionReference: 'x', connectorName: 'signin', internalName: 'signin' }), connections: { probe: 'c1' }, parameters: {} },
  });
  await clock.advanceBy(600_000);
  await engine.close();
  const histories = await Promise.all((await recorder.runs()).map(({ key }) => recorder.historyOf(key)));
  return { shown: histories.map(history => history?.steps.find(({ name }) => name === lastStep)?.outputs), grants: [...new Set(asked.map(({ grant, resource }) => `${grant} ${resource}`))] };
}

describe('the probe of signing in, run on the local environment', function () {
  this.timeout(120_000);
  const grants = ['clientCredentials https://graph.microsoft.com'];

  it('tells once that an application has signed in', async () => {
    assert.deepEqual(await told(tokenOf({ aud: 'https://graph.microsoft.com', idtyp: 'app', appid: '1' })), { grants, shown: [{ scheme: 'Bearer', kind: 'application', audience: 'https://graph.microsoft.com' }] });
  });
  it('tells a user from an application', async () => {
    assert.deepEqual((await told(tokenOf({ aud: 'x', scp: 'User.Read' }))).shown, [{ scheme: 'Bearer', kind: 'user', audience: 'x' }]);
  });
  it('says of other tokens that it can\'t read them', async () => {
    assert.deepEqual((await told('opaque')).shown, [{ scheme: 'Bearer', kind: 'unreadable', audience: '' }]);
  });
});
