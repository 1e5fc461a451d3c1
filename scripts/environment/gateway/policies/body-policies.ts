/** Policies that change a JSON body. Each works on one place, or on every element where its parent is a list (Microsoft's pages on the templates). */
import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { encoded } from '../query-string';
import { bodyPath, subPath, valueAt, withValueAt } from './body-path';
import { parameterOf, type PolicyContext } from './messages';
import { expandValue, ExpressionFailure, type ExpressionScope, type PathStep } from './policy-expression';
import type { PolicyInstance } from './policy-instance';

type Change = (body: JsonValue, policy: PolicyInstance, scope: ExpressionScope, context: PolicyContext) => JsonValue;

/** Template id to what it does with a body. */
export const bodyPolicies: Readonly<Record<string, Change>> = {
  setproperty: setProperty, stringreplace: replaceText, convertobjecttoarray: objectToArray, convertarraytoobject: arrayToObject, stringtoarray: textToArray,
  encodepropertyvalue: encodeText, moveproperties: moveProperties,
};

function setProperty(body: JsonValue, policy: PolicyInstance, scope: ExpressionScope, { assumed }: PolicyContext): JsonValue {
  const steps = subPath(parameterOf(policy, 'newPropertySubPathTemplate'));
  const template = parameterOf(policy, 'propertyValuePathTemplate');
  return eachElement(body, parameterOf(policy, 'newPropertyParentPathTemplate'), element =>
    withValueAt(element, steps, expandValue(template, { ...scope, body: () => body, item: () => element }, assumed.missingPolicyValue)) ?? null);
}

function replaceText(body: JsonValue, policy: PolicyInstance): JsonValue {
  return rewritten(body, policy, value => (typeof value === 'string' ? value.replaceAll(parameterOf(policy, 'sourceString'), () => parameterOf(policy, 'replacementString', '')) : undefined));
}

function encodeText(body: JsonValue, policy: PolicyInstance): JsonValue {
  return rewritten(body, policy, value => (typeof value === 'string' ? encoded(value) : undefined));
}

/** `{A: a, B: b}` becomes a list of key and value; the names of both are parameters. */
function objectToArray(body: JsonValue, policy: PolicyInstance): JsonValue {
  const [key, name] = [parameterOf(policy, 'keyName', 'key'), parameterOf(policy, 'valueName', 'value')];
  return rewritten(body, policy, value => (isJsonObject(value) ? Object.entries(value).map(([each, inside]) => ({ [key]: each, [name]: inside ?? null })) : undefined));
}

/** A list becomes an object by a member of each element, which stays in it unless `retainKey` is false. */
function arrayToObject(body: JsonValue, policy: PolicyInstance): JsonValue {
  const steps = subPath(parameterOf(policy, 'keyWithinCollectionPath'));
  const retains = parameterOf(policy, 'retainKey', 'true').toLowerCase() !== 'false';
  return rewritten(body, policy, value => {
    if (!Array.isArray(value)) return undefined;
    return Object.fromEntries((value as readonly JsonValue[]).map(element => {
      const key = valueAt(element, steps);
      if (typeof key !== 'string' && typeof key !== 'number') throw new ExpressionFailure(`an element has nothing at "${parameterOf(policy, 'keyWithinCollectionPath')}" that could name it: ${JSON.stringify(element).slice(0, 200)}`);
      return [String(key), retains ? element : withValueAt(element, steps, undefined) ?? null];
    }));
  });
}

/** `a;b` becomes a list of objects with one property; each character of the list of delimiters divides. Nothing between two of them makes no element (inferred). */
function textToArray(body: JsonValue, policy: PolicyInstance): JsonValue {
  const delimiters = parameterOf(policy, 'delimiterList');
  const child = parameterOf(policy, 'childPropertyName');
  return rewritten(body, policy, value => (typeof value === 'string'
    ? [...value].reduce<string[]>((parts, character) => (delimiters.includes(character) ? [...parts, ''] : [...parts.slice(0, -1), parts.at(-1)! + character]), ['']).filter(part => part !== '').map(part => ({ [child]: part }))
    : undefined));
}

/** What stands at the source goes to the destination; with `copyOnlySubProperties` its properties do, one by one. One published connector uses it. */
function moveProperties(body: JsonValue, policy: PolicyInstance): JsonValue {
  const source = [...stepsInBody(policy, 'srcParentPath'), ...subPath(parameterOf(policy, 'srcSubPath', ''))];
  const target = [...stepsInBody(policy, 'dstParentPath'), ...subPath(parameterOf(policy, 'dstSubPath', ''))];
  const moved = valueAt(body, source);
  if (moved === undefined) return body;
  const without = withValueAt(body, source, undefined) ?? {};
  if (parameterOf(policy, 'copyOnlySubProperties', 'false').toLowerCase() !== 'true') return withValueAt(without, target, moved) ?? null;
  if (!isJsonObject(moved)) throw new ExpressionFailure('what it moves has no properties.');
  const there = valueAt(without, target);
  return withValueAt(without, target, { ...(isJsonObject(there) ? there : {}), ...moved } as JsonObject) ?? null; // JSON objects make a JSON object
}

function stepsInBody(policy: PolicyInstance, parameter: string): readonly PathStep[] {
  const path = bodyPath(parameterOf(policy, parameter));
  if (path.from !== 'body') throw new ExpressionFailure(`"${parameterOf(policy, parameter)}" must start at the body.`);
  return path.steps;
}

/** Where there is nothing at the parent, there is nothing to do: a maker left out an optional part of the body. */
function eachElement(body: JsonValue, parent: string, change: (element: JsonValue) => JsonValue): JsonValue {
  const { steps } = bodyPath(parent);
  const found = valueAt(body, steps);
  if (found === undefined || found === null) return body;
  return withValueAt(body, steps, Array.isArray(found) ? (found as readonly JsonValue[]).map(change) : change(found)) ?? null;
}

/** Reads a value below the parent, changes it and writes it to `newPropertyPath`: from the body, or from each element. */
function rewritten(body: JsonValue, policy: PolicyInstance, change: (value: JsonValue | undefined) => JsonValue | undefined): JsonValue {
  const parent = parameterOf(policy, 'propertyParentPath');
  const steps = subPath(parameterOf(policy, 'propertySubPath', ''));
  const target = bodyPath(parameterOf(policy, 'newPropertyPath'));
  if (target.from === 'item') {
    return eachElement(body, parent, element => {
      const value = change(valueAt(element, steps));
      return value === undefined ? element : withValueAt(element, target.steps, value) ?? null;
    });
  }
  const value = change(valueAt(body, [...bodyPath(parent).steps, ...steps]));
  return value === undefined ? body : withValueAt(body, target.steps, value) ?? null;
}
