/** Whether .NET, in which the platform is written, would take a regular expression. Reads the syntax once, without running anything. */
import { classAt, escapeAt, isRegexProblem, type RegexPiece, type RegexProblem } from './net-regex-class';

/** An open group: how many alternatives it may still have, and whether blanks counted before it. */
interface Group { readonly at: number; readonly blanks: boolean; readonly conditional: boolean; bars: number }

const quantifier = /\{(\d+)(?:,(\d*))?\}/y;
const options = /[imnsxIMNSX+-]*/y;
const groupName = /^(?:[\p{L}_][\p{L}\p{N}_]*|[1-9]\d*)?(?:-[\p{L}\p{N}_]+)?$/u;

/**
 * What .NET would refuse about a pattern; undefined when it takes it. The dialect differs from JavaScript's: inline
 * options, \A \z, atomic groups, conditions and class subtraction are taken, possessive quantifiers and \_ are not.
 */
export function netRegexProblem(pattern: string): RegexProblem | undefined {
  return new Reader(pattern).all();
}

class Reader {
  private at = 0;
  /** Whether the last piece can be repeated; `repeated` when it already is. */
  private last: 'nothing' | 'atom' | 'repeated' = 'nothing';
  private ignoresBlanks = false;
  private unnumbered = false;
  private captures = 0;
  private readonly groups: Group[] = [];
  private readonly names = new Set<string>();
  private readonly references: { readonly name: string; readonly at: number }[] = [];

  constructor(private readonly pattern: string) {}

  all(): RegexProblem | undefined {
    while (this.at < this.pattern.length) {
      const problem = this.next();
      if (problem) return problem;
    }
    const open = this.groups[0];
    if (open) return { offset: open.at, problem: 'a parenthesis ( is never closed' };
    if (this.unnumbered) return undefined; // which groups have numbers then is not worth deciding
    const numbers = this.captures + this.names.size; // named groups are numbered after the others
    const lost = this.references.find(({ name }) => !this.names.has(name) && !(/^\d+$/.test(name) && Number(name) <= numbers));
    return lost && { offset: lost.at, problem: `it refers to a group ${lost.name.slice(0, 30)}, which it does not have` };
  }

  private next(): RegexProblem | undefined {
    const { pattern, at } = this;
    const letter = pattern[at] ?? '';
    switch (letter) {
      case '(': return this.open();
      case ')': return this.close();
      case '|': return this.alternative();
      case '[': return this.piece(classAt(pattern, at));
      case '\\': return this.piece(escapeAt(pattern, at, false));
      case '*': case '+': case '?': return this.repeat(at + 1);
      case '{': {
        quantifier.lastIndex = at;
        const found = quantifier.exec(pattern);
        if (!found) break;
        if (Number(found[1]) > MOST || Number(found[2]) > MOST) return { offset: at, problem: `${found[0].slice(0, 30)} counts too far` };
        if (found[2] && Number(found[1]) > Number(found[2])) return { offset: at, problem: `${found[0]} allows nothing` };
        return this.repeat(quantifier.lastIndex);
      }
      default:
    }
    if (this.ignoresBlanks && /\s/.test(letter)) { this.at += 1; return undefined; }
    if (this.ignoresBlanks && letter === '#') { const end = pattern.indexOf('\n', at); this.at = end < 0 ? pattern.length : end + 1; return undefined; }
    return this.piece({ end: at + 1 });
  }

  private piece(piece: RegexPiece | RegexProblem): RegexProblem | undefined {
    if (isRegexProblem(piece)) return piece;
    if (piece.group !== undefined) this.references.push({ name: piece.group, at: this.at });
    this.at = piece.end;
    this.last = 'atom';
    return undefined;
  }

  private repeat(end: number): RegexProblem | undefined {
    const { at, pattern } = this;
    const written = pattern.slice(at, end);
    if (this.last === 'nothing') return { offset: at, problem: `${written} has nothing before it to repeat` };
    if (this.last === 'repeated') return { offset: at, problem: `${written} repeats what is repeated already` };
    this.at = pattern[end] === '?' ? end + 1 : end;
    this.last = 'repeated';
    return undefined;
  }

