/** Examples whose text itself is damaged, read as a file would be. */
import { readDocument } from '../reading/read-document';
import type { SubjectDocument } from '../subject';
import { subjectOf, type Example } from './example';
import { smallProperties, smallReadme } from './small-connector';

/**
 * A definition with exactly this text, or these bytes. The repairs that the reader offers are left out: an example's fix
 * is applied to values, and a repair changes none. `rules-text.test.ts` applies them to the texts.
 */
export function asText(text: string, bytes: Uint8Array = Buffer.from(text)): Example {
  const read = readDocument('apiDefinition.swagger.json', bytes);
  const definition: SubjectDocument = { ...read, damage: read.damage.map(({ kind, offset, length, detail, first }) => ({ kind, offset, length, detail, ...(first ? { first } : {}) })) };
  return { shown: text, language: 'text', base: '', subject: { ...subjectOf({ properties: smallProperties(), readme: smallReadme }), definition } };
}
