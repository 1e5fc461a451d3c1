/** How much a zip may hold. A solution of ours is below 2 MB; the platform takes solutions of up to 95 MB (Microsoft, solution limits). */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, unpacked. */
  readonly entrySize: number;
  /** Bytes of all entries together, unpacked. */
  readonly totalSize: number;
  /** How many times larger an entry may be than its packed form; text packs to about a tenth, a bomb to a thousandth. */
  readonly ratio: number;
}

export const zipLimits: ZipLimits = { entries: 20_000, entrySize: 100_000_000, totalSize: 500_000_000, ratio: 400 };
/** Below this size the ratio says nothing: a file of one repeated character is small whatever it grows from. */
export const ratioFrom = 1_000_000;
