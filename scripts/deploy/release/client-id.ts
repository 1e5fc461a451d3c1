/** The client id of the app registration that people sign in with: the one thing of an environment that stands inside of a connector. */
import { clientIdPlaceholder } from '../../package/connector-folder';
import { zipBytes } from '../../package/zip/write-zip';
import { openZip } from '../../package/zip/read-zip';
import type { PackedArchive } from './release';

/** Files that describe connections, in a folder and in a solution. */
const describesConnections = (path: string): boolean => /(^|\/)apiProperties(\.paconn)?\.json$|_connectionparameter(s|sets)\.json$/.test(path);

const written = JSON.stringify(clientIdPlaceholder);

/** Whether a file waits for a client id. */
export const needsClientId = (path: string, bytes: Uint8Array): boolean => describesConnections(path) && Buffer.from(bytes).includes(written);

/** The same bytes with the client id in the placeholder's place, and nothing else changed. */
export function withClientId(path: string, bytes: Uint8Array, clientId: string): Uint8Array {
  return needsClientId(path, bytes) ? Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll(written, JSON.stringify(clientId))) : bytes;
}

/** A solution with the client id; one that needs none stays as it is, byte for byte. */
export async function archiveWithClientId(archive: PackedArchive, clientId: string): Promise<PackedArchive> {
  const zip = await openZip({ bytes: archive.bytes, name: archive.name });
  try {
    const files = await Promise.all(zip.files.map(async ({ path, read }) => ({ path, bytes: await read() })));
    if (!files.some(({ path, bytes }) => needsClientId(path, bytes))) return archive;
    return { ...archive, bytes: await zipBytes(files.map(({ path, bytes }) => ({ path, read: () => Promise.resolve(withClientId(path, bytes, clientId)) }))) };
  } finally {
    zip.close();
  }
}
