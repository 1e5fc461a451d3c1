/** Groups of names that lead to each other. */

/** Names of which each leads to each; `loops` is false for a single name that does not lead to itself. */
export interface Component { readonly members: readonly string[]; readonly loops: boolean }

/**
 * Strongly connected components (Tarjan's algorithm, without recursion). A component comes after all those that it leads
 * to. Names that are only led to count as well. Takes time in proportion to names and links.
 */
export function components(names: readonly string[], next: (name: string) => readonly string[]): readonly Component[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: Component[] = [];
  const enter = (name: string): { readonly name: string; readonly targets: readonly string[]; position: number } => {
    order.set(name, order.size);
    low.set(name, order.size - 1);
    open.push(name);
    isOpen.add(name);
    return { name, targets: next(name), position: 0 };
  };
  const lower = (name: string, value: number): void => { if (value < (low.get(name) ?? 0)) low.set(name, value); };
  for (const start of names) {
    if (order.has(start)) continue;
    const path = [enter(start)];
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const target = frame.targets[frame.position];
      frame.position += 1;
      if (target !== undefined) {
        if (!order.has(target)) path.push(enter(target));
        else if (isOpen.has(target)) lower(frame.name, order.get(target) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(above.name, low.get(frame.name) ?? 0);
      if (low.get(frame.name) !== order.get(frame.name)) continue;
      const members: string[] = [];
      for (let member = open.pop(); member !== undefined; member = member === frame.name ? undefined : open.pop()) {
        members.push(member);
        isOpen.delete(member);
      }
      found.push({ members: members.reverse(), loops: members.length > 1 || frame.targets.includes(frame.name) });
    }
  }
  return found;
}
