import { collectionFunctions } from './functions/collection-functions';
import { conversionFunctions } from './functions/conversion-functions';
import { dateFunctions } from './functions/date-functions';
import type { AnyFlowFunction } from './functions/flow-function';
import { logicFunctions } from './functions/logic-functions';
import { mathFunctions } from './functions/math-functions';
import { objectFunctions } from './functions/object-functions';
import { referenceFunctions } from './functions/reference-functions';
import { textFunctions } from './functions/text-functions';
import { timeZoneFunctions } from './functions/time-zone-functions';
import { uriFunctions } from './functions/uri-functions';

/**
 * The functions of the workflow definition language by their names, with parameters, result, description, examples and
 * what they do. One table for those who write expressions, check them and run them.
 * Left out: xml and xpath, and the functions for forms and multipart bodies.
 */
export const functions = {
  ...textFunctions, ...collectionFunctions, ...logicFunctions, ...conversionFunctions, ...mathFunctions, ...dateFunctions, ...timeZoneFunctions,
  ...objectFunctions, ...uriFunctions, ...referenceFunctions,
};

export type FlowFunctions = typeof functions;
export type FlowFunctionName = keyof FlowFunctions;

export interface NamedFunction {
  /** As the documentation spells it. */
  readonly name: FlowFunctionName;
  readonly definition: AnyFlowFunction;
}

const byName: ReadonlyMap<string, NamedFunction> = new Map(Object.entries(functions).map(([name, definition]) => [
  // entries lose the key's type; a function called by name gets values that were brought into its parameters' form
  name.toLowerCase(), { name: name as FlowFunctionName, definition: definition as AnyFlowFunction },
]));

/** The function of that name, capital letters aside. */
export const functionNamed = (name: string): NamedFunction | undefined => byName.get(name.toLowerCase());

/** Names of all functions, in order. */
export const functionNames: readonly FlowFunctionName[] = [...byName.values()].map(each => each.name).sort();
