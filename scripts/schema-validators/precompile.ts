/** `npm run compile`, second half: writes the validators of the schemas as modules beside the compiled toolchain. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import standaloneCode from 'ajv/dist/standalone';
import { compileSchema } from './compile-schema';
import { precompiledModule, schemaNames, type SchemaName } from './schema-names';

/** The text of the CommonJS module whose export is the validator of a schema; the same for the same schema and ajv. */
export function precompiledSource(name: SchemaName): string {
  const { ajv, validate } = compileSchema(name, { code: { source: true } });
  return standaloneCode(ajv, validate);
}

/** Writes all of them. */
export function precompile(): void {
  for (const name of schemaNames) {
    mkdirSync(dirname(precompiledModule(name)), { recursive: true });
    writeFileSync(precompiledModule(name), precompiledSource(name));
  }
}

if (require.main === module) precompile();
