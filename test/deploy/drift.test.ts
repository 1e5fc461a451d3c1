import assert from 'node:assert/strict';
import { anyDrift, driftOf, type DriftRow } from '../../scripts/deploy/drift';
import type { GoodRelease } from '../../scripts/deploy/journal/journal';
import type { DeploymentRequest } from '../../scripts/deploy/request';
import type { Seen, SeenConnector } from '../../scripts/deploy/target';
import { requestOf, settings, smallRelease } from './fake-release';

const release = smallRelease();
const [feed, walk] = release.flows!.flows as readonly [NonNullable<typeof release.flows>['flows'][number], NonNullable<typeof release.flows>['flows'][number]];
const connector: SeenConnector = { id: 'x', title: 'Pets', version: '1.0.0.0', digests: release.connector.digests, readable: ['definition', 'script'], state: 'ready' };
const there: Seen = { connections: [], connector, flows: [{ ...feed, isOn: true }, { ...walk, isOn: true }], references: { pet_own: 'c1', pet_teams: 'c2' }, variables: { pet_Place: 'Barn' }, notSeen: [] };
const last: GoodRelease = { version: '1.0.0', digest: release.digest, at: '', parts: 'all', solutionVersion: '1.0.0.0', connector: release.connector.digests, flows: [feed, walk], references: there.references, variables: there.variables };

/** Rows that are not the same, as "what: here/last/now state". */
const rows = (seen: Seen, remembered: GoodRelease | 'nothing' = last, request: DeploymentRequest = requestOf()): readonly string[] =>
  driftOf(request, remembered === 'nothing' ? undefined : remembered, seen).filter(({ state }) => state !== 'same').map(({ what, here, last: recorded, now, state }) => `${what}: ${here ?? '–'}/${recorded === null ? '?' : recorded ?? '–'}/${now ?? '–'} ${state}`);

describe('drift', () => {
  it('of an environment as it was deployed: every row is the same', () => {
    const all = driftOf(requestOf(), last, there);
    assert.deepEqual(all.map(({ what }) => what), [
      'connector, version', 'connector, definition', 'connector, script', 'flow, Feed', 'flow, Walk', 'flow is on, Feed', 'flow is on, Walk', 'reference, pet_own', 'reference, pet_teams', 'variable, pet_Place',
    ]);
    assert.deepEqual([...new Set(all.map(({ state }) => state))], ['same']);
    assert.equal(anyDrift(all), false);
  });

  // The value of a variable in the packages' settings, in the last deployment, and there.
  const table: readonly (readonly [here: string, last: string | undefined | null, now: string | undefined, state: DriftRow['state']])[] = [
    ['a', 'a', 'a', 'same'], ['a', 'b', 'a', 'same'], ['a', undefined, 'a', 'same'], ['a', null, 'a', 'same'],
    ['a', 'b', 'b', 'ahead'], ['a', undefined, undefined, 'ahead'],
    ['a', 'a', 'b', 'drifted'], ['a', 'a', undefined, 'drifted'], ['a', null, 'b', 'drifted'], ['a', null, undefined, 'drifted'],
    ['a', 'b', 'c', 'both'], ['a', 'b', undefined, 'both'], ['a', undefined, 'c', 'both'],
  ];
  for (const [here, before, now, state] of table) {
    it(`here ${here}, deployed ${before === null ? 'by nobody from here' : before ?? 'without'}, there ${now ?? 'nothing'}: ${state}`, () => {
      const remembered = before === null ? undefined : { ...last, variables: before === undefined ? {} : { pet_Place: before } };
      const all = driftOf(requestOf(undefined, { environment: { ...settings, environmentVariables: { pet_Place: here } } }), remembered, { ...there, variables: now === undefined ? {} : { pet_Place: now } });
      assert.deepEqual(all.filter(({ what }) => what.startsWith('variable')), [{ what: 'variable, pet_Place', here, last: before, now, state }]);
      assert.equal(anyDrift(all), state === 'drifted' || state === 'both');
    });
  }

  it('of what a target can\'t tell is unknown, and no drift', () => {
    const unreadable: Seen = { ...there, connector: { id: 'x', title: 'Pets', digests: {}, readable: [], state: 'ready' }, flows: there.flows.map(({ digest: _, ...flow }) => flow) };
    const all = driftOf(requestOf(), last, unreadable);
    assert.deepEqual(all.filter(({ state }) => state === 'unknown').map(({ what }) => what), ['connector, version', 'connector, definition', 'connector, script', 'flow, Feed', 'flow, Walk']);
    assert.equal(anyDrift(all), false);
  });

  it('of a connector: another part, one that appeared, the whole of it', () => {
    const { script } = release.connector.digests;
    assert.deepEqual(rows({ ...there, connector: { ...connector, digests: { ...connector.digests, script: 'other' } } }), [`connector, script: ${script!}/${script!}/other drifted`]);
    assert.deepEqual(rows({ ...there, connector: { ...connector, digests: { ...connector.digests, brandColor: 'red' }, readable: ['brandColor'] } }), [
      `connector, definition: ${release.digest}/${release.digest}/${release.digest} unknown`, `connector, script: ${script!}/${script!}/${script!} unknown`, 'connector, brand colour: –/–/red drifted',
    ]);
    const { connector: _, ...without } = there;
    assert.deepEqual([rows(without), rows(without, 'nothing').slice(0, 1)], [['connector: there/there/– drifted'], ['connector: there/?/– drifted']]);
    assert.deepEqual(rows({ ...there, connector: { ...connector, version: '0.9.0.0' } }), ['connector, version: 1.0.0.0/1.0.0.0/0.9.0.0 drifted']);
  });

  it('of flows: changed, turned off, deleted, and one that the packages have no more', () => {
    assert.deepEqual(rows({ ...there, flows: [{ ...feed, digest: 'other', isOn: true }, { ...walk, isOn: false }] }), [`flow, Feed: ${feed.digest}/${feed.digest}/other drifted`, 'flow is on, Walk: on/on/off drifted']);
    assert.deepEqual(rows({ ...there, flows: [there.flows[0]!] }), [`flow, Walk: ${walk.digest}/${walk.digest}/– drifted`]);
    const gone = { id: 'cccc', name: 'Gone', digest: 'g' };
    assert.deepEqual(rows({ ...there, flows: [...there.flows, { ...gone, isOn: true }] }, { ...last, flows: [feed, walk, gone] }), ['flow, Gone: –/g/g ahead']);
  });

  it('a reference that settings do not name is whatever was bound', () => {
    const request = requestOf(undefined, { connections: {} });
    assert.deepEqual(rows(there, last, request), []);
    assert.deepEqual(rows({ ...there, references: { ...there.references, pet_own: 'other' } }, last, request), ['reference, pet_own: c1/c1/other drifted']);
    assert.deepEqual(rows(there, 'nothing', request), []);
  });

  it('looks at the parts that are asked for', () => {
    const parts = (of: DeploymentRequest['parts']): readonly string[] => [...new Set(driftOf(requestOf(undefined, { parts: of }), last, there).map(({ what }) => what.split(',')[0]!))];
    assert.deepEqual([parts('connector'), parts('flows')], [['connector'], ['flow', 'flow is on', 'reference', 'variable']]);
  });
});
