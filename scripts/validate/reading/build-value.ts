/** Builds the value of a scanned text and notes names that come twice. */
import type { JsonListener } from '../../diagnostics/json/json-scan';
import type { JsonScalar } from '../../diagnostics/json/json-scan-word';
import type { JsonValue } from '../json';
import type { Damage } from '../subject';

interface Span { readonly offset: number; readonly length: number }
type Container =
  | { readonly items: JsonValue[] }
  | { readonly object: { [name: string]: JsonValue }; readonly names: Map<string, Span> };

export interface ValueBuilder extends JsonListener {
  /** What was read; undefined when there was nothing. */
  value(): JsonValue | undefined;
  readonly duplicates: readonly Damage[];
}

/** A listener that makes of a text what JSON.parse would, the last of several members with one name included. */
export function valueBuilder(): ValueBuilder {
  const open: Container[] = [];
  const duplicates: Damage[] = [];
  let value: JsonValue | undefined;
  let name = '';
  const put = (part: JsonValue): void => {
    const container = open.at(-1);
    if (!container) value = part;
    else if ('items' in container) container.items.push(part);
    // Assigning to this one name would set the object's prototype.
    else if (name === '__proto__') Object.defineProperty(container.object, name, { value: part, writable: true, enumerable: true, configurable: true });
    else container.object[name] = part;
  };
  return {
    open: kind => {
      const container: Container = kind === 'array' ? { items: [] } : { object: {}, names: new Map() };
      put('items' in container ? container.items : container.object);
      open.push(container);
    },
    close: () => { open.pop(); },
    name: (spelt, offset, end) => {
      name = spelt;
      const container = open.at(-1);
      if (!container || 'items' in container) return;
      const span = { offset, length: end - offset };
      const first = container.names.get(spelt);
      if (first) duplicates.push({ kind: 'duplicate-key', ...span, detail: spelt, first });
      else container.names.set(spelt, span);
    },
    scalar: (scalar: JsonScalar) => { put(scalar); },
    value: () => value,
    duplicates,
  };
}
