import { basename, dirname, join, resolve } from 'node:path';

const instance = resolve(__dirname, '..');
const above = dirname(instance);

/** The folder of the running package, whether sources or compiled files run. */
export const packageRoot = basename(above) === 'build' ? dirname(above) : above;
/** The module that `konektor` is in this process: sources beside sources, compiled beside compiled. */
export const modelDoor = join(instance, 'index');
