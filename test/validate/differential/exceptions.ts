/**
 * What the judges refuse and the platform profile does not call an error, and why. Each exception mends what it is about:
 * a document that nobody refuses once it is mended was refused for nothing else.
 */
import { operations, parameters, type Json, type JsonObject } from './mutations';

export interface Exception {
  /** What we say instead; undefined where we say nothing. */
  readonly code: string | undefined;
  readonly because: string;
  /** Changes the document in place. */
  readonly mend: (document: JsonObject) => void;
}

export const exceptions: readonly Exception[] = [
  {
    code: 'response-one', because: 'An operation with empty responses is imported and runs; 12 of 619 certified connectors have one.',
    mend: document => {
      for (const { responses } of operations(document)) {
        if (isObject(responses) && Object.keys(responses).every(key => key.startsWith('x-'))) responses['default'] = { description: 'Anything.' };
      }
    },
  },
  {
    code: 'ref-siblings', because: 'Keys beside a $ref are ignored, whatever they hold; 3 of 100 certified connectors with references have some.',
    mend: document => {
      everyObject(document, object => {
        if (typeof object['$ref'] === 'string' && object['$ref'].startsWith('#/')) for (const key of Object.keys(object)) if (key !== '$ref') delete object[key];
      });
    },
  },
  {
    code: 'param-body-property', because: 'Keys that a body parameter can not have are ignored; certified connectors have titles, examples and others there.',
    mend: document => {
      for (const parameter of parameters(document)) {
        if (parameter['in'] === 'body') for (const key of Object.keys(parameter)) if (!bodyKeys.has(key) && !key.startsWith('x-')) delete parameter[key];
      }
    },
  },
  {
    code: undefined, because: 'swagger-parser follows references inside of extensions; the platform reads only those that it knows.',
    mend: document => {
      everyObject(document, (object, name) => {
        if (!mapsOfNames.has(name)) for (const key of Object.keys(object)) if (key.startsWith('x-')) delete object[key];
      });
    },
  },
];

const bodyKeys = new Set(['name', 'in', 'description', 'required', 'schema']);
/** Objects whose keys are names that the author chose. */
const mapsOfNames = new Set(['properties', 'definitions', 'paths', 'parameters', 'responses', 'securityDefinitions', 'headers', 'scopes']);

/** A copy with everything mended. */
export function mended(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  for (const { mend } of exceptions) mend(copy);
  return copy;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Calls with every object of a document, and the key that it stands under. */
function everyObject(root: JsonObject, visit: (object: JsonObject, name: string) => void): void {
  const waiting: { readonly value: Json; readonly name: string }[] = [{ value: root, name: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, name } = next;
    if (Array.isArray(value)) for (const each of value) waiting.push({ value: each, name: '' });
    if (!isObject(value)) continue;
    visit(value, name);
    for (const [key, each] of Object.entries(value)) waiting.push({ value: each, name: key });
  }
}
