/** Settings of the environment held against what the packages need. */
import { nearestName } from '../../diagnostics/nearest-name';
import { refused, type Finding } from '../plan';
import type { DeploymentRequest } from '../request';
import { isKeyVaultPath } from '../secrets/key-vault';

/** Kind of the finding on variables without a value: a note before the environment is looked at, since it may have one. */
export const lackingCode = 'variable-missing';

/** Variables of the flows that neither the packages nor the settings give a value. */
export function variablesWithoutValue({ environment, release, parts }: Pick<DeploymentRequest, 'environment' | 'release' | 'parts'>): readonly string[] {
  if (parts === 'connector') return [];
  return (release.flows?.variables ?? []).filter(({ schemaName, bringsValue }) => !bringsValue && environment.environmentVariables[schemaName] === undefined).map(({ schemaName }) => schemaName);
}

export function settingsFindings(request: DeploymentRequest): readonly Finding[] {
  const { environment, release, connections } = request;
  const lacking = variablesWithoutValue(request);
  const { name, environmentVariables, clientId, target } = environment;
  const variables = release.flows?.variables ?? [];
  const where = `environments.${name}`;
  const unknown = (given: readonly string[], known: readonly string[], code: string, path: string, what: string): readonly Finding[] => given.filter(each => !known.includes(each)).map(each => {
    const near = nearestName(each, known);
    return refused(code, `${path} names ${each}, which is no ${what} of the packages.${near === undefined ? known.length === 0 ? ' They have none.' : ` There are: ${known.join(', ')}.` : ` Did you mean ${near}?`}`);
  });
  return [
    ...(release.connector.needsClientId && clientId === undefined && target !== 'local' ? [refused('client-id-missing', `People sign in to this connector by an app registration, and ${where}.clientId is missing in konektor.yaml. Write its client id.`)] : []),
    ...unknown(Object.keys(environmentVariables), variables.map(({ schemaName }) => schemaName), 'variable-unknown', `${where}.environmentVariables`, 'environment variable'),
    ...unknown(Object.keys(connections), (release.flows?.references ?? []).map(({ logicalName }) => logicalName), 'reference-unknown', `${where}.connectionReferences`, 'connection reference'),
    ...(lacking.length === 0 ? [] : [{ code: lackingCode, severity: 'note', message: `The flows need values of ${lacking.join(', ')}, and ${where}.environmentVariables gives none. Where the environment has no values of its own either, the deployment is refused.` } as const]),
    ...variables.filter(({ schemaName, isSecret }) => isSecret && environmentVariables[schemaName] !== undefined && !isKeyVaultPath(environmentVariables[schemaName])).map(({ schemaName }) =>
      refused('secret-variable-form', `${where}.environmentVariables.${schemaName} is a secret, and its value must be the secret's full path in Azure Resource Manager: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/<vault>/secrets/<name>. Dataverse takes no other form. If the secret itself stands there, replace it where it was made.`)),
    ...variables.flatMap(({ schemaName, type }) => {
      const value = environmentVariables[schemaName];
      const form = value === undefined ? undefined : forms[type];
      return form && !form.fits(value!) ? [refused('variable-form', `${where}.environmentVariables.${schemaName} must be ${form.what}.`)] : []; // a form is there for a value only
    }),
  ];
}

/** By the type of an environment variable in Dataverse; a text may be anything. */
const forms: Readonly<Record<string, { readonly what: string; readonly fits: (value: string) => boolean }>> = {
  100000001: { what: 'a number', fits: value => /^-?\d+(\.\d+)?$/.test(value) },
  100000002: { what: 'true or false', fits: value => /^(true|false|yes|no)$/i.test(value) },
  100000003: { what: 'JSON', fits: value => { try { JSON.parse(value); return true; } catch { return false; } } },
};
