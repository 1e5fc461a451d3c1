import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export interface StaticFile { readonly bytes: Uint8Array; readonly contentType: string }

/** The file of a path below the server's root, as it stands in the address; undefined where there is none. */
export type StaticFiles = (path: string) => Promise<StaticFile | undefined>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};

/**
 * The files of a folder, and nothing else: no path that leads outside, also not by a link or an encoded character, no hidden
 * file, no type that is not listed. `/` is `/index.html`.
 */
export function filesOfFolder(folder: string): StaticFiles {
  return async path => {
    const inside = pathInside(path);
    const contentType = inside && contentTypes[extname(inside).toLowerCase()];
    if (inside === undefined || contentType === undefined) return undefined;
    try {
      const root = await realpath(folder);
      const file = await realpath(join(root, inside));
      if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return undefined;
      return { bytes: await readFile(file), contentType };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined; // what node:fs throws
      throw error;
    }
  };
}

/** The path as parts of a file name; undefined where one of them could lead elsewhere. */
function pathInside(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path === '/' ? '/index.html' : path);
  } catch {
    return undefined;
  }
  const parts = decoded.slice(1).split('/');
  return decoded.startsWith('/') && parts.every(part => part !== '' && !part.startsWith('.') && !/[\\:\0]/.test(part)) ? parts.join('/') : undefined;
}
