import { textAt, type JsonObject } from '../../json';

/** The name of a parameter as a message says it; empty where it has none, which another rule tells. */
export const parameterName = (parameter: JsonObject): string => textAt(parameter, 'name') ?? '';
