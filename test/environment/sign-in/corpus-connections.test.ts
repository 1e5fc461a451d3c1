/** Every published connector at hand, by each of its ways to connect: made with values of its form, signed in to, and called. */
import * as assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type ConnectorArtifacts, type EnvironmentStore, Gateway, headerOf, type HttpRequest, installedConnector, type InstalledConnector, openEnvironmentStore, VirtualClock } from '../../../scripts/environment';
import { type ConnectionForm, connectionForms, type ConnectionParameter } from '../../../scripts/environment/connections/connection-form';
import type { Stage } from '../../../scripts/environment/gateway/pipeline-stage';
import { localSignIn, type LocalSignIn } from '../../../scripts/environment/sign-in';
import { answer, fakeBackend, start } from '../small-connector';
import { origin, person } from './small-sign-in';

const corpus = path.resolve(__dirname, '../../../../shared/corpus');

interface Published { readonly title: string; readonly artifacts: ConnectorArtifacts }

function published(): readonly Published[] {
  const parsed = (...file: string[]): unknown => (existsSync(path.join(...file)) ? JSON.parse(readFileSync(path.join(...file), 'utf8').replace(/^\uFEFF/, '')) : undefined);
  return ['certified-connectors', 'custom-connectors', 'independent-publisher-connectors'].flatMap(folder => readdirSync(path.join(corpus, folder)).sort().flatMap(name => {
    const at = path.join(corpus, folder, name);
    // The apiProperties.json of StabilityAI is no JSON, as the corpus test of the environment says.
    return !existsSync(path.join(at, 'apiDefinition.swagger.json')) || name === 'StabilityAI' ? [] : [{ title: `${folder.split('-')[0]} ${name}`, at }];
  })).map(({ title, at }, index) => ({ title, artifacts: { name: `connector${index}`, definition: parsed(at, 'apiDefinition.swagger.json'), properties: parsed(at, 'apiProperties.json') } }));
}

/** What a person could fill in: the first choice of a list, and else text that tells where it came from. */
function filledIn({ parameters }: ConnectionForm): Readonly<Record<string, string>> {
  const value = ({ name, kind, choices }: ConnectionParameter): string => {
    if (choices?.[0]) return String(choices[0].value);
    if (kind === 'number') return '7';
    if (kind === 'boolean') return 'true';
    return /tenantid$/i.test(name) ? 'contoso.example' : `filled-in-${name.replace(/\W/g, '-')}`;
  };
  return Object.fromEntries(parameters.filter(({ kind, hidden }) => kind !== 'signIn' && !hidden).map(parameter => [parameter.name, value(parameter)]));
}

/** A call to the first operation that is authenticated, with `x` for every path parameter, and with a host for others: policies make hosts of them. */
function callOf(connector: InstalledConnector, connectionId: string): HttpRequest {
  const operation = connector.operations.find(({ object }) => !(Array.isArray(object['security']) && object['security'].length === 0)) ?? connector.operations[0];
  const named = (place: string): readonly string[] => (operation?.parameters ?? []).flatMap(parameter => (parameter['in'] === place && typeof parameter['name'] === 'string' ? [parameter['name']] : []));
  return {
    method: operation?.method ?? '', uri: `${origin}/apim/${connector.name}/${connectionId}${(operation?.path ?? '').replace(/\{[^}]+\}/g, 'x').split('?')[0]}?${named('query').map(name => `${encodeURIComponent(name)}=own.test`).join('&')}`,
    headers: named('header').map(name => [name, 'own.test']),
  };
}

type Credentials = Extract<Stage, { kind: 'credentials' }>['credentials'];
const kindOf = (credentials: Credentials, sent: HttpRequest | undefined): string => {
  const [first] = credentials;
  if (!first) return 'by policies or code alone';
  // A policy, too, may write a Basic header.
  return first.name === 'Authorization' && /^Basic /.test(headerOf(sent?.headers ?? [], 'Authorization') ?? '') ? 'basic' : `key in ${first.in}`;
};

