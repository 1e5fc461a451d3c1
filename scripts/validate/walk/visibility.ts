import { isObject, type JsonValue } from '../json';

/** Whether a schema, or a parameter, is hidden from whoever makes a flow. */
export const isInternal = (schema: JsonValue | undefined): boolean => isObject(schema) && schema['x-ms-visibility'] === 'internal';
