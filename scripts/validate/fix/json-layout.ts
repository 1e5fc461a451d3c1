/** How a text is laid out, so that what is put into it looks like what is there. */
import type { JsonValue } from '../json';
import type { TextContainer } from './edit-tree';

export interface Layout {
  /** A member or item that comes after the last one of its container, with what separates it from there. */
  readonly added: (container: TextContainer, key: string, value: JsonValue) => string;
  /** All that an empty container holds, from after its bracket to before the closing one. */
  readonly filled: (container: TextContainer, members: readonly (readonly [key: string, value: JsonValue])[]) => string;
  /** A value in place of another one that begins at the offset. */
  readonly replaced: (offset: number, end: number, value: JsonValue) => string;
}

export function layoutOf(text: string): Layout {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const documentUnit = /\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const manyLines = /\n[^\n]*\S[^\n]*\n/.test(text) || /[{[]\s*\n/.test(text);
  const spaced = /": /.test(text) || manyLines;

  /** The blanks at the beginning of the line in which an offset lies. */
  const indentAt = (offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
  const beginsLine = (offset: number): boolean => text.lastIndexOf('\n', offset - 1) >= 0 && /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
  const onLines = (value: JsonValue, indent: string, unit: string): string => JSON.stringify(value, undefined, unit).replaceAll('\n', `${lineEnd}${indent}`);
  // Line breaks inside texts are escaped, so that each one here is the printer's own.
  const inLine = (value: JsonValue, blanks: boolean): string => (blanks ? JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' ') : JSON.stringify(value));
  const named = (key: string, colon: string, kind: TextContainer['kind'], value: string): string => (kind === 'array' ? value : `${JSON.stringify(key)}${colon}${value}`);
  const unitOf = (indent: string, outer: string): string => (indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : documentUnit);

  function colonOf({ children }: TextContainer): string {
    const last = children.at(-1);
    const between = last?.name ? text.slice(last.name.end, last.offset) : '';
    return /^[ \t]*:[ \t]*$/.test(between) ? between : spaced ? ': ' : ':';
  }

  return {
    added(container, key, value) {
      const { children, kind, offset } = container;
      const last = children.at(-1)!; // only asked for a container that has children
      const colon = colonOf(container);
      const start = last.name?.offset ?? last.offset;
      if (beginsLine(start)) {
        const indent = indentAt(start);
        return `,${lineEnd}${indent}${named(key, colon, kind, onLines(value, indent, unitOf(indent, indentAt(offset))))}`;
      }
      const before = children.at(-2);
      const between = before ? text.slice(before.end, start) : '';
      const separator = /^,[ \t]*$/.test(between) ? between : spaced ? ', ' : ',';
      return `${separator}${named(key, colon, kind, inLine(value, spaced))}`;
    },
    filled({ kind, offset }, members) {
      const outer = indentAt(offset);
      const indent = `${outer}${documentUnit}`;
      if (!manyLines) {
        const pad = spaced ? ' ' : '';
        return `${pad}${members.map(([key, value]) => named(key, spaced ? ': ' : ':', kind, inLine(value, spaced))).join(spaced ? ', ' : ',')}${pad}`;
      }
      return `${members.map(([key, value]) => `${lineEnd}${indent}${named(key, ': ', kind, onLines(value, indent, documentUnit))}`).join(',')}${lineEnd}${outer}`;
    },
    replaced(offset, end, value) {
      const indent = indentAt(offset);
      const lines = text.slice(offset, end).includes('\n') || (manyLines && text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim().startsWith('"'));
      return lines ? onLines(value, indent, documentUnit) : inLine(value, spaced);
    },
  };
}