describe('published connectors, by each of their ways to connect', function () {
  this.timeout(120_000);
  let folder = '';
  let store: EnvironmentStore;
  let local: LocalSignIn;
  let gateway: Gateway;
  const backend = fakeBackend(() => answer(200, {}));
  const clock = new VirtualClock(start);

  before(function () {
    if (!existsSync(corpus)) {
      console.log('    ../shared/corpus is absent, so no published connector was tried.');
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'konektor-corpus-'));
    store = openEnvironmentStore({ folder });
    local = localSignIn({ store, clock, publicOrigin: () => origin, changed: () => undefined });
    gateway = new Gateway({ connectors: [], connections: [], backend, tokens: local.signIn, clock, publicOrigin: origin, unrunPolicies: 'leaveOut' });
  });
  after(() => {
    if (folder === '') return;
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The whole way of a person. Rejects with what a page says that is not the one expected. */
  async function signedIn(id: string): Promise<void> {
    const browser = person(local);
    const consent = await browser.open(local.signIn.signInUrl(id));
    const redirect = await browser.press(consent, { account: 'viewer@stand-in.example', decision: 'accept' });
    const landed = redirect.location === null ? consent : await browser.open(redirect.location);
    if (landed.status !== 200) throw new Error(landed.text);
  }

  it('are connected, signed in to and called with their credentials, or reported by name', async () => {
    const ways: Record<string, number> = {};
    const authenticated: Record<string, number> = {};
    const reported: string[] = [];
    const unanswered: string[] = [];
    let number = 0;
    for (const { title: name, artifacts } of published()) {
      const connector = installedConnector(artifacts);
      store.connectors.put({ ...artifacts, installedAt: start });
      gateway.install(connector);
      for (const form of connectionForms(connector)) {
        const id = `c${++number}`;
        const title = `${name}${form.name === undefined ? '' : `, ${form.name}`}`;
        const values = filledIn(form);
        store.connections.put({ id, connector: connector.name, title, values, status: { kind: 'connected' }, createdAt: start, ...(form.name === undefined ? {} : { parameterSet: form.name }) });
        const provider = form.parameters.find(({ kind }) => kind === 'signIn')?.identityProvider ?? 'none';
        ways[provider] = (ways[provider] ?? 0) + 1;
        const status = await local.signIn.valuesGiven(id);
        try {
          if (status.kind === 'signInNeeded') await signedIn(id);
        } catch (error) {
          reported.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
          continue;
        }
        if (status.kind === 'error') {
          reported.push(`${title}: ${status.reason}`);
          continue;
        }
        const kept = store.connections.get(id)!; // put above
        assert.deepEqual(kept.status, { kind: 'connected' }, title);
        gateway.connect(kept);
        backend.requests.splice(0);
        let credentials: Credentials = [];
        const { status: answered } = await gateway.send(callOf(connector, id), stage => void (stage.kind === 'credentials' && (credentials = stage.credentials)));
        if (answered !== 200) unanswered.push(`${title}: ${answered}`);
        const kind = provider === 'none' ? kindOf(credentials, backend.requests[0]) : 'token of a sign-in';
        authenticated[kind] = (authenticated[kind] ?? 0) + 1;
        // A policy may put something else into the header, but then it was given the token.
        if (provider !== 'none') assert.notEqual(local.standIn.introspect(await local.signIn.token({ connectionId: id, parameter: 'token' })), undefined, title);
      }
    }
    assert.deepEqual({ ways, authenticated, reported, unanswered }, {
      ways: { none: 199, oauth2: 44, aad: 13, oauth2generic: 4, aadcertificate: 1, DocuSign: 1 },
      authenticated: { 'token of a sign-in': 59, 'key in header': 93, 'key in query': 14, 'basic': 18, 'by policies or code alone': 74 },
      reported: [
        'certified CandidateZip: Its sign-in is not run here: "https://<replace with candidatezip authorization url>" is no address.',
        'certified DocuSign: Its sign-in is not run here: the identity provider "DocuSign" is built into the platform, and how it signs in is not public.',
        'custom AzureAdIp: Its sign-in is not run here: the identity provider "aadcertificate" is for Microsoft\'s own applications, which sign in with a certificate.',
        'independent Fitbit: Its sign-in is not run here: it declares no authorizationUrl.',
      ],
      unanswered: [],
    });
  });
});
