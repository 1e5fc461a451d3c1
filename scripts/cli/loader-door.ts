import { join } from 'node:path';
import { modelDoor, packageRoot } from './package-root';

interface ModelLoader { loadModelsWith(door: string): void }

/**
 * Makes this process load models written in TypeScript, with the specifier `konektor` tied to the running model.
 * Idempotent. Sources run by loader.js, which did both before.
 */
export function registerLoader(): void {
  if (__filename.endsWith('.ts')) return;
  // model-loader.js is plain JavaScript outside of the compiled sources, so that it has no type of its own.
  (require(join(packageRoot, 'scripts', 'model-loader.js')) as ModelLoader).loadModelsWith(modelDoor);
}
