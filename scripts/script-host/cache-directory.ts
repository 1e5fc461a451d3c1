import { homedir } from 'node:os';
import * as path from 'node:path';

/**
 * The folder for what can be made again: KONEKTOR_CACHE where it is set, else the user's cache folder by the custom of
 * the system (XDG_CACHE_HOME or ~/.cache; on Windows %LOCALAPPDATA%; on macOS ~/Library/Caches).
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (environment['KONEKTOR_CACHE']) return path.resolve(environment['KONEKTOR_CACHE']);
  if (platform === 'win32') return path.join(environment['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'konektor', 'cache');
  // The XDG specification tells readers to ignore a relative path.
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg && path.isAbsolute(xdg)) return path.join(xdg, 'konektor');
  return platform === 'darwin' ? path.join(homedir(), 'Library', 'Caches', 'konektor') : path.join(homedir(), '.cache', 'konektor');
}
