/** Operations of the model as Swagger operations: keys, media types and responses. */
import type { Operation } from '../model/operation';
import type { Schema } from '../model/schema';
import { emitParameters } from './parameter-emit';
import { emitSchema, type Surroundings } from './schema-emit';
import type { ApiAnnotation, SwaggerOperation, SwaggerResponse } from './swagger-extensions';

/** One operation. Keys stand in the order in which a reviewer reads: what it is, what goes in, what comes out. */
export function emitOperation(operation: Operation, surroundings: Surroundings): SwaggerOperation {
  const { operationId, summary, description, visibility, pageable } = operation;
  return {
    operationId,
    // Internal operations need neither; an empty text is worse than none (RequiredValueEmpty).
    ...(summary ? { summary } : {}),
    ...(description ? { description } : {}),
    ...(operation.deprecated ? { deprecated: true } : {}),
    ...(visibility ? { 'x-ms-visibility': visibility } : {}),
    ...annotation(operation),
    ...triggerKeys(operation),
    ...(pageable ? { 'x-ms-pageable': { nextLinkName: pageable.nextLink } } : {}),
    ...mediaTypes(operation),
    parameters: emitParameters(operation, surroundings),
    responses: emitResponses(operation, surroundings),
  };
}

function triggerKeys({ kind, hint }: Operation): Partial<SwaggerOperation> {
  const shown: Partial<SwaggerOperation> = hint ? { 'x-ms-trigger-hint': hint } : {};
  if (kind === 'pollingTrigger') return { 'x-ms-trigger': 'batch', 'x-ms-trigger-metadata': { mode: 'polling', kind: 'query' }, ...shown };
  return kind === 'webhookTrigger' ? { 'x-ms-trigger': 'single', ...shown } : {};
}

/** x-ms-api-annotation; the replacement stands only beside `deprecated` (Microsoft's validator refuses it elsewhere). */
function annotation({ versioning, status, deprecated }: Operation): { 'x-ms-api-annotation'?: ApiAnnotation } {
  if (!versioning && !status) return {};
  return {
    'x-ms-api-annotation': {
      ...(versioning ? { family: versioning.family, revision: versioning.revision } : {}),
      ...(status ? { status } : {}),
      ...(versioning?.replacement && deprecated ? { replacement: { ...versioning.replacement } } : {}),
    },
  };
}

const isBinary = (schema: Schema | undefined): boolean => schema?.kind === 'text' && schema.format === 'binary';

/** Media types of an operation whose body or answer is a file; all others have the document's, which is JSON. */
function mediaTypes({ parameters, output }: Operation): Pick<SwaggerOperation, 'consumes' | 'produces'> {
  const sendsFile = Object.values(parameters).some(parameter => parameter.kind === 'body' && isBinary(parameter.schema));
  return {
    ...(sendsFile ? { consumes: ['application/octet-stream'] } : {}),
    ...(isBinary(output) ? { produces: ['application/octet-stream'] } : {}),
  };
}

const described: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content' };
const description = (status: number): string => described[status] ?? 'Success';

/**
 * The answers. The designer uses one schema of an operation, so only one response carries one, and there is no
 * `default` (DefaultResponseHasSchema, OperationHasManyResponsesWithSchema). A polling trigger says 202 when nothing
 * is new. An action that answers 202 is waited for at its Location, and what comes back in the end is the 200.
 */
function emitResponses({ kind, output, successStatus }: Operation, surroundings: Surroundings): Record<string, SwaggerResponse> {
  const schema = output ? { schema: emitSchema(output, surroundings) } : {};
  if (kind === 'pollingTrigger') return { 200: { description: 'New events', ...schema }, 202: { description: 'Nothing new since the last check' } };
  if (successStatus === 202 && output) return { 200: { description: 'Completed', ...schema }, 202: { description: description(202) } };
  return { [successStatus]: { description: description(successStatus), ...schema } };
}
