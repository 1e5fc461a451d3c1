/** A literal or property in a filter. */
export type Operand =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'instant'; readonly value: number }
  | { readonly kind: 'guid'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextFunction = 'contains' | 'startswith' | 'endswith';

/** A parsed `$filter`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'text'; readonly function: TextFunction; readonly subject: Operand; readonly part: Operand }
  | { readonly kind: 'member'; readonly segment: string };

/** A filter that can't be read; the message names the character position, counted from 1. */
export class FilterSyntaxError extends Error {}

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'instant' | 'guid' | 'symbol' | 'end';
  readonly text: string;
  readonly position: number;
}

const tokenForms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'(?:[^']|'')*'/y],
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['instant', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2}))?(?![\w:-])/iy],
  ['number', /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])/iy],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['symbol', /[(),]/y],
];

const comparisons: ReadonlySet<string> = new Set<Comparison>(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const textFunctions: ReadonlySet<string> = new Set<TextFunction>(['contains', 'startswith', 'endswith']);
const deepest = 100;

/**
 * Parses the subset of OData 4 filters that the API's documentation shows: comparisons, and, or, not, parentheses,
 * contains, startswith, endswith and IsMemberOfSegment. Operator precedence is OData's: not, and, or.
 * Throws FilterSyntaxError.
 */
export function parseFilter(source: string): Filter {
  const tokens = tokenize(source);
  let index = 0;
  let depth = 0;
  const peek = (): Token => tokens[index] ?? { kind: 'end', text: '', position: source.length };
  const take = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const takeIf = (text: string): boolean => {
    if (peek().text !== text || peek().kind === 'text') return false;
    index += 1;
    return true;
  };
  const expect = (text: string): void => {
    if (!takeIf(text)) fail(peek(), `'${text}' is expected`);
  };

  function either(): Filter {
    let left = both();
    while (takeIf('or')) left = { kind: 'or', left, right: both() };
    return left;
  }
  function both(): Filter {
    let left = unary();
    while (takeIf('and')) left = { kind: 'and', left, right: unary() };
    return left;
  }
  function unary(): Filter {
    depth += 1;
    if (depth > deepest) fail(peek(), `the filter is nested deeper than ${deepest} levels`);
    const filter: Filter = takeIf('not') ? { kind: 'not', inner: unary() } : primary();
    depth -= 1;
    return filter;
  }
  function primary(): Filter {
    if (takeIf('(')) {
      const inner = either();
      expect(')');
      return inner;
    }
    const called = tokens[index + 1]?.text === '(' && peek().kind === 'word' ? call() : undefined;
    if (called !== undefined) return withTruth(called);
    const left = operand();
    const operator = take();
    if (!isComparison(operator.text)) return fail(operator, 'a comparison (eq, ne, gt, ge, lt, le) is expected');
    return { kind: 'compare', operator: operator.text, left, right: operand() };
  }
  function call(): Filter {
    const name = take();
    expect('(');
    if (isTextFunction(name.text)) {
      const subject = operand();
      expect(',');
      const part = operand();
      expect(')');
      return { kind: 'text', function: name.text, subject, part };
    }
    if (name.text !== 'IsMemberOfSegment') return fail(name, `the function '${name.text}' isn't known here`);
    const segment = operand();
    if (segment.kind !== 'text') return fail(name, 'IsMemberOfSegment takes the name of a segment in quotes');
    expect(')');
    return { kind: 'member', segment: segment.value };
  }
  function withTruth(filter: Filter): Filter {
    const negated = peek().text === 'ne';
    if (!takeIf('eq') && !takeIf('ne')) return filter;
    const truth = operand();
    if (truth.kind !== 'boolean') return fail(peek(), 'a function is compared with true or false');
    return truth.value === negated ? { kind: 'not', inner: filter } : filter;
  }
  function operand(): Operand {
    const token = take();
    switch (token.kind) {
      case 'text': return { kind: 'text', value: token.text.slice(1, -1).replaceAll("''", "'") };
      case 'number': return { kind: 'number', value: Number(token.text) };
      case 'instant': return instant(token);
      case 'guid': return { kind: 'guid', value: token.text.toLowerCase() };
      case 'word': return word(token.text);
      case 'symbol': case 'end': return fail(token, 'a property or a value is expected');
    }
  }

  const filter = either();
  if (peek().kind !== 'end') fail(peek(), 'the filter goes on where it should end');
  return filter;
}

function word(text: string): Operand {
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true' };
  return text === 'null' ? { kind: 'null' } : { kind: 'property', name: text };
}

function instant(token: Token): Operand {
  const value = Date.parse(token.text);
  return Number.isNaN(value) ? fail(token, `'${token.text}' is no date`) : { kind: 'instant', value };
}

function isComparison(text: string): text is Comparison {
  return comparisons.has(text);
}

function isTextFunction(text: string): text is TextFunction {
  return textFunctions.has(text);
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    if (/\s/.test(source.charAt(position))) {
      position += 1;
      continue;
    }
    const token = tokenAt(source, position);
    if (token === undefined) throw new FilterSyntaxError(`The filter can't be read at character ${position + 1}.`);
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(source: string, position: number): Token | undefined {
  for (const [kind, form] of tokenForms) {
    form.lastIndex = position;
    const text = form.exec(source)?.[0];
    if (text !== undefined) return { kind, text, position };
  }
  return undefined;
}

function fail(token: Token, reason: string): never {
  throw new FilterSyntaxError(`The filter can't be read at character ${token.position + 1}: ${reason}.`);
}
