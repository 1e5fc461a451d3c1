/** The objects of a definition that say which values they take. */
import type { Role } from './roles';

/**
 * True for schemas, parameters outside of a body, the items of such parameters and headers: the objects in which Swagger
 * 2.0 knows `type`, `format`, `enum`, `default` and the bounds.
 */
export const takesValues = (role: Role): boolean => role === 'schema' || role === 'parameter' || role === 'items' || role === 'header';
