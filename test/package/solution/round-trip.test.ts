import assert from 'node:assert/strict';
import type { PackageFile } from '../../../scripts/package/package-file';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { zipBytes } from '../../../scripts/package/zip/write-zip';
import { printXml } from '../../../scripts/package/xml/print-xml';
import { parseXml } from '../../../scripts/package/xml/read-xml';
import { readSolution, solutionForm } from '../../../scripts/package/solution/read-solution';
import { exportedFiles, unpackedFiles } from '../../../scripts/package/solution/write-solution';
import { comparable } from './comparable';
import { exported, realFiles, realSolutions, realZip, twoConnectorsUnpacked, unpacked } from './real-solutions';

/** One export is kept without its app; its list of content types still names what the app's files were. */
async function whatIsThere(files: readonly PackageFile[]): Promise<Readonly<Record<string, unknown>>> {
  const all = await comparable(files);
  const types = all['[Content_Types].xml'] as { readonly children: readonly { readonly attributes: Readonly<Record<string, string>> }[] }; // the root that canonical made
  const present = types.children.filter(({ attributes }) => attributes['PartName'] === undefined && files.some(file => file.path.endsWith(`.${attributes['Extension']}`)));
  assert.equal(types.children.length - present.length, files.some(file => file.path.includes('cre80_')) ? 2 : 0);
  return { ...all, '[Content_Types].xml': { ...types, children: present } };
}

describe('real solutions, read and written again', () => {
  before(function () { if (!realSolutions()) { console.log('      skipped: the real exports (../shared/data/solutions) are not here'); this.skip(); } });

  for (const [name, folder] of Object.entries(exported)) {
    it(`${name}: the exported form gives the same files`, async () => {
      const files = realFiles(folder);
      assert.equal(solutionForm(files), 'exported');
      assert.deepEqual(await comparable(exportedFiles(await readSolution(files))), await whatIsThere(files));
    });
    it(`${name}: unpacked and packed again`, async () => {
      const files = realFiles(folder);
      const apart = unpackedFiles(await readSolution(files));
      assert.equal(solutionForm(apart), 'unpacked');
      assert.deepEqual(await comparable(exportedFiles(await readSolution(apart))), await whatIsThere(files));
    });
  }

  for (const [name, folder] of Object.entries(unpacked)) {
    it(`${name}: gives the same files`, async () => {
      const files = realFiles(folder);
      assert.equal(solutionForm(files), 'unpacked');
      assert.deepEqual(await comparable(unpackedFiles(await readSolution(files))), await comparable(files));
    });
  }

  it('both forms of one solution become each other', async () => {
    const [zipped, apart] = [realFiles(exported['two connectors']), twoConnectorsUnpacked()];
    assert.deepEqual(await comparable(unpackedFiles(await readSolution(zipped))), await comparable(apart));
    assert.deepEqual(await comparable(exportedFiles(await readSolution(apart))), await comparable(zipped));
  });

  it('texts of the XML are those of the platform, byte for byte, in every form', async () => {
    const all = realFiles('.').filter(file => file.path.endsWith('.xml'));
    const texts = await Promise.all(all.map(async file => [file.path, Buffer.from(await file.read()).toString('utf8')] as const));
    const ends = (text: string): string => text.replace(/\r\n/g, '\n'); // some checkouts keep line feeds alone
    assert.deepEqual(
      texts.map(([path, text]) => [path, ends(printXml(parseXml(text, path), path.endsWith('[Content_Types].xml') ? 'line' : text.startsWith('\uFEFF') ? 'unpacked' : 'exported'))]),
      texts.map(([path, text]) => [path, ends(text)]));
    assert.equal(texts.length, 18);
  });

  it('line ends are those of the platform, too', async () => {
    const files = realFiles(exported['two connectors']);
    const written = exportedFiles(await readSolution(files));
    const bytes = async (from: typeof files, path: string): Promise<Buffer> => Buffer.from(await from.find(file => file.path === path)!.read());
    for (const path of ['[Content_Types].xml', 'solution.xml', 'customizations.xml']) assert.deepEqual(await bytes(written, path), await bytes(files, path), path);
  });

  it('the real zip holds the files of the folder, and a zip of ours holds them again', async () => {
    const zip = await openZip({ path: realZip });
    const files = await Promise.all(zip.files.map(async file => [file.path, Buffer.from(await file.read()).toString('base64')]));
    assert.deepEqual(Object.keys(Object.fromEntries(files)).slice(0, 3), ['customizations.xml', '[Content_Types].xml', 'solution.xml']);
    const again = await openZip({ bytes: await zipBytes(zip.files), name: 'again.zip' });
    assert.deepEqual(await Promise.all(again.files.map(async file => [file.path, Buffer.from(await file.read()).toString('base64')])), files);
    assert.deepEqual(exportedFiles(await readSolution(zip.files)).map(file => file.path), zip.files.map(file => file.path));
    zip.close();
  });
});
