/** From the bytes of a file to a document that rules can look at. */
import type { SubjectDocument } from '../subject';
import { decodeText } from './decode-text';
import { readJson } from './read-json';
import { readYaml } from './read-yaml';

/**
 * Reads a document, as YAML when its name ends in .yaml or .yml and as JSON otherwise. Whatever the bytes are, it answers:
 * what is wrong is in `damage`, sorted by place, and `value` is what a person would read all the same. `text` is what
 * stands in the file without its byte-order mark; offsets count in it, and it is always there.
 */
export function readDocument(file: string, bytes: Uint8Array): SubjectDocument {
  const { text, damage } = decodeText(bytes);
  const syntax = /\.ya?ml$/i.test(file) ? 'yaml' : 'json';
  const read = syntax === 'yaml' ? readYaml(text) : readJson(text);
  return { file, syntax, text, bytes: bytes.byteLength, value: read.value, damage: [...damage, ...read.damage].sort((one, other) => one.offset - other.offset || one.length - other.length) };
}
