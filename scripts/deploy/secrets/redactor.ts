/** Everything that leaves a deployment (messages, events, the journal, a tool's output) goes through one redactor. */
import { DeployError } from '../deploy-error';
import { hidden, Secret } from './secret';

/** Fewer characters occur by chance all over a text, and nobody's key is so short. */
export const shortestSecret = 6;

/** What a tool puts into a long word that has no room on its line, and what JSON makes of that. */
const gaps = /(?:\s|\\+[rn])+/g;
/** Stands at the end of a text that was cut to be shown. */
const cut = '…';

/** Knows all secrets of this process, and removes them from texts in every form in which programs write them. */
export class Redactor {
  private readonly forms = new Set<string>();
  private pattern: RegExp | undefined;
  /** The forms without their own gaps, for texts whose gaps have been taken out. */
  private joinedForms: readonly string[] = [];
  private joinedPattern: RegExp | undefined;

  /** Makes the value unprintable from now on. Throws DeployError for one too short to be told from other text. */
  keep(value: string, name: string): Secret {
    if (value.length < shortestSecret) throw new DeployError('secret-too-short', `${name} has ${value.length === 0 ? 'no value' : `fewer than ${shortestSecret} characters`}, so it can't be kept out of what is printed. Put the whole secret there.`);
    for (const form of formsOf(value)) this.forms.add(form);
    this.pattern = anyOf([...this.forms]);
    this.joinedForms = [...new Set([...this.forms].map(form => form.replace(gaps, '')))].filter(form => form.length >= shortestSecret);
    this.joinedPattern = anyOf(this.joinedForms);
    return new Secret(value, name);
  }

  redact(text: string): string {
    const { pattern, joinedPattern } = this;
    if (pattern === undefined || joinedPattern === undefined) return text;
    const whole = text.replace(pattern, hidden);
    const unbroken = withoutRanges(whole, joined => [...joined.matchAll(joinedPattern)].map(found => [found.index, found.index + found[0].length]));
    return unbroken.includes(cut) ? withoutRanges(unbroken, joined => cutRanges(joined, this.joinedForms)) : unbroken;
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

/** Longer ones first, so that of one that begins like another nothing is left. */
const anyOf = (forms: readonly string[]): RegExp => new RegExp([...forms].sort((one, other) => other.length - one.length).map(literally).join('|') || '(?!)', 'g');
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** From and to, in the text without its gaps. */
type Range = readonly [number, number];

/** Hides what `find` finds in the text without its gaps, wherever the gaps are. */
function withoutRanges(text: string, find: (joined: string) => readonly Range[]): string {
  const places: number[] = [];
  let [joined, from] = ['', 0];
  const take = (to: number): void => { for (let at = from; at < to; at++) places.push(at); joined += text.slice(from, to); };
  for (const { 0: gap, index } of text.matchAll(gaps)) { take(index); from = index + gap.length; }
  take(text.length);
  // From the end, so that what is in front keeps its place.
  return [...find(joined)].reverse().reduce((left, [start, end]) => `${left.slice(0, places[start])}${hidden}${left.slice(places[end - 1]! + 1)}`, text); // ranges lie in `joined`
}

/** The beginnings of forms right before a cut. */
function cutRanges(joined: string, forms: readonly string[]): readonly Range[] {
  return [...joined.matchAll(/…/g)].flatMap(({ index }) => {
    const longest = Math.max(0, ...forms.map(form => longestBeginning(form, joined.slice(Math.max(0, index - form.length), index))));
    return longest === 0 ? [] : [[index - longest, index] as const];
  });
}

/** How many characters of the form the text ends with; 0 for fewer than tell a secret. */
function longestBeginning(form: string, text: string): number {
  const last = text.at(-1);
  for (let length = Math.min(form.length, text.length); length >= shortestSecret; length--) if (form[length - 1] === last && text.endsWith(form.slice(0, length))) return length;
  return 0;
}

/** As it is, line by line, inside JSON, in addresses and forms, and in base64 wherever it begins in what was encoded. */
function formsOf(value: string): readonly string[] {
  const trimmed = value.trim();
  const lines = trimmed.split(/\r?\n/).filter(line => line.length >= shortestSecret);
  return [...new Set([value, trimmed, ...lines])].flatMap(text => {
    const escaped = JSON.stringify(text).slice(1, -1);
    const inJson = [escaped, escaped.replaceAll('/', '\\/'), ...unicodeEscaped(escaped)];
    const percent = percentEncoded(text);
    return [
      text, ...inJson, ...inJson.map(each => JSON.stringify(each).slice(1, -1)),
      ...percent, ...percent.map(each => each.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())), ...percent.map(encodeURIComponent),
      ...inMarkup(text), ...base64Forms(text),
    ];
  }).filter(form => form.length >= shortestSecret);
}

/** JSON of writers that keep to ASCII (Python), or escape whatever means something in a page (.NET, Go); with small letters or capitals. */
function unicodeEscaped(escaped: string): readonly string[] {
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = escaped.replace(/[^\x20-\x7e]/g, code);
  const page = escaped.replaceAll('\\"', '"').replace(/[^\x20-\x7e]|["&'+<>`]/g, code);
  const go = escaped.replace(/[&<>]/g, code);
  return [ascii, page, go].flatMap(each => [each, each.replace(/\\u[0-9a-f]{4}/g, written => `\\u${written.slice(2).toUpperCase()}`)]);
}

function inMarkup(text: string): readonly string[] {
  const common = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [common, ...['&apos;', '&#39;', '&#x27;'].map(apostrophe => common.replaceAll('"', '&quot;').replaceAll("'", apostrophe))];
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
      const found = [own, ...(offset === 0 ? [encoded, encoded.replace(/=+$/, '')] : [])];
      return [...found, ...found.map(each => each.replaceAll('+', '-').replaceAll('/', '_'))];
    });
  });
}
