/** A message to a channel or a chat in Microsoft Teams. */
export interface TeamsMessage {
  readonly kind: 'teams';
  readonly to: { readonly kind: 'channel'; readonly team: string; readonly channel: string } | { readonly kind: 'chat'; readonly recipient: string };
  /** `Flow bot` or `User`. */
  readonly postedAs: string;
  readonly subject?: string;
  /** HTML; for a card its JSON. */
  readonly html: string;
  readonly isCard: boolean;
}

/** A mail by Outlook. */
export interface MailMessage {
  readonly kind: 'mail';
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly importance?: string;
}

/** Where a message came from. `at` is milliseconds since 1970 UTC. */
export interface MessageOrigin {
  readonly at: number;
  readonly runKey: string;
  readonly flow: string;
  readonly step: string;
}

export type OutboxMessage = (TeamsMessage | MailMessage) & MessageOrigin;

/** Where messages end that would reach people on the platform. Nothing leaves this machine. */
export interface Outbox {
  /** Takes a message and returns its number, from 1. */
  add(message: OutboxMessage): number;
}

/** An outbox that keeps the last messages in memory. */
export class MemoryOutbox implements Outbox {
  private readonly kept: OutboxMessage[] = [];
  private count = 0;

  constructor(private readonly most = 10_000) {}

  /** Oldest first. */
  get messages(): readonly OutboxMessage[] {
    return this.kept;
  }

  add(message: OutboxMessage): number {
    this.kept.push(message);
    if (this.kept.length > this.most) this.kept.shift();
    return ++this.count;
  }
}
