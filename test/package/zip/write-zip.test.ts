import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { packageFile } from '../../../scripts/package/package-file';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { zipBytes, zipChunks } from '../../../scripts/package/zip/write-zip';

const files = [packageFile('customizations.xml', '<a/>'.repeat(100)), packageFile('[Content_Types].xml', 'x'), packageFile('Connector/ü.json', '{}'), packageFile('empty.txt', ''), packageFile('inner.zip', 'PK'.repeat(100))];

describe('writing zips', () => {
  it('another implementation reads them', async () => {
    const read = unzipSync(await zipBytes(files));
    assert.deepEqual(Object.entries(read).map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]), await Promise.all(files.map(async file => [file.path, Buffer.from(await file.read()).toString('utf8')])));
  });

  it('Python finds no fault in them', async function () {
    const program = 'import sys,io,zipfile\nz=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\nassert z.testzip() is None\nfor i in z.infolist(): print(i.filename, i.date_time, i.compress_type, i.file_size, i.flag_bits)';
    const { status, stdout, stderr, error } = spawnSync('python3', ['-c', program], { input: Buffer.from(await zipBytes(files)), encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
    if (error) { console.log('      skipped: there is no python3 here'); this.skip(); }
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.trim().split('\n'), [
      'customizations.xml (1980, 1, 1, 0, 0, 0) 8 400 2048', '[Content_Types].xml (1980, 1, 1, 0, 0, 0) 0 1 2048', 'Connector/ü.json (1980, 1, 1, 0, 0, 0) 0 2 2048',
      'empty.txt (1980, 1, 1, 0, 0, 0) 0 0 2048', 'inner.zip (1980, 1, 1, 0, 0, 0) 0 200 2048',
    ]);
  });

  it('gives the same bytes in another time zone and language', () => {
    const program = `require(${JSON.stringify(resolve(__dirname, '..', '..', '..', 'scripts', 'loader.js'))});
      const { zipBytes } = require(${JSON.stringify(resolve(__dirname, '..', '..', '..', 'scripts', 'package', 'zip', 'write-zip'))});
      const { packageFile } = require(${JSON.stringify(resolve(__dirname, '..', '..', '..', 'scripts', 'package', 'package-file'))});
      zipBytes([packageFile('a.json', '{"a":1}'.repeat(1000)), packageFile('I.txt', 'ı')]).then(bytes => process.stdout.write(require('crypto').createHash('sha256').update(bytes).digest('hex')));`;
    const sums = [['UTC', 'C'], ['Pacific/Kiritimati', 'tr_TR.UTF-8'], ['America/St_Johns', 'id_ID.UTF-8']].map(([TZ, LANG]) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', env: { ...process.env, TZ, LANG, LC_ALL: LANG } });
      assert.equal(status, 0, stderr);
      return stdout;
    });
    assert.deepEqual(new Set(sums), new Set([sums[0]]));
    assert.match(sums[0]!, /^[0-9a-f]{64}$/);
  });

  it('these bytes, on every machine', async () => {
    assert.equal(createHash('sha256').update(await zipBytes(files)).digest('hex'), 'cd8c89984335804d4cc04ab00fd71a9ea451fb9856c39770b1626aa5ef7c553c');
  });

  it('refuses two files of one name, but for its letter case', async () => {
    await assert.rejects(zipBytes([packageFile('Connector/a.json', '1'), packageFile('Connector/A.json', '2')]), {
      code: 'zip-entry-twice', entry: 'Connector/A.json', message: 'Connector/A.json would be in the zip twice. Two things have the same name, but for its letter case at most; give one of them another name.',
    });
  });

  it('refuses more files than a zip can count', async () => {
    await assert.rejects(zipBytes(Array.from({ length: 65_536 }, (_, index) => packageFile(`${index}`, ''))), { code: 'zip-too-many' });
  });

  it('holds one entry at a time', async () => {
    let held = 0;
    let most = 0;
    const many = Array.from({ length: 20 }, (_, index) => ({ path: `${index}.bin`, read: () => { held++; most = Math.max(most, held); return Promise.resolve(Buffer.from('0123456789')); } }));
    for await (const chunk of zipChunks(many)) if (chunk.length === 10) held--;
    assert.equal(most, 1);
  });

  it('what is written is read again', async () => {
    const path = fc.array(fc.stringMatching(/^[a-zA-Z0-9 äЖ中_-]{1,12}$/), { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'));
    const content = fc.uint8Array({ maxLength: 300 });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(path, content), { selector: ([each]) => each.toLowerCase(), maxLength: 8 }), async entries => {
      const zip = await openZip({ bytes: await zipBytes(entries.map(([name, bytes]) => packageFile(name, bytes))), name: 'a.zip' });
      assert.deepEqual(await Promise.all(zip.files.map(async file => [file.path, Buffer.from(await file.read())])), entries.map(([name, bytes]) => [name, Buffer.from(bytes)]));
    }), { numRuns: 100, seed: 4 });
  });
});
