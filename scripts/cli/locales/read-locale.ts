/** A locale file: `language`, `name`, `texts`, and `places` where one text needs two translations. Reading is strict. */
import { LineCounter, isAlias, isMap, isNode, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Diagnostic, Where } from '../../diagnostics/diagnostic';
import { nearestName } from '../../diagnostics/nearest-name';
import type { Locale, LocaleEntry } from '../../generate/locale/locale';

export interface ReadLocale { readonly locale?: Locale; readonly diagnostics: readonly Diagnostic[] }

const keys = ['language', 'name', 'texts', 'places'] as const;

/** Language, script where it matters, region: id-ID, sr-Latn-CS (BCP 47). */
const tagForm = /^[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|\d{3})$/;

/** Reads the text of a locale file; every mistake becomes a finding with its line and column, and then there is no locale. */
export function readLocale(text: string, file: string): ReadLocale {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reader = new LocaleReader(file, offset => { const { line, col } = lines.linePos(offset); return { kind: 'file', file, line, column: col }; });
  if (document.errors.length > 0) {
    return { diagnostics: document.errors.map(error => (error.code === 'DUPLICATE_KEY'
      ? problem('locale-entry-twice', 'This text stands in the file twice.', 'Keep one of the two translations.', reader.at(error.pos[0]))
      : problem('locale-syntax', `This is not YAML: ${error.message.replace(/\.?\s*$/, '')}.`, 'Mend the line. A text with a colon and a blank, a "#" after a blank, or quotes at its beginning needs quotes around it.', reader.at(error.pos[0])))) };
  }
  const locale = reader.locale(document.contents);
  return reader.found.length > 0 || !locale ? { diagnostics: reader.found } : { locale, diagnostics: [] };
}

const problem = (code: string, what: string, todo: string, where: Where): Diagnostic =>
  ({ code, severity: 'error', what, why: 'A locale file holds the language, what it calls itself, and a translation for each text.', todo, where });

class LocaleReader {
  readonly found: Diagnostic[] = [];

  constructor(private readonly file: string, readonly at: (offset: number) => Where) {}

  locale(root: Node | null): Locale | undefined {
    if (!isMap(root)) { this.shape('The file is no list of names and values.', 'Begin with language: and name:, then texts:.', root); return undefined; }
    for (const { key } of root.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (keys.some(each => each === name)) continue;
      const meant = nearestName(name, keys);
      this.shape(`A locale file has no "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`, `Write one of: ${keys.join(', ')}.`, nodeOf(key));
    }
    const language = this.word(root, 'language', 'language: id-ID');
    const name = this.word(root, 'name', 'name: Bahasa Indonesia');
    const texts = pairOf(root, 'texts');
    if (!texts) this.shape('The file has no texts.', 'Write texts: and below it each English text with its translation.', root);
    if (language && !tagForm.test(language.value)) this.shape(`"${language.value}" is no language with its region.`, 'Write it as BCP 47 has it, such as id-ID.', language.node);
    const entries = texts ? this.entries(texts) : new Map<string, LocaleEntry>();
    const places = this.places(pairOf(root, 'places'));
    if (!language || !name || !texts) return undefined;
    return { language: language.value, name: name.value, texts: entries, places, where: { language: this.where(language.node), texts: this.where(nodeOf(texts.key)) } };
  }

  private places(pair: Pair | undefined): Locale['places'] {
    if (!pair || isEmpty(pair.value)) return new Map();
    if (!isMap(pair.value)) { this.shape('"places" is no list of places.', 'Write an operation, operation/parameter or a JSON pointer, and below it texts with translations.', nodeOf(pair.key)); return new Map(); }
    return new Map(pair.value.items.flatMap(place => {
      const name = this.text(place.key);
      return name === undefined ? [] : [[name, this.entries(place)] as const];
    }));
  }

  /** Texts with translations; a translation that is left out is empty. */
  private entries({ key, value }: Pair): ReadonlyMap<string, LocaleEntry> {
    if (isEmpty(value)) return new Map();
    if (!isMap(value)) { this.shape('Here belong texts with their translations.', 'Write each English text, a colon and its translation on a line.', nodeOf(key)); return new Map(); }
    return new Map(value.items.flatMap(item => {
      const source = this.text(item.key);
      const translation = isEmpty(item.value) ? '' : this.text(item.value);
      return source === undefined || translation === undefined ? [] : [[source, { source, translation, where: this.where(nodeOf(item.key)) }] as const];
    }));
  }

  private word(root: YAMLMap, name: 'language' | 'name', example: string): { readonly value: string; readonly node: Node } | undefined {
    const pair = pairOf(root, name);
    if (!pair || isEmpty(pair.value)) { this.shape(`The file does not say its ${name}.`, `Write ${example}.`, pair ? nodeOf(pair.key) : root); return undefined; }
    const value = this.text(pair.value);
    return value === undefined ? undefined : { value, node: nodeOf(pair.value)! };
  }

  private text(node: unknown): string | undefined {
    if (isScalar(node) && typeof node.value === 'string') return node.value;
    if (isAlias(node)) this.shape('An alias is no text.', 'Write the text itself.', node);
    else if (isScalar(node)) this.shape(`${JSON.stringify(node.value)} is no text in YAML.`, `Put it in quotes: "${String(node.value)}".`, node);
    else this.shape('Here belongs one text.', 'Write the text, in quotes where it has a colon and a blank.', nodeOf(node));
    return undefined;
  }

  private shape(what: string, todo: string, node: Node | null | undefined): void {
    this.found.push(problem('locale-shape', what, todo, this.where(node)));
  }

  private where(node: Node | null | undefined): Where {
    return node?.range ? this.at(node.range[0]) : { kind: 'file', file: this.file };
  }
}

/** The pair with that key. */
export const pairOf = (map: YAMLMap, name: string): Pair | undefined => map.items.find(({ key }) => isScalar(key) && key.value === name);
const isEmpty = (value: unknown): boolean => value === null || value === undefined || (isScalar(value) && value.value === null);
const nodeOf = (value: unknown): Node | undefined => (isNode(value) ? value : undefined);
