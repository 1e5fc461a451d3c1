import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PackageError } from '../../../scripts/package/package-error';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { zipLimits } from '../../../scripts/package/zip/zip-limits';
import { craftedZip, type CraftedEntry } from './crafted-zip';

const open = (entries: readonly CraftedEntry[], limits = zipLimits): ReturnType<typeof openZip> => openZip({ bytes: craftedZip(entries), name: 'a.zip' }, limits);
async function refusal(work: () => Promise<unknown>): Promise<{ readonly code: string; readonly entry: string | undefined; readonly message: string }> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof PackageError, String(error));
    return { code: error.code, entry: error.entry, message: error.message };
  }
  return assert.fail('nothing was refused');
}
const readAll = async (zip: Awaited<ReturnType<typeof openZip>>): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(await Promise.all(zip.files.map(async file => [file.path, Buffer.from(await file.read()).toString('utf8')] as const)));

describe('reading zips', () => {
  it('gives files in order, unpacked, with their sizes, and no folders', async () => {
    const zip = await open([{ name: 'b/' }, { name: 'b/ü.txt', content: 'Grüße', method: 8 }, { name: 'a.json', content: '{}' }]);
    assert.deepEqual(zip.files.map(({ path, size }) => [path, size]), [['b/ü.txt', 7], ['a.json', 2]]);
    assert.deepEqual(await readAll(zip), { 'b/ü.txt': 'Grüße', 'a.json': '{}' });
  });

  const outside = (path: string): string => `a.zip: the entry "${path}" would lie outside of the folder that it is unpacked into, or has backslashes or steps without a name. Nothing of this zip is used; pack it again with relative paths and slashes.`;
  const refused: readonly (readonly [title: string, entries: readonly CraftedEntry[], code: string, entry: string, message?: string])[] = [
    ['a path that climbs', [{ name: 'Connector/../../evil.json' }], 'zip-entry-outside', 'Connector/../../evil.json', outside('Connector/../../evil.json')],
    ['an absolute path', [{ name: '/etc/passwd' }], 'zip-entry-outside', '/etc/passwd', outside('/etc/passwd')],
    ['a drive', [{ name: 'C:/a.json' }], 'zip-entry-outside', 'C:/a.json', outside('C:/a.json')],
    ['a step without a name', [{ name: 'Connector//a.json' }], 'zip-entry-outside', 'Connector//a.json', outside('Connector//a.json')],
    ['backslashes', [{ name: 'Connector\\a.json' }], 'zip-entry-outside', 'Connector\\a.json', outside('Connector\\a.json')],
    ['a name twice', [{ name: 'solution.xml', content: 'a' }, { name: 'solution.xml', content: 'b' }], 'zip-entry-twice', 'solution.xml',
      'a.zip: the entry "solution.xml" is there twice. Which of them counts is anybody\'s guess; pack it again with one.'],
    ['a name twice but for its case', [{ name: 'solution.xml' }, { name: 'Solution.xml' }], 'zip-entry-twice', 'Solution.xml',
      'a.zip: the entry "Solution.xml" is there twice, the other time as "solution.xml"; Windows and Dataverse take both for the same file. Which of them counts is anybody\'s guess; pack it again with one.'],
    ['a file that is a folder, too', [{ name: 'connector/a.json' }, { name: 'Connector' }], 'zip-entry-twice', 'Connector',
      'a.zip: the entry "Connector" is a file, and there are others inside it, as if it were a folder. No system can hold both; pack it again.'],
    ['a link', [{ name: 'Connector/a.json', content: '../../secret', mode: 0o120777 }], 'zip-entry-link', 'Connector/a.json'],
    ['a device', [{ name: 'null', mode: 0o020666 }], 'zip-entry-link', 'null'],
    ['encryption', [{ name: 'a.json', content: 'x', method: 8, flags: 0x801 }], 'zip-entry-encrypted', 'a.json'],
    ['an unknown method', [{ name: 'a.json', content: 'x', method: 12 }], 'zip-entry-method', 'a.json'],
    ['an unknown encoding', [{ name: Buffer.from([0x61, 0x81, 0x2e, 0x78]), flags: 0 }], 'zip-entry-name', '"a\u0081.x"'],
    ['broken UTF-8', [{ name: Buffer.from([0x61, 0xc3, 0x28]) }], 'zip-entry-name', '"aÃ("'],
    ['a control character', [{ name: 'a\u0007.json' }], 'zip-entry-name', 'a\u0007.json'],
    ['no name', [{ name: '' }], 'zip-entry-name', ''],
    ['a bomb', [{ name: 'bomb.json', content: Buffer.alloc(30_000_000), method: 8 }], 'zip-entry-size', 'bomb.json'],
    ['a declared size over the limit', [{ name: 'big.json', content: 'x', method: 8, declaredSize: 200_000_000 }], 'zip-entry-size', 'big.json',
      'a.zip: the entry "big.json" has 200 MB, more than 100 MB. No file of a connector does.'],
  ];
  for (const [title, entries, code, entry, message] of refused) {
    it(`refuses ${title}`, async () => {
      const found = await refusal(() => open(entries));
      assert.deepEqual({ code: found.code, entry: found.entry }, { code, entry });
      if (message !== undefined) assert.equal(found.message, message);
    });
  }

  it('refuses more entries than the limit, and more bytes together', async () => {
    const entries = ['a', 'b', 'c'].map(name => ({ name, content: '12345' }));
    assert.equal((await refusal(() => open(entries, { ...zipLimits, entries: 2 }))).code, 'zip-too-many');
    assert.deepEqual(await refusal(() => open(entries, { ...zipLimits, totalSize: 10 })).then(({ code, entry }) => ({ code, entry })), { code: 'zip-entry-size', entry: 'c' });
  });

  it('refuses an entry that is larger or smaller than it says, when it is read', async () => {
    for (const declaredSize of [3, 9]) {
      const zip = await open([{ name: 'a.json', content: '12345678', method: 8, declaredSize }]);
      assert.deepEqual(await refusal(() => zip.files[0]!.read()).then(({ code, entry }) => ({ code, entry })), { code: 'zip-damaged', entry: 'a.json' });
    }
  });

  it('refuses a wrong checksum, when it is read', async () => {
    const zip = await open([{ name: 'a.json', content: 'right', crc: 1 }]);
    assert.deepEqual(await refusal(() => zip.files[0]!.read()), { code: 'zip-damaged', entry: 'a.json', message: 'a.zip: the entry "a.json" is damaged (its checksum is another one). Fetch or make it again.' });
  });

  it('refuses an entry whose two headers contradict each other, when it is read', async () => {
    const zip = await open([{ name: 'solution.xml', frontName: 'solutiox.xml', content: '<a/>' }]);
    assert.deepEqual(await refusal(() => zip.files[0]!.read()), {
      code: 'zip-damaged', entry: 'solution.xml', message: 'a.zip: the entry "solution.xml" is damaged (the header in front of its content says something else than the directory of the zip). Fetch or make it again.',
    });
  });

  it('refuses a name that no system takes', async () => {
    assert.deepEqual(await refusal(() => open([{ name: 'a/'.repeat(200) + 'b' }])), {
      code: 'zip-entry-name', entry: undefined, message: 'a.zip: an entry has a name of 401 bytes, beginning with "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/". Longer than 400 no system of the platform takes it.',
    });
  });

  it('says that what is no zip is none, and keeps the system\'s words for a missing file', async () => {
    assert.equal((await refusal(() => openZip({ bytes: Buffer.from('{"swagger":"2.0"}'), name: 'a.zip' }))).code, 'zip-damaged');
    await assert.rejects(openZip({ path: join(tmpdir(), 'there-is-no.zip') }), { code: 'ENOENT' });
  });

  it('reads a zip from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), craftedZip([{ name: 'a', content: 'b', method: 8 }]));
      const zip = await openZip({ path: join(folder, 'a.zip') });
      assert.deepEqual(await readAll(zip), { a: 'b' });
      zip.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('damaged bytes are refused, never thrown as anything else', async () => {
    const whole = craftedZip([{ name: 'solution.xml', content: '<a/>'.repeat(50), method: 8 }, { name: 'Connector/x.json', content: '{}' }]);
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), fc.option(fc.nat(whole.length - 1)), async (at, value, cut) => {
      const bytes = Buffer.from(whole);
      bytes[at] = value;
      try {
        const zip = await openZip({ bytes: cut === null ? bytes : bytes.subarray(0, cut), name: 'a.zip' });
        await readAll(zip);
      } catch (error) {
        assert.ok(error instanceof PackageError, String(error));
      }
    }), { numRuns: 400, seed: 4 });
  });
});
