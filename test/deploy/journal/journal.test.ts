import assert from 'node:assert/strict';
import { releaseToPutBack, withGood, type GoodRelease, type Journal, type LastDeployment } from '../../../scripts/deploy/journal/journal';
import { journalFile, readJournal, writeJournal } from '../../../scripts/deploy/journal/journal-file';

const good = (version: string, change: Partial<GoodRelease> = {}): GoodRelease => ({ version, digest: `digest of ${version}`, at: '2026-11-29T06:00:00.000Z', parts: 'all', solutionVersion: `${version}.0`, connector: { definition: 'd' }, flows: [{ id: 'aaaa', name: 'Feed', digest: 'f' }], references: { a: 'b' }, variables: {}, ...change });
const last: LastDeployment = { purpose: 'deploy', version: '1.1.0', release: 'digest of 1.1.0', intent: 'i', plan: 'p', approved: { plan: 'p', changes: [{ kind: 'variable', change: 'set', name: 'x' }] }, state: 'failed', startedAt: 's', endedAt: 'e', steps: [{ name: 'who-am-i', did: 'It did.', changed: false, milliseconds: 1 }], failure: { step: 'verify', code: 'c', message: 'm' } };
const whole: Journal = { environment: 'test', last, good: [good('1.0.0'), good('1.1.0')] };
const read = (text: string | undefined, environment = 'test'): Journal => readJournal('/project', environment, { read: file => (file === `/project/.konektor/deploy/${environment}.json` ? text : undefined) });

describe('the journal', () => {
  it('is read as it was written, for its owner\'s eyes', () => {
    const written: (readonly [string, string | Uint8Array, string | undefined])[] = [];
    writeJournal('/project', whole, { write: (file, content, access) => { written.push([file, content, access]); } });
    assert.deepEqual(written, [[journalFile('/project', 'test'), `${JSON.stringify(whole, undefined, 2)}\n`, 'forOwner']]);
    assert.deepEqual(read(String(written[0]![1])), whole);
  });

  const none = { environment: 'test', good: [] };
  const without = (...names: readonly string[]): object => Object.fromEntries(Object.entries(good('1.0.0')).filter(([name]) => !names.includes(name)));
  const damaged: Readonly<Record<string, unknown>> = {
    'of another environment': { ...whole, environment: 'production' }, 'without its environment': { good: [] }, 'without good releases': { environment: 'test' }, 'a list': [], nothing: null, 'a text': 'journal', 'a number': 3, 'with good releases of another form': { ...whole, good: {} },
    'with a good release that is nothing': { ...whole, good: [null] }, 'with a connector that is nothing': { ...whole, good: [good('1.0.0', { connector: null as unknown as GoodRelease['connector'] })] },
    'with flows that are nothing': { ...whole, good: [{ ...good('1.0.0'), flows: [null] }] }, 'of a version before references': { ...whole, good: [without('references', 'variables')] }, 'of a version before parts': { ...whole, good: [without('parts')] },
    'with a version that leads out of its folder': { ...whole, good: [good('../../..')] }, 'with a version that is a folder': { ...whole, good: [good('1.0.0/x')] }, 'with a version of nothing': { ...whole, good: [good('')] },
    'with a last deployment of another form': { ...whole, last: 'done' }, 'with a last deployment that is nothing': { ...whole, last: null }, 'with a state that nobody knows': { ...whole, last: { ...last, state: 'half' } }, 'with a step that nobody knows': { ...whole, last: { ...last, steps: [{ name: 'dance', did: 'x' }] } },
    'with approved changes of another form': { ...whole, last: { ...last, approved: { plan: 'p', changes: [null] } } }, 'with a failure of another form': { ...whole, last: { ...last, failure: 'x' } },
  };
  for (const [name, value] of Object.entries(damaged)) it(`${name} counts as none`, () => { assert.deepEqual(read(JSON.stringify(value)), none); });
  it('cut off anywhere counts as none, and so does one that is not there', () => {
    const text = JSON.stringify(whole);
    for (let end = 0; end < text.length; end += 7) assert.deepEqual(read(text.slice(0, end)), none, String(end));
    assert.deepEqual(read(undefined), none);
    assert.deepEqual(readJournal('/project', 'test', { read: () => { throw Object.assign(new Error('x'), { code: 'EACCES' }); } }), none);
  });
  it('without a last deployment is one', () => { assert.deepEqual(read('{"environment":"test","good":[]}'), none); });
});

describe('good releases', () => {
  const versions = (journal: Journal): readonly string[] => journal.good.map(({ version }) => version);
  const after = (...releases: readonly GoodRelease[]): Journal => releases.reduce((journal, release) => withGood(journal, release).journal, { environment: 'test', good: [] } as Journal); // none yet

  it('are kept, the last five of them, each version once', () => {
    const five = after(good('1.0.0'), good('1.1.0'), good('1.2.0'), good('1.3.0'), good('1.4.0'));
    const { journal, forgotten } = withGood(five, good('1.5.0'));
    assert.deepEqual([versions(journal), forgotten], [['1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0'], [good('1.0.0')]]);
    const again = withGood(five, good('1.1.0', { digest: 'other' }));
    assert.deepEqual([versions(again.journal), again.journal.good.at(-1)?.digest, again.forgotten], [['1.0.0', '1.2.0', '1.3.0', '1.4.0', '1.1.0'], 'other', []]);
  });

  it('whose parts came one after the other are whole; other bytes of the same version are not', () => {
    assert.equal(after(good('1.0.0', { parts: 'connector' }), good('1.0.0', { parts: 'flows' })).good[0]?.parts, 'all');
    assert.equal(after(good('1.0.0'), good('1.0.0', { parts: 'connector' })).good[0]?.parts, 'all');
    assert.equal(after(good('1.0.0', { parts: 'connector' }), good('1.0.0', { parts: 'connector' })).good[0]?.parts, 'connector');
    assert.equal(after(good('1.0.0'), good('1.0.0', { parts: 'connector', digest: 'other' })).good[0]?.parts, 'connector');
  });

  const put = (state: LastDeployment['state'] | undefined, version: string, of: readonly string[], named?: string): string | undefined =>
    releaseToPutBack({ environment: 'test', good: of.map(each => good(each)), ...(state === undefined ? {} : { last: { ...last, state, release: `digest of ${version}` } }) }, named)?.version;
  it('the one before is put back after a good deployment, the last one after a broken one', () => {
    assert.equal(put('done', '1.1.0', ['1.0.0', '1.1.0']), '1.0.0');
    assert.equal(put('done', '1.0.0', ['1.1.0', '1.0.0']), '1.1.0', 'after a rollback');
    assert.equal(put('done', '1.0.0', ['1.0.0']), undefined);
    for (const state of ['failed', 'person', 'running'] as const) {
      assert.equal(put(state, '1.2.0', ['1.0.0', '1.1.0']), '1.1.0', state);
      assert.equal(put(state, '1.1.0', ['1.0.0', '1.1.0']), '1.0.0', 'that broke once more');
      assert.equal(put(state, '1.0.0', ['1.0.0']), '1.0.0', 'the only one that ever went well');
      assert.equal(put(state, '1.0.0', []), undefined);
    }
    assert.equal(put(undefined, '', ['1.0.0']), '1.0.0');
  });
  it('the one that is named is put back, and no other', () => {
    assert.equal(put('done', '1.1.0', ['1.0.0', '1.1.0'], '1.1.0'), '1.1.0');
    assert.equal(put('done', '1.1.0', ['1.0.0', '1.1.0'], '9.9.9'), undefined);
  });
});
