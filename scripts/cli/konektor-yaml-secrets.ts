/** Secrets that somebody wrote into konektor.yaml after all: findings tell where, and show nothing of the line. */
import type { SchemaError } from '../schema-validators/schema-validator';

/** The settings that say where a secret is. What stands there in their place may be the secret itself. */
const secretPlace = /^\/environments\/[^/]+\/(clientSecret|credentials)(\/|$)/;
const environmentPlace = /^\/environments\/./;

export const isAboutSecret = ({ instancePath }: SchemaError): boolean => secretPlace.test(instancePath);

/** Values of environments are never repeated: a secret is easily written beside its place, as a client id for one. */
export const mayRepeat = ({ instancePath }: SchemaError): boolean => !environmentPlace.test(instancePath);

/** One sentence for whatever is wrong there; it quotes neither values nor names. */
export function secretWording({ instancePath }: SchemaError): readonly [what: string, todo: string] {
  const [, environment = '', setting = ''] = instancePath.slice(1).split('/');
  return setting === 'credentials'
    ? [`"environments.${environment}.credentials" does not say where the credentials are.`, 'Write { applicationId: <GUID>, workloadIdentity: true }, or in its place env: NAME_OF_A_VARIABLE or keyVault: <address of the secret>. A secret itself never stands in this file: if one did, replace it where it was made.']
    : [`"environments.${environment}.${setting}" does not say where the secret is.`, 'Write { env: NAME_OF_A_VARIABLE }, in capitals, or { keyVault: <address of the secret> }. A secret itself never stands in this file: if one did, replace it where it was made.'];
}

/** One finding for each of these settings, however many rules it breaks. */
export function oncePerSecret(errors: readonly SchemaError[]): readonly SchemaError[] {
  const setting = ({ instancePath }: SchemaError): string => instancePath.split('/').slice(0, 4).join('/');
  return errors.filter((error, index) => !isAboutSecret(error) || errors.findIndex(other => isAboutSecret(other) && setting(other) === setting(error)) === index);
}

const suspicious = /secret|credential|password|passwort|token|key/i;
/** Lines above that may have begun what is wrong here. */
const LINES_ABOVE = 4;

/** Whether a line is below `environments`, where a secret may stand under any name. `line` counts from 1. */
export function isInEnvironments(text: string, line: number): boolean {
  return text.split(/\r?\n/).slice(0, line).findLast(each => /^[^\s#]/.test(each))?.startsWith('environments') ?? false;
}

/** Whether the lines around may hold a secret, so that no excerpt may be shown. `line` counts from 1. */
export function mayHoldSecret(text: string, line: number): boolean {
  return text.split(/\r?\n/).slice(Math.max(0, line - 1 - LINES_ABOVE), line).some(each => suspicious.test(each));
}
