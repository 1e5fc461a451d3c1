/** `sliding`: at most so many in any 60 s. `fixed`: in each minute of the clock. `off`: any number. */
export type RateWindow = 'sliding' | 'fixed' | 'off';

const minute = 60_000;

/** Counts the calls of each connection by the environment's clock. Refused calls don't count. */
export class CallRate {
  /** Instants of the last calls, oldest first from `next` on, once the ring is full. */
  private readonly rings = new Map<string, { readonly instants: number[]; next: number }>();
  private readonly minutes = new Map<string, { at: number; calls: number }>();

  constructor(private readonly most: number) {}

  /** Lets a call through, or says in how many milliseconds the next one may come. */
  take(connectionId: string, now: number, window: RateWindow): number | undefined {
    if (window === 'off' || !Number.isFinite(this.most)) return undefined;
    return window === 'sliding' ? this.takeSliding(connectionId, now) : this.takeFixed(connectionId, now);
  }

  forget(connectionId: string): void {
    this.rings.delete(connectionId);
    this.minutes.delete(connectionId);
  }

  private takeSliding(connectionId: string, now: number): number | undefined {
    const ring = this.rings.get(connectionId) ?? { instants: [], next: 0 };
    this.rings.set(connectionId, ring);
    const oldest = ring.instants.length < this.most ? undefined : ring.instants[ring.next];
    if (oldest !== undefined && now - oldest < minute) return oldest + minute - now;
    ring.instants[ring.next] = now;
    ring.next = (ring.next + 1) % this.most;
    return undefined;
  }

  private takeFixed(connectionId: string, now: number): number | undefined {
    const at = Math.floor(now / minute);
    const present = this.minutes.get(connectionId);
    const counted = present?.at === at ? present : { at, calls: 0 };
    this.minutes.set(connectionId, counted);
    if (counted.calls >= this.most) return (at + 1) * minute - now;
    counted.calls += 1;
    return undefined;
  }
}
