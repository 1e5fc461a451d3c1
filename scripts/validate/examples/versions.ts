/** Examples of operations in several versions: GET /kinds and GET /kinds/v2, /kinds/v3 …, one for each annotation. */
import type { JsonObject } from '../json';
import { inPaths, type Example } from './example';

export interface Version {
  readonly annotation?: JsonObject;
  readonly operationId?: string;
  readonly deprecated?: boolean;
}

/** Operations of which each has the given annotation. Pointers count from the paths. */
export function inVersions(versions: readonly Version[]): Example {
  const operations = versions.map(({ annotation, operationId, deprecated }, position) => {
    const number = position + 1;
    return [number === 1 ? '/kinds' : `/kinds/v${number}`, {
      get: {
        operationId: operationId ?? (number === 1 ? 'ListKinds' : `ListKinds_V${number}`), summary: `List kinds ${number}`, description: 'Lists the kinds of animals.',
        ...(deprecated === undefined ? {} : { deprecated }), ...(annotation ? { 'x-ms-api-annotation': annotation } : {}),
        parameters: [], responses: { 200: { description: 'The kinds.', schema: { type: 'array', items: { type: 'string' } } } },
      },
    }] as const;
  });
  const shown = Object.fromEntries(operations.map(([path, { get: { operationId, deprecated, 'x-ms-api-annotation': annotation } }]) => [path, { get: { operationId, deprecated, 'x-ms-api-annotation': annotation } }]));
  return { ...inPaths(Object.fromEntries(operations)), shown: JSON.stringify(shown, undefined, 2) };
}

/** A version of the family ListKinds; its annotation has what is given. */
export const version = (revision: number | string | undefined, { status, ...rest }: Omit<Version, 'annotation'> & { readonly status?: string } = {}): Version =>
  ({ ...rest, annotation: { family: 'ListKinds', ...(revision === undefined ? {} : { revision }), ...(status === undefined ? {} : { status }) } });
