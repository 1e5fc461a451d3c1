import { type AdvanceableClock, forwardSpan, type Scheduled } from './clock';
import { EventQueue } from '../flows/event-queue';

interface Job { readonly run: () => Promise<void>; cancelled: boolean }

/**
 * Time that stands still until it is moved: months of polling take as long as the polls do. Jobs run one after another,
 * so that the same story always plays in the same order.
 */
export class VirtualClock implements AdvanceableClock {
  private readonly queue = new EventQueue<Job>();
  private advancing = false;
  private onPush: () => void = () => undefined;

  constructor(private present: number) {}

  now(): number {
    return this.present;
  }

  at(instant: number, run: () => Promise<void>): Scheduled {
    const job: Job = { run, cancelled: false };
    this.queue.push(Math.max(instant, this.present), job);
    this.onPush();
    return { cancel: () => void (job.cancelled = true) };
  }

  async advanceBy(milliseconds: number): Promise<void> {
    await this.advanceTo(this.present + forwardSpan(milliseconds));
  }

  async advanceTo(instant: number): Promise<void> {
    forwardSpan(instant - this.present);
    await this.exclusively(async () => {
      while ((this.queue.nextAt() ?? Infinity) <= instant) await this.runNext();
      this.present = instant;
    });
  }

  /**
   * Moves time just as far as a piece of work needs that is done in jobs of this clock, and returns its result.
   * Rejects where the work still waits after `limitMs` of virtual time. Other jobs that fall due meanwhile run too.
   */
  async runUntil<T>(work: Promise<T>, limitMs: number): Promise<T> {
    const limit = this.present + forwardSpan(limitMs);
    let settled = false;
    const watched = work.then(() => void (settled = true), () => void (settled = true));
    await this.exclusively(async () => {
      for (;;) {
        // The end of a job reaches the work's promise only in later microtasks.
        await new Promise(resolve => setImmediate(resolve));
        if (settled) return;
        const next = this.queue.nextAt();
        if (next === undefined) await Promise.race([watched, new Promise<void>(resolve => (this.onPush = resolve))]);
        else if (next > limit) throw new Error(`The work still waits after ${limitMs / 1000} s of virtual time.`);
        else await this.runNext();
      }
    });
    return work;
  }

  private async runNext(): Promise<void> {
    const at = this.queue.nextAt() ?? this.present;
    const job = this.queue.pop();
    if (job === undefined || job.cancelled) return;
    this.present = Math.max(this.present, at);
    await job.run();
  }

  /** Two that move time at once would each see jobs of the other as past. */
  private async exclusively(work: () => Promise<void>): Promise<void> {
    if (this.advancing) throw new Error('The clock is being moved already; wait for that to end, and do not move it from within a job.');
    this.advancing = true;
    try {
      await work();
    } finally {
      this.advancing = false;
    }
  }
}
