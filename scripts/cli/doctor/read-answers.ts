/** Reading what the probe's flow showed, as a person copied it into a file. */
import { answersVersion, type ProbeAnswers } from '../../package/probe/probe-answers';
import { schemaValidator, type SchemaError } from '../../schema-validators/schema-validator';
import { UserError } from '../user-error';

/** At most so many mistakes are told; more say nothing new. */
const toldMistakes = 5;

/** The answers in a text. Throws UserError with a sentence for what is no JSON, of another version, or incomplete. */
export function readAnswers(text: string, file: string): ProbeAnswers {
  const value = parsed(text.replace(/^\uFEFF/, ''), file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(`${file} does not hold the answers of the probe, which are one JSON object. ${copyAgain}`);
  const { probe } = value as { readonly probe?: unknown }; // an object, as was just seen
  if (probe === undefined) throw new UserError(`${file} is JSON, but not the answers of the probe: it lacks "probe". ${copyAgain}`);
  if (probe !== answersVersion) throw new UserError(`${file} has answers of version ${JSON.stringify(probe)}, and this konektor reads version ${answersVersion}. Make the probe again with "konektor package --only probe", import it, and copy its answers.`);
  const errors = schemaValidator('probe-answers')(value);
  if (errors.length > 0) throw new UserError(`${file} does not hold the answers of the probe as its flow shows them:\n${told(errors)}\n${copyAgain}`);
  return value as ProbeAnswers; // it fits the schema, which says what the type says
}

const copyAgain = 'Copy the whole output of the flow\'s last step into the file, from the first { to the last }.';

function parsed(text: string, file: string): unknown {
  if (text.trim() === '') throw new UserError(`${file} is empty. ${copyAgain}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}. ${copyAgain}`);
  }
}

function told(errors: readonly SchemaError[]): string {
  const lines = [...new Set(errors.filter(({ keyword }) => keyword !== 'anyOf').map(line))];
  const more = lines.length - toldMistakes;
  return [...lines.slice(0, toldMistakes), ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

function line({ instancePath, keyword, params, data }: SchemaError): string {
  const at = instancePath.slice(1).replaceAll('/', '.');
  const where = at === '' ? '' : `"${at}" `;
  // ajv types the parameters by keyword only in a union that needs its own schema types; they are read by name here.
  const { missingProperty, allowedValues, type } = params as { readonly missingProperty?: string; readonly allowedValues?: readonly unknown[]; readonly type?: string | readonly string[] };
  switch (keyword) {
    case 'required': return `  ${where}lacks "${missingProperty}"`;
    case 'type': return `  ${where}must be ${[type].flat().join(' or ')}, not ${JSON.stringify(data)}`;
    case 'enum': return `  ${where}can be ${(allowedValues ?? []).map(each => JSON.stringify(each)).join(', ')}, not ${JSON.stringify(data)}`;
    case 'pattern': return `  ${where}must be an instant such as 2026-03-02T07:00:12Z, not ${JSON.stringify(data)}`;
    default: return `  ${where}does not fit: ${JSON.stringify(data)}`;
  }
}
