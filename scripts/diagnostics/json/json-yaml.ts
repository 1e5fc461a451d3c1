/** YAML documents that hold what JSON could hold. The parser is loaded when the first one is met: most connectors have none. */
import type * as Yaml from 'yaml';
import { nestsTooDeeply } from './json-yaml-depth';

// An import would load it at once. The cast says what require cannot.
const yaml = (): typeof Yaml => require('yaml') as typeof Yaml;

/** The parser's functions for telling nodes apart. */
export const yamlNodes = (): Pick<typeof Yaml, 'isAlias' | 'isCollection' | 'isMap' | 'isScalar' | 'isSeq' | 'visit'> => yaml();

/**
 * Parses the first document of a text; what is wrong with it stands in its `errors`. Names that come twice are allowed
 * here, because looking for them in the parser takes time that grows with the square of their number. Undefined when the
 * text is nested so deeply that the parser, which calls itself for every level, could run out of stack and end the process.
 * (At a quieter log level a second document would be no error.)
 */
export function parseYaml(text: string): Yaml.Document.Parsed | undefined {
  const { CST, Lexer, parseDocument } = yaml();
  if (nestsTooDeeply(text, () => new Lexer().lex(text), CST.tokenType)) return undefined;
  return parseDocument(text, { uniqueKeys: false, merge: true, prettyErrors: false, logLevel: 'error' });
}

/** The name that a key has in JSON, where every name is a text; undefined for a list, an object or an alias. */
export function nameOfKey(key: unknown): string | undefined {
  if (!yamlNodes().isScalar(key)) return undefined;
  return key.value === null ? '' : String(key.value);
}
