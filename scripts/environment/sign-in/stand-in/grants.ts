import { createHash } from 'node:crypto';

/** A token that was given out. Only its digest is kept: a token is 256 random bits, so nobody finds it from that. */
export interface IssuedToken { readonly digest: string; readonly expiresAt: number }

/** One sign-in at the stand-in, of a person or an application, with everything that is valid by it. Instants are milliseconds. */
export interface Grant {
  readonly id: string;
  /** Host of the provider that was stood in for. */
  readonly provider: string;
  readonly clientId: string;
  /** Who signed in; absent for an application. */
  readonly account?: string;
  /** What the account or application may do, as services that ask the stand-in see it. */
  readonly role?: string;
  readonly tenant: string;
  /** What its tokens are meant for; absent where none was asked for. */
  readonly resource?: string;
  readonly scope: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
  readonly access: readonly IssuedToken[];
  readonly refresh: readonly IssuedToken[];
}

/** Where the stand-in keeps its grants. */
export interface Grants {
  get(id: string): Grant | undefined;
  put(grant: Grant): void;
  remove(id: string): void;
  /** Oldest first. */
  list(): readonly Grant[];
}

/** Grants that end with the process. */
export class MemoryGrants implements Grants {
  private readonly kept = new Map<string, Grant>();

  get(id: string): Grant | undefined {
    return this.kept.get(id);
  }

  put(grant: Grant): void {
    this.kept.set(grant.id, grant);
  }

  remove(id: string): void {
    this.kept.delete(id);
  }

  list(): readonly Grant[] {
    return [...this.kept.values()];
  }
}

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
