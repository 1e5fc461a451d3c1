import type { FlowExpression } from './expression';
import { FlowSyntaxError } from './flow-syntax-error';

/** How deep an expression may nest; expressions of real flows stay far below. */
const DEEPEST = 250;

/**
 * Reads one expression of the workflow definition language, without its at sign: `concat('a', triggerBody()?['b'])`.
 * Names of functions are kept as written. Throws FlowSyntaxError.
 */
export function parseExpression(text: string): FlowExpression {
  return parseWholeFrom(text, 0);
}

/** The same for a text whose expression begins at `offset`. Throws FlowSyntaxError with offsets into the text. */
export function parseWholeFrom(text: string, offset: number, places?: ExpressionPlaces): FlowExpression {
  const { expression, end } = parseExpressionAt(text, offset, places);
  if (end < text.length) throw new FlowSyntaxError(end, `The expression ends before ${shown(text, end)}. Nothing may follow it.`);
  return expression;
}

/** Where the expressions of a text begin, counted from 0; filled by the parser where it is asked to. */
export type ExpressionPlaces = Map<FlowExpression, number>;

/** Reads the expression that begins at `offset` (blanks aside); `end` is where the first thing after it stands. Throws FlowSyntaxError. */
export function parseExpressionAt(text: string, offset: number, places?: ExpressionPlaces): { readonly expression: FlowExpression; readonly end: number } {
  const reader = new Reader(text, offset, places);
  const expression = reader.expression(0);
  return { expression, end: reader.at };
}

const NUMBER = /[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const MEMBER_NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const BLANKS = /\s*/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);

class Reader {
  /** How many levels the expression read last has. */
  private height = 0;

  constructor(private readonly text: string, public at: number, private readonly places?: ExpressionPlaces) {}

  expression(depth: number): FlowExpression {
    this.skipBlanks();
    if (depth > DEEPEST) this.tooDeep();
    const begin = this.at;
    let expression = this.head(depth);
    for (;;) {
      this.places?.set(expression, begin);
      this.skipBlanks();
      const start = this.at;
      const optional = this.takes('?');
      if (this.takes('[')) {
        const below = this.height;
        const key = this.expression(depth + 1);
        this.grow(below, this.height);
        if (!this.takes(']')) this.expected(`"]" after the key of a member`);
        expression = { kind: 'member', of: expression, key, optional, form: 'bracket' };
      } else if (this.takes('.')) {
        const name = this.match(MEMBER_NAME) ?? this.expected('the name of a member after "."');
        this.grow(this.height);
        expression = { kind: 'member', of: expression, key: { kind: 'literal', value: name }, optional, form: 'dot' };
      } else {
        this.at = start;
        if (optional) this.fault(start, 'A "?" is followed by a member: ?[\'name\'] or ?.name.');
        break;
      }
    }
    this.skipBlanks();
    return expression;
  }

  private head(depth: number): FlowExpression {
    this.height = 1;
    if (this.text[this.at] === "'") return { kind: 'literal', value: this.string() };
    const start = this.at;
    const number = this.match(NUMBER);
    if (number !== undefined) return this.number(number, start);
    const name = this.match(NAME);
    if (name === undefined) return this.expected('a function, a text in single quotes, a number, true, false or null');
    const end = this.at;
    this.skipBlanks();
    if (this.takes('(')) return { kind: 'call', name, arguments: this.arguments(name, depth) };
    this.at = end;
    const word = WORDS.get(name.toLowerCase());
    if (word === undefined) this.fault(start, `"${short(name)}" is neither a function, which has parentheses, nor a text, which has single quotes.`);
    return { kind: 'literal', value: word };
  }

  private arguments(name: string, depth: number): readonly FlowExpression[] {
    const all: FlowExpression[] = [];
    let highest = 0;
    this.skipBlanks();
    if (!this.takes(')')) {
      do {
        all.push(this.expression(depth + 1));
        highest = Math.max(highest, this.height);
      } while (this.takes(','));
      if (!this.takes(')')) this.expected(`"," or ")" after an argument of ${short(name)}`);
    }
    this.height = 0;
    this.grow(highest);
    return all;
  }

  private number(written: string, start: number): FlowExpression {
    const value = Number(written);
    if (!Number.isFinite(value)) this.fault(start, `The number ${short(written)} is too large.`);
    const isFloat = /[.eE]/.test(written) && Number.isInteger(value);
    return { kind: 'literal', value: value === 0 ? 0 : value, ...(isFloat ? { isFloat: true as const } : {}) }; // there is no -0
  }

  private string(): string {
    const start = this.at;
    let from = start + 1;
    let value = '';
    for (;;) {
      const quote = this.text.indexOf("'", from);
      if (quote < 0) this.fault(start, "The text in single quotes has no end. A single quote inside it is written twice: ''.");
      value += this.text.slice(from, quote);
      this.at = quote + 1;
      if (this.text[this.at] !== "'") return value;
      value += "'";
      from = this.at + 1;
    }
  }

  /** The expression read now is one level higher than the highest of its parts. */
  private grow(...parts: number[]): void {
    this.height = Math.max(...parts) + 1;
    if (this.height > DEEPEST) this.tooDeep();
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skipBlanks(): void { this.match(BLANKS); }
  private expected(what: string): never { this.fault(this.at, `Expected ${what}, not ${shown(this.text, this.at)}.`); }
  private tooDeep(): never { this.fault(this.at, `The expression nests deeper than ${DEEPEST} levels.`); }
  private fault(offset: number, sentence: string): never { throw new FlowSyntaxError(offset, sentence); }
}

const short = (text: string): string => text.length > 40 ? `${text.slice(0, 40)}…` : text;
const shown = (text: string, at: number): string => at >= text.length ? 'the end' : `"${short(text.slice(at, at + 20))}${text.length > at + 20 ? '…' : ''}"`;
