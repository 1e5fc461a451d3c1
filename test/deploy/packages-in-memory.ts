/** A folder of the real connector's packages, in memory. */
import connector from '../../connector';
import { generateWithOrigins } from '../../scripts/generate/origins';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import { isZip, sha256 } from '../../scripts/package/packed';
import { packagesOf } from '../../scripts/package/package-set';
import { writePacked } from '../../scripts/package/write-packed';
import { MemoryFiles } from './memory-files';

export const project = '/project';
export const folder = `${project}/dist`;

let made: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** The folder, in files of its own. */
export async function filesWithPackages(): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  for (const [path, bytes] of await (made ??= packages())) files.content.set(`${folder}/${path}`, Buffer.from(bytes).toString('latin1'));
  return files;
}

async function packages(): Promise<ReadonlyMap<string, Uint8Array>> {
  const model = { ...connector, flows: connector.flows!.slice(0, 1) };
  const publisher = { ...placeholderPublisher, name: 'Contoso', uniqueName: 'Contoso', contact: { name: 'Support', email: 'support@contoso.com', url: 'https://contoso.com/support' }, website: 'https://contoso.com', privacyPolicy: 'https://contoso.com/privacy', prefix: 'contoso' };
  const kinds = packagesOf({ connector: model, publisher, generated: generateWithOrigins(model, publisher), locales: [], version: '1.0.0.0', names: {}, profile: 'verified', icon: Buffer.from('an icon'), intro: undefined }, ['folder', 'solution', 'flows']);
  const written = new Map<string, Uint8Array>();
  const listed: object[] = [];
  for (const { kind, contents } of kinds) {
    const files: object[] = [];
    for (const packed of contents) {
      const pieces: Uint8Array[] = [];
      if (isZip(packed)) await writePacked(packed, piece => { pieces.push(piece); });
      else pieces.push(await packed.read());
      const bytes = Buffer.concat(pieces);
      written.set(packed.path, bytes);
      files.push({ path: packed.path, sha256: sha256(bytes) });
    }
    listed.push({ package: kind, version: '1.0.0', content: 'c', files });
  }
  written.set('packages.json', Buffer.from(JSON.stringify({ packages: listed })));
  return written;
}
