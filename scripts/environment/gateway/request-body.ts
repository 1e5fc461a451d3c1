/** Bodies as bytes, by their content type (facts 4.1): JSON, text, content in base64, and the two kinds of form. */
import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue, textOf } from '../json';
import { encoded } from './query-string';

/** One field of a form. A list without `multi` has become one text before. */
export interface FormField { readonly name: string; readonly value: JsonValue; readonly isFile: boolean }

export interface FormBody { readonly contentType: string; readonly body: Uint8Array }

interface Content { readonly type: string; readonly bytes: Uint8Array }

/**
 * Text goes as it is, content in the form that workflows use (`{$content-type, $content}`, base64) as its bytes, everything
 * else as JSON; a text for a JSON body is one that the author wrote as JSON.
 */
export function bodyBytes(value: JsonValue): Uint8Array {
  return contentOf(value)?.bytes ?? Buffer.from(textOfField(value), 'utf8');
}

/** The form's bytes with the content type that says how to read them; undefined for a content type that is none of a form. */
export function formBody(contentType: string, fields: readonly FormField[]): FormBody | undefined {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (type === 'multipart/form-data') return multipart(fields);
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  return { contentType, body: Buffer.from(fields.map(({ name, value }) => `${encoded(name)}=${encoded(textOfField(value))}`).join('&'), 'utf8') };
}

/** RFC 7578. A file is named like its parameter: under which name the platform sends it is not documented. */
function multipart(fields: readonly FormField[]): FormBody {
  const parts = fields.map(({ name, value, isFile }) => {
    const content = contentOf(value) ?? { type: isFile ? 'application/octet-stream' : '', bytes: Buffer.from(textOfField(value), 'utf8') };
    const disposition = `Content-Disposition: form-data; name="${quoted(name)}"${isFile ? `; filename="${quoted(name)}"` : ''}\r\n`;
    return { head: disposition + (content.type === '' ? '' : `Content-Type: ${content.type.replace(/[\r\n]/g, '')}\r\n`), bytes: content.bytes };
  });
  // Made from the parts, so that the same form is the same request, and so that none of them can hold it.
  const boundary = `form-${parts.reduce((hash, { head, bytes }) => hash.update(head).update(bytes), createHash('sha256')).digest('hex').slice(0, 32)}`;
  const pieces = parts.flatMap(({ head, bytes }) => [Buffer.from(`--${boundary}\r\n${head}\r\n`, 'utf8'), bytes, Buffer.from('\r\n', 'utf8')]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`, 'utf8')]) };
}

function contentOf(value: JsonValue): Content | undefined {
  if (!isJsonObject(value)) return undefined;
  const { '$content-type': type, $content: content }: JsonObject = value;
  return typeof content === 'string' ? { type: textOf(type) ?? 'application/octet-stream', bytes: Buffer.from(content, 'base64') } : undefined;
}

const textOfField = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** As browsers write names in a disposition (RFC 7578, 4.2, and the HTML standard): quotes and line ends in percent form. */
const quoted = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
