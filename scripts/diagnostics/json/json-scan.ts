/**
 * Reads a text as JSON that is meant to be JSON and isn't quite: what is wrong is noted with its place and, where it is
 * certain, its repair, and reading goes on as a person would. For sound texts JSON.parse is the faster way to the same value.
 */
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, DOUBLE_QUOTE, OPEN_BRACE, OPEN_BRACKET, afterBlanks, closingQuote } from './json-characters';
import { FaultList, shown, type JsonFault } from './json-fault';
import { nextToken } from './json-scan-blank';
import { scanForeignQuoted, scanString, type ScannedText } from './json-scan-string';
import { endOfWord, wordValue, type JsonScalar } from './json-scan-word';

/** Deeper nesting is not read: no connector has it, and what walks over the value afterwards must not run out of stack. */
export const MAX_DEPTH = 500;

/** Hears what is read, in the order of the text. Offsets count UTF-16 units; `end` lies after the last character. */
export interface JsonListener {
  open(kind: 'object' | 'array', offset: number): void;
  /** The object or array that was opened last and is still open ends. */
  close(end: number): void;
  /** The name of the value that follows; only inside objects, and never without a value. */
  name(name: string, offset: number, end: number): void;
  scalar(value: JsonScalar, offset: number, end: number): void;
}

/** Reads the whole text in linear time and never throws; answers what is wrong with it, by place. A listener that hears nothing means that there is no value. */
export function scanJson(text: string, listener: JsonListener): readonly JsonFault[] {
  return new Scan(text, listener).run();
}

interface Level { readonly kind: 'object' | 'array'; after: 'opening' | 'value' | 'comma'; comma: number; end: number }
interface MissingBracket { readonly offset: number; readonly length: number; readonly detail: string; readonly repair: string }

