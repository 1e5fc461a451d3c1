import { decodedText } from '../gateway/decoded-text';
import { isJsonObject, type JsonValue } from '../json';

/** Shorter values are too common in addresses and texts to be told from chance, and no secrets. */
const shortestSecret = 6;

/**
 * Replaces the given secrets by `***`, also where they stand encoded, over and over if need be: percent-encoded, as in a form, escaped
 * as in JSON, as in HTML, and whole in base64. For everything that is shown or recorded.
 */
export function redacted(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(secret => secret.length >= shortestSecret);
  // Letters and digits stand for themselves in every encoding but base64, so that most texts are done with after one search a secret.
  const present = long.filter(secret => text.includes(formsOf(secret).core));
  const hidden = present.length === 0 ? text : withoutRanges(text, present);
  return long.flatMap(secret => formsOf(secret).base64).reduce((result, form) => (result.includes(form) ? result.replaceAll(form, '***') : result), hidden);
}

/** The value with every text in it, names included, as `redact` shows it. */
export function withoutSecrets(value: JsonValue, redact: (text: string) => string): JsonValue {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutSecrets(item, redact));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [redact(name), each === undefined ? undefined : withoutSecrets(each, redact)]));
}

/** Where the secrets stand in what the text comes to decoded; ranges that touch or overlap are hidden as one. */
function withoutRanges(text: string, secrets: readonly string[]): string {
  const { text: decoded, origin } = decodedText(text);
  const ranges = secrets.flatMap(secret => {
    const wanted = decodedText(secret).text;
    const found: { from: number; to: number }[] = [];
    if (wanted !== '') for (let at = decoded.indexOf(wanted); at >= 0; at = decoded.indexOf(wanted, at + wanted.length)) found.push({ from: origin(at), to: origin(at + wanted.length) });
    return found;
  }).sort((one, other) => one.from - other.from);
  let result = '';
  let done = 0;
  for (const { from, to } of ranges) {
    if (from >= done) result += `${text.slice(done, from)}***`;
    done = Math.max(done, to);
  }
  return result + text.slice(done);
}

interface Forms { readonly core: string; readonly base64: readonly string[] }

/** Made once for each of the last secrets: histories ask for the same ones with every text in them. */
const known = new Map<string, Forms>();
const mostKnown = 1_000;

function formsOf(secret: string): Forms {
  const present = known.get(secret);
  if (present) return present;
  const bytes = Buffer.from(secret, 'utf8');
  const forms: Forms = {
    core: (secret.match(/[A-Za-z0-9]+/g) ?? []).reduce((longest, run) => (run.length > longest.length ? run : longest), ''),
    base64: [...new Set([bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')])],
  };
  if (known.size >= mostKnown) known.clear();
  known.set(secret, forms);
  return forms;
}
