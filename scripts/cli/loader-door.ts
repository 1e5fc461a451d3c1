import { join } from 'node:path';
import { modelDoor, packageRoot } from './package-root';

interface Loader { useInstance(door: string): void }

/** Registers the TypeScript loader in this process and ties the specifier `konektor` to the running model. Idempotent. */
export function registerLoader(): void {
  // loader.js is plain JavaScript outside of the compiled sources, so that it has no type of its own.
  (require(join(packageRoot, 'scripts', 'loader.js')) as Loader).useInstance(modelDoor);
}
