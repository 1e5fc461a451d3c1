import type { OutboxMessage } from '../flow-run/outbox';
import type { DeliveryRecord, PollRecord } from '../flows/run-recorder';

/** Something that happened in an environment. What changed is named and not copied: who hears of it reads what is there. */
export type EnvironmentEvent =
  | { readonly kind: 'poll'; readonly poll: PollRecord }
  | { readonly kind: 'delivery'; readonly delivery: DeliveryRecord }
  | { readonly kind: 'runStarted' | 'runEnded'; readonly runKey: string }
  | { readonly kind: 'message'; readonly number: number; readonly message: OutboxMessage }
  | { readonly kind: 'connectionChanged'; readonly connectionId: string }
  | { readonly kind: 'flowChanged'; readonly flowId: string }
  | { readonly kind: 'connectorChanged'; readonly connector: string }
  | { readonly kind: 'clockChanged' }
  /** Something that could not be done and that nobody waits for. */
  | { readonly kind: 'problem'; readonly message: string };

/** An event with its number, from 1 in one start, and its instant by the environment's clock. */
export type NumberedEvent = EnvironmentEvent & { readonly id: number; readonly at: number };

/** The last events, and who listens. */
export class EventLog {
  private readonly kept: NumberedEvent[] = [];
  private readonly listeners = new Set<(event: NumberedEvent) => void>();
  private last = 0;

  constructor(private readonly now: () => number, private readonly most = 1_000) {}

  emit(event: EnvironmentEvent): void {
    const numbered = { ...event, id: ++this.last, at: this.now() };
    this.kept.push(numbered);
    if (this.kept.length > 2 * this.most) this.kept.splice(0, this.kept.length - this.most);
    for (const listener of this.listeners) listener(numbered);
  }

  /** The kept events behind one that is known, oldest first. */
  after(id: number): readonly NumberedEvent[] {
    return this.kept.slice(-this.most).filter(event => event.id > id);
  }

  /** Hears every event from now on. A listener must not throw. The returned function ends it. */
  listen(listener: (event: NumberedEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
