import { DeployError } from '../deploy-error';
import { targetKinds, type Cloud, type CredentialReference, type EnvironmentSettings, type SecretReference, type TargetKind } from './environment-settings';

/** An environment as it stands in konektor.yaml, once that fits its schema. */
export interface EnvironmentYaml {
  readonly target?: TargetKind;
  readonly id?: string;
  readonly url?: string;
  readonly tenant?: string;
  readonly cloud?: Cloud;
  readonly clientId?: string;
  readonly clientSecret?: SecretReference;
  readonly credentials?: CredentialReference;
  readonly managed?: boolean;
  readonly connectionReferences?: Readonly<Record<string, string>>;
  readonly environmentVariables?: Readonly<Record<string, string | number | boolean>>;
  readonly approvals?: { readonly required?: boolean };
  readonly store?: string;
}

/** The environment that is always there: the local one. */
export const localEnvironmentName = 'local';

/**
 * The settings of the environment with that name; of the local one where none is asked for. Throws DeployError for a name
 * that konektor.yaml does not know, or that says not what deploys.
 */
export function environmentNamed(asked: string | undefined, environments: Readonly<Record<string, EnvironmentYaml>>): EnvironmentSettings {
  const name = asked ?? localEnvironmentName;
  const yaml = Object.hasOwn(environments, name) ? environments[name] : name === localEnvironmentName ? { target: 'local' } as const : undefined;
  if (!yaml) {
    const known = Object.keys(environments);
    throw new DeployError('environment-unknown', `There is no environment "${name}" in konektor.yaml. ${known.length === 0 ? 'It names none: write it under environments.' : `There are: ${known.join(', ')}.`} Without --environment the local one is meant.`);
  }
  if (yaml.target === undefined) throw new DeployError('target-missing', `environments.${name} does not say what deploys. Write target: ${targetKinds.slice(0, -1).join(', ')} or ${targetKinds.at(-1)}.`);
  const { target, url, cloud = 'Public', managed = true, connectionReferences = {}, environmentVariables = {}, approvals, store, id, tenant, clientId, clientSecret, credentials } = yaml;
  return {
    name, target, cloud, managed, connectionReferences, approvalRequired: approvals?.required ?? false,
    environmentVariables: Object.fromEntries(Object.entries(environmentVariables).map(([variable, value]) => [variable, String(value)])),
    ...(url === undefined ? {} : { url: url.replace(/\/+$/, '') }), ...(id === undefined ? {} : { id }), ...(tenant === undefined ? {} : { tenant }), ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret ? { clientSecret } : {}), ...(credentials ? { credentials } : {}), ...(store === undefined ? {} : { store }),
  };
}
