/** What a target is told in tests, with marked secrets that must not be seen anywhere. */
import type { DeploymentRequest } from '../../../scripts/deploy/request';
import type { Release } from '../../../scripts/deploy/release/release';
import type { EnvironmentSettings } from '../../../scripts/deploy/settings/environment-settings';
import type { TestPorts } from './test-ports';

export const plantedSecret = 'planted-application-secret-7Q~x';
export const plantedClientSecret = 'planted-connector-secret-9Z~y';
export const tenant = '0f3c1a52-0000-4000-8000-00000000cafe';
export const applicationId = '1d9e8a52-0000-4000-8000-00000000f00d';

export const testEnvironment: EnvironmentSettings = {
  name: 'test', target: 'dataverse', url: 'https://contoso.crm.dynamics.com', id: '5c1dc2ed-bf65-e52c-ab22-ea1fc9c10106', tenant, cloud: 'Public', managed: true,
  clientId: '6b9e8a52-0000-4000-8000-0123456789ab', clientSecret: { env: 'CONNECTOR_SECRET' }, credentials: { applicationId, env: 'DEPLOYER_SECRET' },
  connectionReferences: {}, environmentVariables: {}, approvalRequired: false,
};

/** Every reference bound, every variable given. */
export function requestFor(release: Release, { keepSecret }: Pick<TestPorts, 'keepSecret'>, change: Partial<DeploymentRequest> = {}): DeploymentRequest {
  const connections = Object.fromEntries((release.flows?.references ?? []).map(({ logicalName }) => [logicalName, `connection-of-${logicalName}`]));
  const environmentVariables = Object.fromEntries((release.flows?.variables ?? []).map(({ schemaName }) => [schemaName, `value of ${schemaName}`]));
  return {
    release, purpose: 'deploy', parts: 'all', environment: { ...testEnvironment, environmentVariables }, connections,
    clientSecret: keepSecret(plantedClientSecret, 'environments.test.clientSecret'),
    credential: { kind: 'clientSecret', tenant, applicationId, secret: keepSecret(plantedSecret, 'environments.test.credentials') }, ...change,
  };
}
