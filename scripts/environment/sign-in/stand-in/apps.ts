import { timingSafeEqual } from 'node:crypto';
import { digestOf } from './grants';
import { OAuthRefusal } from './oauth-refusal';

/** An application whose secret is checked. */
export interface StandInApp { readonly clientId: string; readonly secret: string; readonly role?: string; readonly secretExpired?: boolean }

/** The applications that the stand-in knows. One that is not registered may sign in with any secret, unless others are refused. */
export class Apps {
  private readonly registered = new Map<string, StandInApp>();

  constructor(apps: readonly StandInApp[], private readonly others: 'accept' | 'refuse') {
    for (const app of apps) this.register(app);
  }

  /** Registers an application, or changes it: its secret is checked from now on. */
  register(app: StandInApp): void {
    this.registered.set(app.clientId, app);
  }

  /** Throws OAuthRefusal 'unknownApp'. */
  known(clientId: string): StandInApp | undefined {
    const app = this.registered.get(clientId);
    if (!app && this.others === 'refuse') throw new OAuthRefusal('unknownApp');
    return app;
  }

  /** Throws OAuthRefusal 'unknownApp', 'missingSecret', 'wrongSecret' or 'expiredSecret'. */
  checkSecret(clientId: string, secret: string | undefined): void {
    const app = this.known(clientId);
    if (!app) return;
    if (secret === undefined || secret === '') throw new OAuthRefusal('missingSecret');
    if (!sameText(digestOf(secret), digestOf(app.secret))) throw new OAuthRefusal('wrongSecret');
    if (app.secretExpired) throw new OAuthRefusal('expiredSecret');
  }
}

/** Compares without telling by the time it takes how much is the same. */
export function sameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
