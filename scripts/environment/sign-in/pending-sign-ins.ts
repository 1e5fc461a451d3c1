import { randomBytes } from 'node:crypto';

/** What began with a person being sent to a provider, by a name that only this browser journey knows. Each is taken once. */
export class Pending<Entry> {
  private readonly entries = new Map<string, Entry>();

  /** A person may take any time, so nothing ends by the clock; of too many, the oldest go. */
  constructor(private readonly most = 200) {}

  /** Keeps an entry under a new name of 256 random bits. */
  keep(entry: Entry): string {
    const name = randomBytes(32).toString('base64url');
    this.entries.set(name, entry);
    for (const oldest of [...this.entries.keys()].slice(0, -this.most)) this.entries.delete(oldest);
    return name;
  }

  get(name: string): Entry | undefined {
    return this.entries.get(name);
  }

  take(name: string): Entry | undefined {
    const entry = this.entries.get(name);
    this.entries.delete(name);
    return entry;
  }
}
