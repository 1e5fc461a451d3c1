import type { HeaderLine, LogEntry } from '../../script-host';
import type { Credential } from './authentication';
import type { HttpRequest, HttpResponse } from './http-message';
import { type JsonValue, jsonOf } from '../json';
import { decoded, queryParts, splitAddress, withQuery } from './query-string';
import { redacted, withoutSecrets } from '../connections/redaction';

/** A body as it is shown. */
export type Content =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'binary'; readonly base64: string; readonly length: number }
  | { readonly kind: 'omitted'; readonly length: number };

/** A request without its secrets. */
export interface ShownRequest { readonly method: string; readonly uri: string; readonly headers: readonly HeaderLine[]; readonly body?: Content }
export interface ShownAnswer { readonly status: number; readonly headers: readonly HeaderLine[]; readonly body?: Content }
/** A call behind the pipeline. Durations are real milliseconds. */
export interface ShownCall { readonly method: string; readonly uri: string; readonly status?: number; readonly error?: string; readonly durationMs?: number }

interface ShownPolicy<Message> { readonly templateId: string; readonly title: string; readonly changed: boolean; readonly before: Message; readonly after?: Message; readonly problem?: string; readonly calls: readonly ShownCall[] }

/** One stage of the pipeline as a test call shows it, without secrets. */
export type Stage =
  | { readonly kind: 'request'; readonly message: ShownRequest }
  | { readonly kind: 'credentials'; readonly credentials: readonly { readonly in: 'header' | 'query'; readonly name: string; readonly value: string }[] }
  | ({ readonly kind: 'requestPolicy' } & ShownPolicy<ShownRequest>)
  | { readonly kind: 'customCode'; readonly outcome: 'response' | 'failed'; readonly durationMs: number; readonly sends: readonly ShownCall[]; readonly logs: readonly LogEntry[]; readonly answer?: ShownAnswer; readonly problem?: string }
  | { readonly kind: 'backend'; readonly request: ShownRequest; readonly answer?: ShownAnswer; readonly durationMs: number; readonly problem?: string }
  | ({ readonly kind: 'responsePolicy'; readonly section: 'Response' | 'Failure' } & ShownPolicy<ShownAnswer>)
  | { readonly kind: 'answer'; readonly answer: ShownAnswer };

/** Sees the stages of one call in their order. */
export type PipelineWatch = (stage: Stage) => void;

/** A longer body is told by its length: a person looks at the first screen of it at most. */
const longestShown = 1_000_000;

/** Shows messages of one call: what the connection filled in or was granted, and every credential whatever its length, as `***`. */
export class MessageView {
  constructor(private readonly secrets: readonly string[], private readonly credentials: readonly Credential[]) {}

  request({ method, uri, headers, body }: HttpRequest): ShownRequest {
    return { method, uri: this.address(uri), headers: this.lines(headers), ...(body === undefined || body.length === 0 ? {} : { body: contentOf(body, this.redact) }) };
  }

  answer({ status, headers, body }: HttpResponse): ShownAnswer {
    return { status, headers: this.lines(headers), ...(body.length === 0 ? {} : { body: contentOf(body, this.redact) }) };
  }

  readonly redact = (text: string): string => redacted(text, this.secrets);

  private address(uri: string): string {
    const { path, query } = splitAddress(uri);
    const parts = queryParts(query).map(part => (this.isCredential('query', decoded(part.name)) ? { ...part, value: '***' } : part));
    return this.redact(withQuery(path, parts));
  }

  private lines(headers: readonly HeaderLine[]): readonly HeaderLine[] {
    return headers.map(([name, value]) => [name, this.isCredential('header', name) ? '***' : this.redact(value)]);
  }

  private isCredential(place: Credential['in'], name: string): boolean {
    return this.credentials.some(credential => credential.in === place && credential.name.toLowerCase() === name.toLowerCase());
  }
}

/** A body as JSON where it is some, else as text where it is UTF-8, else as bytes. */
export function contentOf(bytes: Uint8Array, redact: (text: string) => string): Content {
  if (bytes.length > longestShown) return { kind: 'omitted', length: bytes.length };
  const json = jsonOf(bytes);
  if (json !== undefined) return { kind: 'json', value: withoutSecrets(json, redact) };
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { kind: 'text', value: redact(text) } : { kind: 'binary', base64: Buffer.from(bytes).toString('base64'), length: bytes.length };
}

/** Whether two shown messages differ. */
export const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
