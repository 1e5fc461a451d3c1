/** Releases of the real connector, out of packages made in memory. */
import connector from '../../../connector';
import { releaseOf } from '../../../scripts/deploy/release/read-release';
import type { Release } from '../../../scripts/deploy/release/release';
import { generateWithOrigins } from '../../../scripts/generate/origins';
import { placeholderPublisher } from '../../../scripts/generate/publisher';
import type { Connector } from '../../../scripts/model/connector';
import { isZip, sha256 } from '../../../scripts/package/packed';
import { packagesOf } from '../../../scripts/package/package-set';
import { writePacked } from '../../../scripts/package/write-packed';

export const clientId = '6b9e8a52-0000-4000-8000-0123456789ab';

/** The release as it is, or with another version and description. */
export async function released(version = '1.0.0', change: Partial<Connector> = {}): Promise<Release> {
  const model: Connector = { ...connector, version, ...change };
  const packages = packagesOf({
    connector: model, publisher: placeholderPublisher, generated: generateWithOrigins(model, placeholderPublisher), locales: [], version: `${version}.0`, names: {}, profile: 'verified',
    icon: Buffer.from('an icon'), intro: undefined,
  }, ['folder', 'solution', 'flows']);
  const files = { folder: new Map<string, Uint8Array>(), solution: new Map<string, Uint8Array>(), flows: new Map<string, Uint8Array>() };
  for (const { kind, contents } of packages) {
    for (const packed of contents) {
      const pieces: Uint8Array[] = [];
      if (isZip(packed)) await writePacked(packed, piece => { pieces.push(piece); });
      else pieces.push(await packed.read());
      files[kind as keyof typeof files].set(packed.path, Buffer.concat(pieces)); // the three kinds asked for
    }
  }
  return releaseOf({ version, files, digest: sha256(version) }, clientId);
}
