/** The JSON Schemas that this package publishes, and where their files are. */
import { basename, dirname, join, resolve } from 'node:path';

const above = resolve(__dirname, '..', '..');
/** Sources stand in the package, compiled files one folder deeper. */
const packageRoot = basename(above) === 'build' ? dirname(above) : above;

/** In the order in which the build compiles them. */
export const schemaNames = ['konektor', 'settings', 'apiProperties', 'apiDefinition', 'probe-answers'] as const;
export type SchemaName = typeof schemaNames[number];

/** The file of a schema, whether sources or compiled files run. */
export const schemaFile = (name: SchemaName): string => join(packageRoot, 'schemas', `${name}.schema.json`);

/** The module that the build writes for a schema; in a clone that runs from its sources there is none. */
export const precompiledModule = (name: SchemaName): string => join(__dirname, 'precompiled', `${name}.js`);
