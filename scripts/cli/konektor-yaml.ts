/** konektor.yaml: what belongs to the publisher and to environments, not to the model. Its settings of rules are read by validating/rule-settings.ts. */
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import type { EnvironmentYaml } from '../deploy/settings/read-environment';
import type { Diagnostic, Where } from '../diagnostics/diagnostic';
import type { Publisher } from '../generate/publisher';
import type { SolutionNames } from '../package/identity';
import { schemaValidator, type SchemaError } from '../schema-validators/schema-validator';
import { isAboutSecret, isInEnvironments, mayHoldSecret, mayRepeat, oncePerSecret, secretWording } from './konektor-yaml-secrets';
import { yamlData } from './yaml-data';

/** What konektor.yaml holds once it fits its schema. */
export interface KonektorYaml {
  readonly publisher?: Publisher;
  readonly solution?: SolutionNames;
  readonly assumptions?: Readonly<Record<string, string | number>>;
  readonly certification?: { readonly existingConnector?: string };
  readonly environments?: Readonly<Record<string, EnvironmentYaml>>;
}

export interface ReadKonektorYaml { readonly data?: KonektorYaml; readonly diagnostics: readonly Diagnostic[] }

/** Reads the text of a konektor.yaml; every mistake becomes a finding with its line and column. */
export function readKonektorYaml(text: string, file: string): ReadKonektorYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const told = (code: string, what: string, todo: string, offset: number, open: boolean): Diagnostic => {
    const { line, col } = lines.linePos(offset);
    // Whoever is given line and column shows the line.
    return !open || mayHoldSecret(text, line) ? finding(code, `Line ${line}: ${what}`, todo, { kind: 'file', file }) : finding(code, what, todo, { kind: 'file', file, line, column: col });
  };
  if (document.errors.length > 0) {
    return { diagnostics: document.errors.map(error => {
      const { line } = lines.linePos(error.pos[0]);
      const open = !isInEnvironments(text, line) && !mayHoldSecret(text, line);
      return told('konektor-yaml-syntax', `This is not YAML${open ? `: ${sentenceOf(error.message)}` : '.'}`, 'Mend the line; indentation counts in YAML, and colons in values need quotes.', error.pos[0], open);
    }) };
  }
  const read = yamlData(document);
  if (!read) return { diagnostics: [finding('konektor-yaml-syntax', 'This is not YAML: an alias (*) stands where nothing has that name.', 'Put quotes around a value that begins with an asterisk.', { kind: 'file', file })] };
  const data = read.value ?? {};
  const errors = schemaValidator('konektor')(data).filter(error => error.instancePath !== '/rules' && !error.instancePath.startsWith('/rules/'));
  if (errors.length === 0) {
    const fitting = data as KonektorYaml; // it fits the schema, which says what the type says
    return { data: fitting, diagnostics: fitting.publisher ? [] : [noPublisher(file)] };
  }
  return { diagnostics: oncePerSecret(worthTelling(errors)).map(error => told('konektor-yaml-shape', ...wording(error), offsetOf(error, document), mayRepeat(error))) };
}

/** A project without a model may have settings of rules alone. */
const noPublisher = (file: string): Diagnostic => ({
  code: 'publisher-missing', severity: 'warning',
  what: 'konektor.yaml names no publisher, and the artifacts name a placeholder.',
  why: 'Makers see the publisher and the contact, and certification checks them.',
  todo: 'Write publisher: name, contact (name, email, url), website and privacyPolicy.',
  where: { kind: 'file', file },
});

/** One finding for a value, however many rules it breaks; rules about its names and members stay apart. */
function worthTelling(errors: readonly SchemaError[]): readonly SchemaError[] {
  const own = errors.filter(error => error.keyword !== 'propertyNames');
  const aboutMembers = (error: SchemaError): boolean => error.keyword === 'required' || error.keyword === 'additionalProperties' || error.propertyName !== undefined;
  return own.filter((error, index) => aboutMembers(error) || own.findIndex(other => other.instancePath === error.instancePath && !aboutMembers(other)) === index);
}

const finding = (code: string, what: string, todo: string, where: Where): Diagnostic =>
  ({ code, severity: 'error', what, why: 'Publisher, contact and environments of the artifacts come from konektor.yaml.', todo, where });

const sentenceOf = (message: string): string => `${message.replace(/\.?\s*$/, '')}.`;

function wording(error: SchemaError): readonly [what: string, todo: string] {
  if (isAboutSecret(error)) return secretWording(error);
  const value = mayRepeat(error) ? `: ${JSON.stringify(error.data)}` : '';
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const subject = path === '' ? 'konektor.yaml' : `"${path}"`;
  // ajv types the parameters by keyword only in a union that needs its own schema types; they are read by name here.
  const parameters = error.params as Readonly<Record<string, unknown>>;
  if (error.propertyName !== undefined) return [`${subject} can't have the name "${error.propertyName}".`, 'Use small letters, digits and hyphens, and begin with a letter.'];
  switch (error.keyword) {
    case 'required': return [`${subject} lacks "${String(parameters['missingProperty'])}".`, `Add "${String(parameters['missingProperty'])}".`];
    case 'additionalProperties': return [`${subject} has a property "${String(parameters['additionalProperty'])}" that is not known.`, `Remove it, or write one of: ${Object.keys((error.parentSchema as { properties?: object }).properties ?? {}).join(', ')}.`];
    case 'type': return [`${subject} must be ${article(String(parameters['type']))}.`, 'Write a value of that kind.'];
    case 'format': return [`${subject} is not ${article(String(parameters['format']))}${value}.`, 'Write a complete one.'];
    case 'enum': return [`${subject} can't be ${mayRepeat(error) ? JSON.stringify(error.data) : 'that'}.`, `Write one of: ${(parameters['allowedValues'] as readonly unknown[]).map(String).join(', ')}.`]; // ajv: enum lists its values
    case 'minLength': return [`${subject} is empty.`, 'Write a value.'];
    case 'pattern': return (parameters['pattern'] === '^https://')
      ? [`${subject} does not begin with https://${value}.`, 'Write the whole address, with https://.']
      : [`${subject} can't be ${mayRepeat(error) ? JSON.stringify(error.data) : 'that'}.`, (error.parentSchema as { description?: string }).description ?? 'Write a value of that form.']; // ajv: the schema that has the pattern
    default: return [`${subject} ${sentenceOf(error.message ?? 'does not fit')}`, 'Change the value so that it fits.'];
  }
}

const kindNames: Readonly<Record<string, string>> = { object: 'a group of named values', string: 'text', array: 'a list', boolean: 'true or false', email: 'an e-mail address', uri: 'an address such as https://example.com', uuid: 'a GUID' };
const article = (kind: string): string => kindNames[kind] ?? `a ${kind}`;

/** Where the mistake stands: the key of an unknown property, else the value that the pointer names. */
function offsetOf(error: SchemaError, document: Document): number {
  const path = error.instancePath.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const keyed = path.map(part => (/^\d+$/.test(part) ? Number(part) : part));
  const node: unknown = path.length === 0 ? document.contents : document.getIn(keyed, true);
  const extra: unknown = (error.params as Readonly<Record<string, unknown>>)['additionalProperty'] ?? error.propertyName; // as in wording
  if (isMap(node) && typeof extra === 'string') {
    const key = node.items.find(item => isScalar(item.key) && item.key.value === extra)?.key;
    if (isNode(key) && key.range) return key.range[0];
  }
  return isNode(node) && node.range ? node.range[0] : 0;
}
