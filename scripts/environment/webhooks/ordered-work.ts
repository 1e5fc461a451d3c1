import type { Clock } from '../clocks/clock';

/** Work that is done one piece after another, and may pause on the clock. A piece that fails is told, and the next one begins. */
export class OrderedWork {
  private last: Promise<void> = Promise.resolve();
  private pieces = 0;
  private pause: { readonly until: number; readonly interrupt: () => void } | undefined;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly clock: Clock, private readonly onFailure: (error: unknown) => void) {}

  add(piece: () => Promise<void>): void {
    this.pieces++;
    this.last = this.last.then(piece).catch(this.onFailure).finally(() => {
      this.pieces--;
      if (this.pieces === 0) this.tell();
    });
  }

  /** Waits within a piece; resolves false where it was interrupted. The clock goes on only when the work pauses again, or ends. */
  pauseUntil(instant: number): Promise<boolean> {
    return new Promise(resolve => {
      const end = (isOver: boolean): void => {
        this.pause = undefined;
        resolve(isOver);
      };
      const scheduled = this.clock.at(instant, () => {
        end(true);
        return this.quiet();
      });
      this.pause = { until: instant, interrupt: () => { scheduled.cancel(); end(false); } };
      this.tell();
    });
  }

  interrupt(): void {
    this.pause?.interrupt();
  }

  get isIdle(): boolean {
    return this.pieces === 0;
  }

  /** Until when it pauses; undefined where it does not. */
  get pausedUntil(): number | undefined {
    return this.pause?.until;
  }

  /** Resolves when everything is done, or what is not waits for the clock. */
  quiet(): Promise<void> {
    if (this.pieces === 0 || this.pause) return Promise.resolve();
    return new Promise(resolve => this.listeners.push(resolve));
  }

  private tell(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }
}
