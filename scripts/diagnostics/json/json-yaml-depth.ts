/** How deeply a YAML text is nested, found without calling anything once per level. */

/** More than any connector has; the YAML parser's stack holds about four times as many. */
const DEEPEST = 200;

/**
 * True when the text may be nested more deeply than the parser can take. Length alone never makes it so, but a line with
 * hundreds of dashes, question marks or colons in a row, each between blanks, does, even inside a text.
 * `lex` cuts the text into tokens and `kindOf` names them, as the parser's package does; `lex` is called only once no line
 * has so many indicators in a row that cutting it would go too deep itself.
 */
export function nestsTooDeeply(text: string, lex: () => Iterable<string>, kindOf: (token: string) => string | null): boolean {
  return indicatorsInARow(text) > DEEPEST || depthOf(lex(), kindOf) > DEEPEST;
}

/** The most words in a row, on one line, that each begin a node (`-`, `?`, `:`) or describe one (`!tag`, `&anchor`). */
function indicatorsInARow(text: string): number {
  let most = 0;
  let row = 0;
  let wordBegins = true;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') {
      row = 0;
      wordBegins = true;
    } else if (character === ' ' || character === '\t') {
      wordBegins = true;
    } else if (wordBegins) {
      wordBegins = false;
      row = '-?:!&'.includes(character) ? row + 1 : 0;
      if (row > most) most = row;
    }
  }
  return most;
}

/** Levels that are open at once, at most: brackets, what begins on one line, and deeper and deeper indented lines (each for a mapping and a list in it). */
function depthOf(tokens: Iterable<string>, kindOf: (token: string) => string | null): number {
  const indents: number[] = [];
  let brackets = 0;
  let onLine = 0;
  let lineBegins = true;
  let most = 0;
  for (const token of tokens) {
    const kind = kindOf(token);
    if (lineBegins && kind !== 'newline' && brackets === 0) {
      const indent = kind === 'space' ? token.length : 0;
      while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop();
      indents.push(indent);
    }
    lineBegins = kind === 'newline';
    switch (kind) {
      case 'newline': onLine = 0; break;
      case 'flow-map-start': case 'flow-seq-start': brackets++; break;
      case 'flow-map-end': case 'flow-seq-end': brackets = Math.max(0, brackets - 1); break;
      case 'flow-error-end': brackets = 0; break;
      case 'seq-item-ind': case 'explicit-key-ind': case 'map-value-ind': if (brackets === 0) onLine++; break;
      default: break;
    }
    most = Math.max(most, 2 * indents.length + onLine + brackets);
    if (most > DEEPEST) break;
  }
  return most;
}
