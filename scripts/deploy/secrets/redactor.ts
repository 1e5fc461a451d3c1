/** Everything that leaves a deployment (messages, events, the journal, a tool's output) goes through one redactor. */
import { DeployError } from '../deploy-error';
import { hidden, Secret } from './secret';

/** Fewer characters occur by chance all over a text, and nobody's key is so short. */
export const shortestSecret = 6;

/** Knows all secrets of this process, and removes them from texts in every form in which programs write them. */
export class Redactor {
  private readonly forms = new Set<string>();
  private pattern: RegExp | undefined;

  /** Makes the value unprintable from now on. Throws DeployError for one too short to be told from other text. */
  keep(value: string, name: string): Secret {
    if (value.length < shortestSecret) throw new DeployError('secret-too-short', `${name} has ${value.length === 0 ? 'no value' : `fewer than ${shortestSecret} characters`}, so it can't be kept out of what is printed. Put the whole secret there.`);
    for (const form of formsOf(value)) this.forms.add(form);
    this.pattern = new RegExp([...this.forms].sort((one, other) => other.length - one.length).map(literally).join('|'), 'g');
    return new Secret(value, name);
  }

  redact(text: string): string {
    return this.pattern === undefined ? text : text.replace(this.pattern, hidden);
  }

  /** The same data with every text in it redacted, names too. */
  redactAll<T>(value: T): T {
    // Texts become texts, and the rest keeps its shape: the type stays.
    if (typeof value === 'string') return this.redact(value) as T;
    if (Array.isArray(value)) return value.map(each => this.redactAll<unknown>(each)) as T;
    if (typeof value === 'object' && value !== null && !(value instanceof Secret)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [this.redact(name), this.redactAll<unknown>(each)])) as T;
    return value;
  }
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** As it is, line by line, inside JSON, in addresses and forms, and in base64 wherever it begins in what was encoded. */
function formsOf(value: string): readonly string[] {
  const trimmed = value.trim();
  const lines = trimmed.split(/\r?\n/).filter(line => line.length >= shortestSecret);
  return [...new Set([value, trimmed, ...lines])].flatMap(text => {
    const escaped = JSON.stringify(text).slice(1, -1);
    const percent = percentEncoded(text);
    return [
      text, escaped, JSON.stringify(escaped).slice(1, -1), escaped.replaceAll('/', '\\/'),
      ...percent, ...percent.map(each => each.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())), ...percent.map(encodeURIComponent),
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'), text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
      ...base64Forms(text),
    ];
  }).filter(form => form.length >= shortestSecret);
}

/** By encodeURIComponent, by forms (a space is a plus), and with the signs that encodeURIComponent leaves as they are. */
function percentEncoded(text: string): readonly string[] {
  const whole = Buffer.from(text).toString(); // encodeURIComponent refuses half a character
  const component = encodeURIComponent(whole);
  const strict = component.replace(/[!'()*~]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [component, strict, encodeURI(whole), new URLSearchParams({ a: whole }).toString().slice(2), strict.replaceAll('%20', '+')];
}

/**
 * Base64 of a text that has the secret inside depends on where it begins there: at the first, second or third byte of a
 * group of three. Only the characters that come of the secret alone are looked for. In base64url too.
 */
function base64Forms(text: string): readonly string[] {
  return (['utf8', 'utf16le'] as const).flatMap(encoding => {
    const bytes = Buffer.from(text, encoding);
    return [0, 1, 2].flatMap(offset => {
      const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
      const own = encoded.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + bytes.length) * 8 / 6));
      return [own, own.replaceAll('+', '-').replaceAll('/', '_'), ...(offset === 0 ? [encoded] : [])];
    });
  });
}
