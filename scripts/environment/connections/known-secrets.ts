import type { Credential } from '../gateway/authentication';
import { redacted } from './redaction';

/** What one connection was filled in with, and what of it nobody may see. */
interface Filled { readonly all: readonly string[]; readonly secret: readonly string[] }

/** Credentials of a connection that are remembered: those of about a day of hourly tokens, for what was recorded with one may be shown after it was renewed. */
const mostRemembered = 48;

/** The secrets of the connections at a gateway, for everything that is shown or recorded. */
export class KnownSecrets {
  private readonly filled = new Map<string, Filled>();
  private readonly granted = new Map<string, readonly string[]>();
  /** Made anew after a change alone: a history asks once for each text in it. */
  private lists: Filled | undefined;

  fill(connectionId: string, filled: Filled): void {
    this.filled.set(connectionId, filled);
    this.lists = undefined;
  }

  /** The credentials of a call, tokens among them. */
  grant(connectionId: string, credentials: readonly Credential[]): void {
    const known = this.granted.get(connectionId) ?? [];
    const fresh = credentials.flatMap(({ value }) => [value, value.replace(/^(?:Bearer|Basic) /, '')]).filter(value => !known.includes(value));
    if (fresh.length === 0) return;
    this.granted.set(connectionId, [...known, ...fresh].slice(-mostRemembered));
    this.lists = undefined;
  }

  forget(connectionId: string): void {
    this.filled.delete(connectionId);
    this.granted.delete(connectionId);
    this.lists = undefined;
  }

  /** Without anything that was filled in or granted. */
  redacted(text: string): string {
    return redacted(text, this.known.all);
  }

  /** Without secrets: values that are none stay. */
  withoutSecrets(text: string): string {
    return redacted(text, this.known.secret);
  }

  private get known(): Filled {
    return (this.lists ??= { all: this.listOf('all'), secret: this.listOf('secret') });
  }

  private listOf(part: keyof Filled): readonly string[] {
    return [...new Set([...[...this.filled.values()].flatMap(each => each[part]), ...[...this.granted.values()].flat()])];
  }
}
