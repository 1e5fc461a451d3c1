/** Files of a package that have been read, with the path that people are shown. */
import type { Where } from '../../diagnostics/diagnostic';
import { decodeText } from '../../validate/reading/decode-text';
import { readDocument } from '../../validate/reading/read-document';
import { extensionOf } from '../solution/content-types';
import type { JsonValue } from '../../validate/json';
import type { SubjectDocument } from '../../validate/subject';

/** One file, read. Text and JSON are made of its bytes when they are first asked for. */
export class OpenedFile {
  private decoded: string | undefined;
  private lines: readonly string[] | undefined;
  private read: SubjectDocument | undefined;

  /**
   * `path` counts from the root of the package that the file belongs to, `shown` from where the inspection began.
   * `isReadable` is false where the archive is damaged: a finding has said so, and `bytes` is empty.
   */
  constructor(readonly path: string, readonly shown: string, readonly bytes: Uint8Array, readonly isReadable = true) {}

  get name(): string { return this.path.slice(this.path.lastIndexOf('/') + 1); }
  /** Without the dot; empty where there is none. */
  get extension(): string { return extensionOf(this.path) ?? ''; }
  /** Without a byte-order mark, whatever the encoding. */
  get text(): string { return this.decoded ??= decodeText(this.bytes).text; }
  /** Read as JSON, or as YAML by its name. */
  get document(): SubjectDocument { return this.read ??= readDocument(this.shown, this.bytes); }
  get value(): JsonValue | undefined { return this.isReadable ? this.document.value : undefined; }

  whole(): Where { return { kind: 'file', file: this.shown }; }
  at(pointer: string): Where { return { kind: 'file', file: this.shown, pointer }; }
  /** A line from 1, without the white space around its text. */
  line(line: number | undefined): Where {
    if (line === undefined) return this.whole();
    const text = (this.lines ??= this.text.split('\n'))[line - 1] ?? '';
    return { kind: 'file', file: this.shown, line, column: text.length - text.trimStart().length + 1, length: text.trim().length };
  }
}

/** Separates an archive from what is in it. */
export const INSIDE = ' › ';