/** What a document can begin with; prose, markup and other formats begin otherwise. */
const beginning = /^(?:["'{[]|[-+.]?[0-9]|true|false|null)/i;

const closerOf = { object: '}', array: ']' } as const;

class Scan {
  private at = 0;
  private readonly faults = new FaultList();
  private readonly levels: Level[] = [];
  private openObjects = 0;
  /** Brackets that must have been forgotten, if the brackets match otherwise. */
  private readonly missing: MissingBracket[] = [];
  private balanced = true;

  constructor(private readonly text: string, private readonly listener: JsonListener) {}

  run(): readonly JsonFault[] {
    this.blank();
    if (this.at >= this.text.length) {
      this.faults.add('unreadable', 0, 0, 'the file is empty');
    } else if (!beginning.test(this.text.slice(this.at, this.at + 5))) {
      this.faults.add('unreadable', this.at, this.text.length - this.at, `${shown(this.text.slice(this.at, this.at + 200))} is not the beginning of JSON`);
    } else {
      this.value();
      while (this.levels.length > 0 && !this.faults.tooMany) this.step();
      if (this.levels.length > 0) this.giveUp();
      else this.rest();
    }
    for (const { offset, length, detail, repair } of this.missing) this.faults.add('unreadable', offset, length, detail, this.balanced ? repair : undefined);
    return this.faults.sorted();
  }

  private code(): number { return this.text.charCodeAt(this.at); }
  private blank(): void { this.at = nextToken(this.text, this.at, this.faults); }

  /** One token inside the innermost object or array. */
  private step(): void {
    const level = this.levels.at(-1)!; // the caller has looked
    this.blank();
    if (this.at >= this.text.length) return this.truncated();
    const code = this.code();
    if (code === COMMA) {
      if (level.after === 'value') { level.after = 'comma'; level.comma = this.at; } else this.faults.add('trailing-comma', this.at, 1, ',', '');
      this.at++;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.closing(code === CLOSE_BRACE ? 'object' : 'array');
    } else if (code === COLON) {
      this.faults.add('unreadable', this.at++, 1, 'a colon stands here without a name before it');
    } else if (level.kind === 'object') {
      this.member(level);
    } else {
      this.separated(level);
      this.value();
    }
  }

  /** Notes a comma that is missing between what ended before and what begins here. */
  private separated(level: Level): void {
    if (level.after === 'value') this.faults.add('missing-comma', level.end, 0, ',', ',');
  }

  private member(level: Level): void {
    const begin = this.at;
    const name = this.memberName();
    this.blank();
    const coloned = this.code() === COLON;
    if (coloned) { this.at++; this.blank(); }
    const code = this.code();
    const empty = this.at >= this.text.length || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code === COLON;
    if (name.value === '' && name.end === begin) { // a bracket in the place of a name
      this.skip();
      this.faults.add('unreadable', begin, this.at - begin, `a name is missing before this ${this.text.charAt(begin)}`);
      return this.finished(this.at);
    }
    if (empty) {
      this.faults.add('unreadable', begin, name.end - begin, `the name ${shown(name.value)} has no value`);
      return this.finished(this.at);
    }
    this.separated(level);
    if (!coloned) this.faults.add('unreadable', name.end, 0, `a colon is missing after the name ${shown(name.value)}`, ':');
    this.listener.name(name.value, begin, name.end);
    this.value();
  }

  private memberName(): ScannedText {
    const begin = this.at;
    const quoted = this.quoted();
    const name = quoted ?? this.bareName();
    this.at = name.end;
    if (!quoted && name.end > begin) this.faults.add('unreadable', begin, name.end - begin, `the name ${shown(name.value)} has no quotes`, JSON.stringify(name.value));
    return name;
  }

  private bareName(): ScannedText {
    const end = endOfWord(this.text, this.at, 'name');
    return { value: this.text.slice(this.at, end), end };
  }

  private quoted(): ScannedText | undefined {
    return this.code() === DOUBLE_QUOTE ? scanString(this.text, this.at, this.faults) : scanForeignQuoted(this.text, this.at, this.faults);
  }

  /** Reads a scalar, or opens an object or array and leaves the rest of it to the steps that follow. */
  private value(): void {
    const begin = this.at;
    const code = this.code();
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.opening(code === OPEN_BRACE ? 'object' : 'array');
    const quoted = this.quoted();
    const end = quoted?.end ?? Math.max(endOfWord(this.text, begin, 'value'), begin + 1);
    this.listener.scalar(quoted ? quoted.value : wordValue(this.text, begin, end, this.faults), begin, end);
    this.at = end;
    this.finished(end);
  }

  private finished(end: number): void {
    const level = this.levels.at(-1);
    if (level) { level.after = 'value'; level.end = end; }
  }

  private opening(kind: 'object' | 'array'): void {
    if (this.levels.length >= MAX_DEPTH) {
      const begin = this.at;
      this.skip();
      this.faults.add('unreadable', begin, this.at - begin, `this lies more than ${MAX_DEPTH} levels deep and was not read`);
      this.listener.scalar(null, begin, this.at);
      return this.finished(this.at);
    }
    this.listener.open(kind, this.at++);
    this.levels.push({ kind, after: 'opening', comma: -1, end: this.at });
    if (kind === 'object') this.openObjects++;
  }

  /** Passes over an object or array that is not read, by its brackets alone. */
  private skip(): void {
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      const code = this.code();
      if (code === DOUBLE_QUOTE) {
        const end = closingQuote(this.text, this.at);
        if (end < 0) break;
        this.at = end;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        depth++;
      } else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) {
        this.at++;
        return;
      }
    }
    this.at = this.text.length;
  }

  /** A closing bracket: of the innermost level, of one further out whose inner ones were not closed, or of none. */
  private closing(kind: 'object' | 'array'): void {
    const open = kind === 'object' ? this.openObjects : this.levels.length - this.openObjects;
    if (open === 0) {
      this.balanced = false;
      this.faults.add('unreadable', this.at++, 1, `this ${closerOf[kind]} closes nothing`);
      return;
    }
    for (let level = this.levels.at(-1)!; level.kind !== kind; level = this.levels.at(-1)!) { // one of that kind is open
      this.missing.push({ offset: level.end, length: 0, detail: `${closerOf[level.kind]} is missing before the next ${closerOf[kind]}`, repair: closerOf[level.kind] });
      this.leave(level, this.at);
    }
    if (this.levels.length === 1 && kind === 'object' && this.memberFollows(this.at + 1)) {
      this.balanced = false;
      this.faults.add('unreadable', this.at++, 1, 'this } closes the document, but another member follows');
      return;
    }
    const level = this.levels.at(-1)!; // the loop ended at it
    this.leave(level, ++this.at);
  }

  /** True when `, "name":` or `"name":` stands there: an object that seemed to end goes on. */
  private memberFollows(from: number): boolean {
    let at = afterBlanks(this.text, from);
    if (this.text.charCodeAt(at) === COMMA) at = afterBlanks(this.text, at + 1);
    if (this.text.charCodeAt(at) !== DOUBLE_QUOTE) return false;
    const end = closingQuote(this.text, at);
    return end > 0 && this.text.charCodeAt(afterBlanks(this.text, end + 1)) === COLON;
  }

  private leave(level: Level, end: number): void {
    if (level.after === 'comma') this.faults.add('trailing-comma', level.comma, 1, ',', '');
    this.levels.pop();
    if (level.kind === 'object') this.openObjects--;
    this.listener.close(end);
    this.finished(end);
  }

  private truncated(): void {
    this.balanced = false;
    const closers = this.levels.map(level => closerOf[level.kind]).reverse().join('');
    this.faults.add('unreadable', this.text.length, 0, `the text ends too early: ${shown(closers)} is missing`);
    while (this.levels.length > 0) this.leave(this.levels.at(-1)!, this.text.length);
  }

  private giveUp(): void {
    this.balanced = false;
    this.faults.add('unreadable', this.at, this.text.length - this.at, 'too much is wrong with this text; the rest of it was not read');
    while (this.levels.length > 0) this.leave(this.levels.at(-1)!, this.text.length);
  }

  /** What follows the document. */
  private rest(): void {
    this.blank();
    if (this.at >= this.text.length) return;
    let end = this.text.length;
    while (end > this.at && /\s/.test(this.text.charAt(end - 1))) end--;
    const onlyClosers = /^[\]},\s]*$/.test(this.text.slice(this.at, Math.min(end, this.at + 1000))) && end - this.at <= 1000;
    this.balanced = false;
    this.faults.add('second-document', this.at, end - this.at, shown(this.text.slice(this.at, this.at + 200)), onlyClosers ? '' : undefined);
  }
}
