import assert from 'node:assert/strict';
import { findingsBefore } from '../../../scripts/deploy/checks';
import { settingsFindings } from '../../../scripts/deploy/checks/settings';
import type { ReleasedVariable } from '../../../scripts/deploy/release/release';
import { emptyWorld, fakeTarget, requestOf, settings, smallRelease } from '../fake-release';

const told = (request: ReturnType<typeof requestOf>): readonly string[] => settingsFindings(request).map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
/** The small release with one variable of that type, and a value for it. */
const valued = (type: string, value: string): readonly string[] => {
  const variable: ReleasedVariable = { schemaName: 'pet_Count', title: 'Count', type, bringsValue: false, isSecret: false };
  return told(requestOf(smallRelease('1.0.0', { flows: { ...smallRelease().flows!, variables: [variable] } }), { environment: { ...settings, environmentVariables: { pet_Count: value } } }));
};

describe('settings held against the packages', () => {
  it('good ones have no finding', () => { assert.deepEqual(told(requestOf()), []); });

  it('a client id is needed where people sign in by an app registration, but for the local environment', () => {
    const release = smallRelease();
    const waiting = { ...release, connector: { ...release.connector, needsClientId: true } };
    assert.deepEqual(told(requestOf(waiting)), ['refused client-id-missing: People sign in to this connector by an app registration, and environments.test.clientId is missing in konektor.yaml. Write its client id.']);
    assert.deepEqual(told(requestOf(waiting, { environment: { ...settings, clientId: 'c' } })), []);
    assert.deepEqual(told(requestOf(waiting, { environment: { ...settings, target: 'local' } })), []);
  });

  it('names that the packages do not have are refused, with the nearest one', () => {
    assert.deepEqual(told(requestOf(smallRelease(), { environment: { ...settings, environmentVariables: { pet_Place: 'Barn', pet_Plaec: 'x', other: 'y' } }, connections: { pet_owm: 'c1', somebody: 'c2' } })), [
      'refused variable-unknown: environments.test.environmentVariables names pet_Plaec, which is no environment variable of the packages. Did you mean pet_Place?',
      'refused variable-unknown: environments.test.environmentVariables names other, which is no environment variable of the packages. There are: pet_Place.',
      'refused reference-unknown: environments.test.connectionReferences names pet_owm, which is no connection reference of the packages. Did you mean pet_own?',
      'refused reference-unknown: environments.test.connectionReferences names somebody, which is no connection reference of the packages. There are: pet_own, pet_teams.',
    ]);
    const { flows: _, ...without } = smallRelease();
    assert.deepEqual(told(requestOf(without, { connections: {} })), ['refused variable-unknown: environments.test.environmentVariables names pet_Place, which is no environment variable of the packages. They have none.']);
  });

  it('a value that nobody has given is told: only the environment may have it', () => {
    assert.deepEqual(told(requestOf(smallRelease(), { environment: { ...settings, environmentVariables: {} } })), ['note variable-missing: The flows need values of pet_Place, and environments.test.environmentVariables gives none. Where the environment has no values of its own either, the deployment is refused.']);
  });

  it('values must have the form of their variable', () => {
    const refused = (what: string): readonly string[] => [`refused variable-form: environments.test.environmentVariables.pet_Count must be ${what}.`];
    for (const value of ['3', '-2', '0.5']) assert.deepEqual(valued('100000001', value), [], value);
    for (const value of ['three', '', '1,5', '0x10']) assert.deepEqual(valued('100000001', value), refused('a number'), value);
    for (const value of ['true', 'No', 'YES', 'false']) assert.deepEqual(valued('100000002', value), [], value);
    for (const value of ['1', 'maybe', '']) assert.deepEqual(valued('100000002', value), refused('true or false'), value);
    for (const value of ['{}', '[1]', '"a"']) assert.deepEqual(valued('100000003', value), [], value);
    for (const value of ['{', 'a', '']) assert.deepEqual(valued('100000003', value), refused('JSON'), value);
    assert.deepEqual(valued('100000000', 'anything: at {all'), []);
  });

  it('what the core says, the target does not say again', () => {
    const target = { ...fakeTarget(emptyWorld()), check: () => [{ code: 'variable-unknown', severity: 'refused', message: 'said by the target' } as const, { code: 'own', severity: 'note', message: 'said by the target' } as const] };
    const request = requestOf(smallRelease(), { environment: { ...settings, environmentVariables: { pet_Place: 'Barn', other: 'y' } } });
    assert.deepEqual(findingsBefore(request, target).map(({ code, message }) => `${code}: ${message}`), [
      'variable-unknown: environments.test.environmentVariables names other, which is no environment variable of the packages. There are: pet_Place.',
      'redirect-shared: People who sign in come back to the address that all connectors share. Microsoft asks for one of the connector\'s own: redirectMode "GlobalPerConnector" in its OAuth settings.',
      'own: said by the target',
    ]);
  });
});
