/** Environments without Dataverse: the connector alone, by the requests that paconn makes, in its order. */
import { DeployError } from '../../deploy-error';
import { note, refused, type Finding, type StepName } from '../../plan';
import { connectorChange } from '../../planning/differences';
import type { DeployPorts } from '../../ports';
import type { DeploymentRequest } from '../../request';
import type { EnvironmentSettings } from '../../settings/environment-settings';
import type { Seen, StepOutcome, Target, TargetMaker } from '../../target';
import { connectorBody, definitionIn, takesClientSecret, type UploadedFiles } from './connector-body';
import { findConnector, lookByPaconn } from './look';
import { objectIdIn, powerAppsApi, powerAppsScope, type PowerAppsApi } from './power-apps-api';
import { textOf } from '../dataverse/row';

export const paconnTarget: TargetMaker = (environment, ports, tokens) => {
  const api = powerAppsApi(environment, ports, tokens);
  const who = async (): Promise<string> => objectIdIn((await tokens.of(powerAppsScope)).reveal());
  let sent = false;
  const steps: Readonly<Partial<Record<StepName, (request: DeploymentRequest, seen: Seen) => Promise<StepOutcome>>>> = {
    'who-am-i': async () => {
      await api.list();
      return { state: 'done', did: `The service of paconn accepts the application ${await who()}.`, changed: false };
    },
    'import-connector': async (request, seen) => {
      const outcome = await upsert(api, ports, request, seen);
      sent = true;
      return outcome;
    },
    'await-connector': async (request, seen) => {
      // The secret goes with the connector and in no other way.
      if (request.clientSecret && takesClientSecret(request.release.folder) && !sent && seen.connector) {
        const outcome = await upsert(api, ports, request, seen);
        sent = true;
        return outcome;
      }
      const found = await findConnector(api, request.release);
      return found ? { state: 'done', did: `The environment knows the connector as ${textOf(found, 'name') ?? ''}.`, changed: false }
        : { state: 'waiting', reason: 'The connector is not listed yet.', askAgainInMs: 10_000 };
    },
    connect: () => Promise.resolve({ state: 'done', did: 'Without flows no connection is needed.', changed: false }),
    verify: () => Promise.resolve({ state: 'done', did: 'Read back by the service of paconn.', changed: false }),
  };
  return {
    kind: 'paconn', can: new Set(Object.keys(steps) as readonly StepName[]), // the keys of `steps`
    check: findingsOf,
    access: async () => {
      try {
        await api.list();
        return [];
      } catch (error) {
        if (error instanceof DeployError) return [refused(error.code, error.message)];
        throw error;
      }
    },
    look: async request => lookByPaconn(api, request, await who()),
    apply: (step, request, seen) => {
      const run = steps[step];
      if (!run) return Promise.reject(new DeployError('step-unknown', `paconn's service has no flows, so there is no step ${step}.`));
      return run(request, seen);
    },
  } satisfies Target;
};

/** Validate, storage, uploads, then a new connector or changes of the one that is there. */
async function upsert(api: PowerAppsApi, ports: DeployPorts, request: DeploymentRequest, { connector }: Seen): Promise<StepOutcome> {
  const { release } = request;
  // The version does not exist here, so the digests alone decide; what can't be read back is sent again.
  if (connector && connectorChange(connector, release).change === 'none' && !request.clientSecret) return { state: 'done', did: `${connector.title} is there as it was released.`, changed: false };
  const said = (await api.validate(definitionIn(release.folder).text)).replace(/\s+/g, ' ').trim();
  if (said !== '') ports.tell({ kind: 'detail', step: 'import-connector', text: `The service says of the definition: ${said}` });
  const files = await uploaded(api, release.folder);
  if (connector) {
    await api.update(connector.id, connectorBody(request, files, 'update'));
    return { state: 'done', did: `Changed ${connector.title} (${connector.id}).`, changed: true };
  }
  const id = await api.create(connectorBody(request, files, 'create'));
  return { state: 'done', did: `Made ${release.connector.title} (${id}).`, changed: true };
}

async function uploaded(api: PowerAppsApi, folder: DeploymentRequest['release']['folder']): Promise<UploadedFiles> {
  const [icon, script] = [folder.get('icon.png'), folder.get('script.csx')];
  if (!icon && !script) return { icon: undefined, script: undefined };
  const container = await api.makeStorage();
  return { icon: icon && await api.upload(container, 'icon.png', icon), script: script && await api.upload(container, 'script.csx', script) };
}

/** A bare GUID, as paconn's own schema wants it, or the default environment's, which has a word in front. */
const environmentId = /^(Default-|Legacy-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function findingsOf({ environment, release, parts, clientSecret, purpose }: DeploymentRequest): readonly Finding[] {
  const where = `environments.${environment.name}`;
  return [
    ...idFindings(environment, where, refused),
    ...(environment.cloud === 'Public' ? [] : [refused('cloud', `${where}.cloud is ${environment.cloud}, and paconn's service is known for the public cloud only. Use target: dataverse.`)]),
    ...(release.flows && parts !== 'connector' ? [refused('flows-without-dataverse', 'Flows are deployed in a solution, and solutions need Dataverse. Deploy the connector alone to this environment, or use target: dataverse where there is one.')] : []),
    ...(takesClientSecret(release.folder) && !clientSecret && !environment.clientSecret && purpose === 'deploy' ? [note('client-secret-missing', `People sign in by an app registration, and ${where}.clientSecret names no secret. A new connector needs one before anybody can sign in; an update keeps the one that is there.`)] : []),
    ...(takesClientSecret(release.folder) && (clientSecret ?? environment.clientSecret) ? [note('secret-to-be-tried', 'An update of the secret by this service has been reported not to arrive (PowerPlatformConnectors 1113), and nobody can read it back: make a connection afterwards to see that it works.')] : []),
    note('application-acceptance', 'Whether this service accepts applications is not documented; paconn signs people in. It is tried, and refused with a sentence where it does not.'),
    note('changes-appear-late', 'Changes of a connector may take up to a day to show in the designer. What is read back here tells what the service keeps.'),
  ];
}

function idFindings({ id }: EnvironmentSettings, where: string, refused: (code: string, message: string) => Finding): readonly Finding[] {
  if (id === undefined) return [refused('environment-id-missing', `${where}.id is missing in konektor.yaml. It is the id of the environment: it stands in the address of Power Apps, after /environments/.`)];
  return environmentId.test(id) ? [] : [refused('environment-id-form', `${where}.id is "${id}", which is no id of an environment. It is a GUID, with Default- in front for the default environment.`)];
}