  private alternative(): RegexProblem | undefined {
    const group = this.groups.at(-1);
    if (group?.conditional) {
      group.bars += 1;
      if (group.bars > 1) return { offset: this.at, problem: 'a condition (?(…)…) has more than two alternatives' };
    }
    this.at += 1;
    this.last = 'nothing';
    return undefined;
  }

  private close(): RegexProblem | undefined {
    const group = this.groups.pop();
    if (!group) return { offset: this.at, problem: 'a parenthesis ) was never opened' };
    this.ignoresBlanks = group.blanks;
    this.at += 1;
    this.last = 'atom';
    return undefined;
  }

  private enter(end: number, conditional = false): undefined {
    this.groups.push({ at: this.at, blanks: this.ignoresBlanks, conditional, bars: 0 });
    this.at = end;
    this.last = 'nothing';
  }

  private open(): RegexProblem | undefined {
    const { pattern, at } = this;
    if (pattern[at + 1] !== '?') {
      if (!this.unnumbered) this.captures += 1;
      return this.enter(at + 1);
    }
    const form = pattern.slice(at + 2, at + 4);
    const unknown: RegexProblem = { offset: at, problem: `${pattern.slice(at, at + 4)} begins no group that .NET knows` };
    if (form.startsWith('#')) {
      const end = pattern.indexOf(')', at);
      if (end < 0) return { offset: at, problem: 'a comment (?#…) is never closed' };
      this.at = end + 1;
      return undefined;
    }
    if (/^[:=!>]/.test(form)) return this.enter(at + 3);
    if (form === '<=' || form === '<!') return this.enter(at + 4);
    if (form.startsWith('(')) return this.condition();
    if (form.startsWith('<') || form.startsWith('\'')) return this.named(form.startsWith('<') ? '>' : '\'');
    options.lastIndex = at + 2;
    const written = options.exec(pattern)?.[0] ?? '';
    const end = at + 2 + written.length;
    if (pattern[end] !== ')' && pattern[end] !== ':') return unknown;
    const before = this.ignoresBlanks;
    if (pattern[end] === ':') this.enter(end + 1); else this.at = end + 1;
    const [on = '', ...off] = written.toLowerCase().split('-');
    if (on.includes('n')) this.unnumbered = true;
    this.ignoresBlanks = off.some(each => each.includes('x')) ? false : on.includes('x') || before;
    if (pattern[end] === ')') this.last = 'nothing';
    return undefined;
  }

  private named(end: string): RegexProblem | undefined {
    const { pattern, at } = this;
    const close = pattern.indexOf(end, at + 3);
    const name = close < 0 ? '' : pattern.slice(at + 3, close);
    if (name === '' || !groupName.test(name)) return { offset: at, problem: 'the name of a group is not written (?<name>…)' };
    const [own, balanced] = name.split('-');
    if (own) this.names.add(own);
    if (balanced !== undefined) this.references.push({ name: balanced, at });
    return this.enter(close + 1);
  }

  /** (?(1)yes|no), (?(name)yes|no), (?(expression)yes|no) */
  private condition(): RegexProblem | undefined {
    const { pattern, at } = this;
    const close = pattern.indexOf(')', at + 3);
    const inner = close < 0 ? '' : pattern.slice(at + 3, close);
    if (/^\d+$/.test(inner)) { this.references.push({ name: inner, at }); return this.enter(close + 1, true); }
    this.enter(at + 2, true);
    // The condition itself is a group that captures nothing.
    this.groups.push({ at: this.at, blanks: this.ignoresBlanks, conditional: false, bars: 0 });
    this.at += 1;
    return undefined;
  }
}

/** The largest count that .NET takes. */
const MOST = 2 ** 31 - 1;
