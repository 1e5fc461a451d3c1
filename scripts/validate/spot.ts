import { escapedPointerKey } from '../diagnostics/json/json-pointer';
import type { Part } from './subject';

/**
 * A place inside a document, as a chain towards the root. The walk makes one for every node it enters; the JSON pointer
 * is spelt only for a finding.
 */
export class Spot {
  readonly part: Part;
  private readonly parent: Spot | undefined;
  readonly key: string | number;
  /** The pointer, once it was asked for: the places below this one begin with it. */
  private spelt: string | undefined;

  /** `above` is the place above, or for a root the document that it is the root of. */
  constructor(above: Spot | Part, key: string | number) {
    this.part = typeof above === 'string' ? above : above.part;
    this.parent = typeof above === 'string' ? undefined : above;
    this.key = key;
    this.spelt = undefined;
  }

  /** The place below this one. */
  at(key: string | number, ...deeper: readonly (string | number)[]): Spot {
    let spot: Spot = new Spot(this, key);
    for (let position = 0; position < deeper.length; position += 1) spot = new Spot(spot, deeper[position] as string | number); // position < length
    return spot;
  }

  /** The place above; undefined for the root. */
  up(): Spot | undefined { return this.parent; }

  /** The keys from the root to here. */
  path(): readonly (string | number)[] {
    const path: (string | number)[] = [];
    for (let spot: Spot = this; spot.parent; spot = spot.parent) path.push(spot.key);
    return path.reverse();
  }

  /** The JSON pointer (RFC 6901); the root's is empty. */
  pointer(): string {
    if (this.spelt !== undefined) return this.spelt;
    // Upwards to what is spelt already, without recursion: a document may be as deep as its file is long.
    const waiting: Spot[] = [];
    let spot: Spot = this;
    for (; spot.parent && spot.spelt === undefined; spot = spot.parent) waiting.push(spot);
    let pointer = spot.spelt ?? '';
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      pointer += `/${typeof next.key === 'number' ? next.key : escapedPointerKey(next.key)}`;
      next.spelt = pointer;
    }
    return pointer;
  }
}

/** The root of a document. */
export const rootOf = (part: Part): Spot => new Spot(part, '');
