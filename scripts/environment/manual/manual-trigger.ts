import { type JsonObject, type JsonValue, objectOr, textOf } from '../json';

/** How a flow of the trigger type Request is started here: with the inputs of a button or app, or by an app or caller that sends a body. */
export type ManualTrigger =
  | { readonly kind: 'button'; readonly inputs: readonly ManualInput[] }
  | { readonly kind: 'request'; readonly by: 'Http' | 'PowerApp' };

/** One input, out of the schema of its trigger. */
export interface ManualInput {
  /** Its key in the trigger's body: text, number_1 … */
  readonly key: string;
  /** As people see it; default: the key. */
  readonly title: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
  readonly isRequired: boolean;
  /** What can be chosen, where it is a drop-down list. */
  readonly choices?: readonly string[];
}

/** What a person gives: `inputs` by key or title, or the `body` of a request. */
export interface ManualStart { readonly inputs?: JsonObject; readonly body?: JsonValue }

/** An app of the newer kind gives inputs as a button does. */
const kinds = { button: 'Button', powerappv2: 'Button', http: 'Http', powerapp: 'PowerApp' } as const;

/** Reads a trigger of the type Request. Throws an Error with a clause that begins with "its" for a kind or an input that is not run here. */
export function readManualTrigger(kind: string | undefined, inputs: JsonObject): ManualTrigger {
  const found = Object.entries(kinds).find(([name]) => name === (kind ?? 'Http').toLowerCase())?.[1];
  if (found === undefined) throw new Error(`its trigger is a Request of the kind ${kind}, and only Button, PowerAppV2, PowerApp and Http are run here`);
  if (found !== 'Button') return { kind: 'request', by: found };
  const schema = objectOr(inputs['schema']);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return { kind: 'button', inputs: Object.entries(objectOr(schema['properties'])).map(([key, declared]) => inputOf(key, objectOr(declared), required.includes(key))) };
}

function inputOf(key: string, declared: JsonObject, isRequired: boolean): ManualInput {
  const { type } = declared;
  const title = textOf(declared['title']) ?? key;
  if (type !== 'string' && type !== 'number' && type !== 'integer' && type !== 'boolean') throw new Error(`its trigger has the input "${title}" of the type ${JSON.stringify(type)}, and only text, number and yes/no are run here`);
  const choices = Array.isArray(declared['enum']) ? declared['enum'].filter(each => typeof each === 'string') : [];
  return { key, title, type, isRequired, ...(choices.length > 0 ? { choices } : {}) };
}

/**
 * The trigger body that a start gives. Inputs are of their own type, or texts that read as it. Throws an Error
 * with a sentence for everything that does not fit.
 */
export function manualBody(trigger: ManualTrigger, { inputs, body }: ManualStart): JsonValue {
  if (trigger.kind === 'request') {
    if (inputs) throw new Error(`This flow is started by ${trigger.by === 'Http' ? 'an HTTP request' : 'an app'}, which sends a body: give a body, not inputs.`);
    return body ?? {};
  }
  if (body !== undefined) throw new Error('This flow is started with inputs: give them by name, not a body.');
  const given = Object.entries(inputs ?? {});
  const problems: string[] = [];
  const values = given.flatMap(([name, value]) => {
    const input = inputNamed(trigger.inputs, name);
    if (!input) problems.push(`There is no input "${name}". ${trigger.inputs.length === 0 ? 'It has none.' : `There are: ${trigger.inputs.map(nameOf).join(', ')}.`}`);
    const read = input && readValue(input, value ?? null);
    if (input && read === undefined) problems.push(`The input ${nameOf(input)} is ${input.choices ? `one of ${input.choices.join(', ')}` : typeWords[input.type]}, and ${JSON.stringify(value)} is not.`);
    return input && read !== undefined ? [[input.key, read] as const] : [];
  });
  const named = new Set(given.map(([name]) => inputNamed(trigger.inputs, name)?.key));
  for (const input of trigger.inputs) if (input.isRequired && !named.has(input.key)) problems.push(`The input ${nameOf(input)} is needed, and it is not given.`);
  if (problems.length > 0) throw new Error(problems.join(' '));
  return Object.fromEntries(values);
}

const typeWords = { string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false' } as const;

/** A key counts before a title, for a title may be the key of another input. */
function inputNamed(inputs: readonly ManualInput[], name: string): ManualInput | undefined {
  return inputs.find(({ key }) => key === name) ?? inputs.find(({ title }) => title.toLowerCase() === name.toLowerCase());
}

const nameOf = ({ title, key }: ManualInput): string => (title === key ? `"${key}"` : `"${title}" (${key})`);

function readValue({ type, choices }: ManualInput, value: JsonValue): JsonValue | undefined {
  if (type === 'string') return typeof value === 'string' && (!choices || choices.includes(value)) ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
  const number = typeof value === 'string' && /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? number : undefined;
}
