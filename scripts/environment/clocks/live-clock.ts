import { forwardSpan, type PacedClock, type Scheduled } from './clock';

/** Real timers and the real time, as far as the live clock needs them. */
export interface Timers {
  now(): number;
  /** Calls back after real milliseconds; the returned function calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const realTimers: Timers = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Node fires a timer at once that is set beyond this. */
const longestTimer = 2 ** 31 - 1;

interface Job { readonly at: number; readonly run: () => Promise<void> }

/** Time that passes by itself, `speed` times as fast as real time, and can be moved forward besides. */
export class LiveClock implements PacedClock {
  private readonly jobs = new Set<Job>();
  private readonly running = new Set<Promise<void>>();
  private realOrigin: number;
  private callOff: () => void = () => undefined;
  private closed = false;
  private isMoving = false;
  private move: Promise<void> | undefined;

  /** `moving` hears where the clock is about to be moved to, before anything happens there; it must not throw. */
  constructor(private origin: number, private pace = 1, private readonly timers: Timers = realTimers, private readonly moving: (instant: number) => void = () => undefined) {
    checkSpeed(pace);
    this.realOrigin = timers.now();
  }

  get speed(): number {
    return this.pace;
  }

  setSpeed(speed: number): void {
    checkSpeed(speed);
    this.origin = this.now();
    this.realOrigin = this.timers.now();
    this.pace = speed;
    this.arm();
  }

  now(): number {
    return this.origin + Math.floor((this.timers.now() - this.realOrigin) * this.pace);
  }

  at(instant: number, run: () => Promise<void>): Scheduled {
    const job: Job = { at: instant, run };
    this.jobs.add(job);
    this.arm();
    return { cancel: () => { if (this.jobs.delete(job)) this.arm(); } };
  }

  async advanceBy(milliseconds: number): Promise<void> {
    forwardSpan(milliseconds);
    await this.inTurn(() => this.now() + milliseconds);
  }

  /**
   * As on the interface, once the jobs under way have ended; so it must not be awaited within one. Jobs see at least their own
   * instant; time that passes meanwhile comes on top. A second move waits for the first.
   */
  async advanceTo(instant: number): Promise<void> {
    forwardSpan(instant - this.now());
    await this.inTurn(() => instant);
  }

  /** Forgets all jobs and waits for those under way. */
  async close(): Promise<void> {
    this.closed = true;
    this.jobs.clear();
    this.callOff();
    await Promise.all(this.running);
  }

  /** Time has moved when this returns, where nothing is under way and nothing falls due. */
  private async inTurn(target: () => number): Promise<void> {
    while (this.move) await this.move;
    const move = this.moveTo(target());
    const done = (): void => { this.move = undefined; };
    this.move = move.then(done, done);
    await move;
  }

  private async moveTo(instant: number): Promise<void> {
    // Without timers: what they started would be overtaken by the next jump.
    this.isMoving = true;
    this.callOff();
    try {
      // A job that fell due by itself may still be at work, and set the next one only at its end.
      while (this.running.size > 0) await Promise.allSettled(this.running);
      for (let next = this.next(); next !== undefined && next.at <= instant; next = this.next()) {
        this.jumpTo(next.at);
        this.jobs.delete(next);
        await this.start(next);
      }
      this.jumpTo(instant);
    } finally {
      this.isMoving = false;
      this.arm();
    }
  }

  private jumpTo(instant: number): void {
    const ahead = instant - this.now();
    if (ahead <= 0) return;
    this.moving(instant);
    this.origin += ahead;
  }

  private next(): Job | undefined {
    let first: Job | undefined;
    for (const job of this.jobs) if (first === undefined || job.at < first.at) first = job;
    return first;
  }

  private arm(): void {
    this.callOff();
    const next = this.closed || this.isMoving ? undefined : this.next();
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, Math.ceil((next.at - this.now()) / this.pace)), longestTimer);
    this.callOff = this.timers.after(wait, () => this.runDue());
  }

  private runDue(): void {
    const present = this.now();
    for (const job of [...this.jobs].filter(candidate => candidate.at <= present).sort((one, other) => one.at - other.at)) {
      this.jobs.delete(job);
      void this.start(job);
    }
    this.arm();
  }

  private async start(job: Job): Promise<void> {
    const work = job.run();
    this.running.add(work);
    try {
      await work;
    } finally {
      this.running.delete(work);
    }
  }
}

function checkSpeed(speed: number): void {
  if (!Number.isFinite(speed) || speed <= 0) throw new RangeError(`The speed of a clock is a number above 0, not ${speed}.`);
}
