interface Entry<T> { readonly at: number; readonly order: number; readonly value: T }

/** A queue by instant; equal instants leave in the order in which they came. A binary heap, for a thousand flows poll by the month. */
export class EventQueue<T> {
  private readonly heap: Entry<T>[] = [];
  private inserted = 0;

  get size(): number {
    return this.heap.length;
  }

  /** The instant of the next value; undefined when empty. */
  nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  push(at: number, value: T): void {
    const { heap } = this;
    const entry = { at, order: this.inserted++, value };
    let position = heap.push(entry) - 1;
    while (position > 0) {
      const parent = (position - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !comesBefore(entry, above)) break;
      heap[position] = above;
      position = parent;
    }
    heap[position] = entry;
  }

  /** Removes and returns the next value; undefined when empty. */
  pop(): T | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) this.sink(last);
    return first.value;
  }

  private sink(entry: Entry<T>): void {
    const { heap } = this;
    let position = 0;
    for (;;) {
      const left = heap[2 * position + 1];
      const right = heap[2 * position + 2];
      if (left === undefined) break;
      const goesRight = right !== undefined && comesBefore(right, left);
      const child = goesRight ? right : left;
      if (!comesBefore(child, entry)) break;
      heap[position] = child;
      position = 2 * position + (goesRight ? 2 : 1);
    }
    heap[position] = entry;
  }
}

function comesBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
