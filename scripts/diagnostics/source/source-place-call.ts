/** Finding a builder call, and a property inside its object literal, in one parsed file. */
import ts from 'typescript';
import type { Place } from '../place';
import type { SourceSpan } from './source-span';

/**
 * The span of the property `path` inside the call at `at`: its value when that is short and stands on one line, else its name. Where
 * the path ends early (the property is missing, or its value is a name declared in another file) the span of what was found.
 * Undefined when no call stands there.
 */
export function spanOfCall(at: Place, text: string, path: readonly string[]): SourceSpan | undefined {
  const file = parsed(at.file, text);
  const call = callWrittenAt(at, file);
  return call && spanOf(marked(followed(call, path), file), file);
}

/** How a property of a call is written: as a text, or not at all although the object that it belongs to is. Offsets count UTF-16 units. */
export type WrittenProperty =
  | { readonly kind: 'text'; readonly from: number; readonly to: number; readonly value: string }
  | { readonly kind: 'missing'; readonly name: string; readonly at: number; readonly before: string; readonly after: string };

/** How the property `path` inside the call at `at` is written; undefined where it is anything but a plain text. What must stand around a missing one is told. */
export function writtenProperty(at: Place, text: string, path: readonly string[]): WrittenProperty | undefined {
  const file = parsed(at.file, text);
  const call = callWrittenAt(at, file);
  if (!call) return undefined;
  const position = /^#(\d)$/.exec(path[0] ?? '')?.[1];
  const names = position === undefined ? path : path.slice(1);
  let here: ts.Node | undefined = position === undefined ? call : call.arguments[Number(position)];
  if (!here) {
    const [name] = names;
    if (names.length !== 1 || name === undefined || call.arguments.length !== Number(position)) return undefined;
    return { kind: 'missing', name, at: call.getEnd() - 1, before: call.arguments.length > 0 ? ', { ' : '{ ', after: ' }' };
  }
  for (const [depth, name] of names.entries()) {
    const within: ts.Node = valueOf(here);
    const next: ts.Node | undefined = directMember(within, name);
    if (!next) return depth === names.length - 1 ? missingIn(within, name, file) : undefined;
    here = next;
  }
  const value = valueOf(here);
  return ts.isStringLiteralLike(value) ? { kind: 'text', from: value.getStart(file), to: value.getEnd(), value: value.text } : undefined;
}

/** As `memberOf`, but only what stands in the call's own text: changing it changes nothing else. */
function directMember(node: ts.Node, name: string): ts.Node | undefined {
  if (ts.isObjectLiteralExpression(node)) return node.properties.find(property => property.name !== undefined && nameText(property.name) === name);
  return ts.isIdentifier(node) ? undefined : memberOf(node, name);
}

function missingIn(node: ts.Node, name: string, file: ts.SourceFile): WrittenProperty | undefined {
  if (ts.isCallExpression(node)) {
    const objects = node.arguments.filter(ts.isObjectLiteralExpression);
    return objects.length === 1 && objects[0] ? missingIn(objects[0], name, file) : undefined;
  }
  // What comes with a spread can't be seen here; the property may be there already.
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment)) return undefined;
  const last = node.properties.at(-1);
  if (!last) return { kind: 'missing', name, at: node.getStart(file) + 1, before: ' ', after: ' ' };
  const start = last.getStart(file);
  const line = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  return { kind: 'missing', name, at: last.getEnd(), before: /^[ \t]*$/.test(line) && line.length < start ? `,\n${line}` : ', ', after: '' };
}

function callWrittenAt(at: Place, file: ts.SourceFile): ts.CallExpression | undefined {
  const starts = file.getLineStarts();
  const lineStart = starts[at.line - 1];
  return lineStart === undefined ? undefined : callAt(file, lineStart + at.column - 1, starts[at.line] ?? file.text.length);
}

/** The file that was parsed last: the findings of a build mostly come file by file. */
let last: ts.SourceFile | undefined;
function parsed(name: string, text: string): ts.SourceFile {
  if (last?.fileName !== name || last.text !== text) last = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  return last;
}

/** The call whose callee, or opening parenthesis, the offset points at; else the first call after it on the same line. */
function callAt(file: ts.SourceFile, offset: number, lineEnd: number): ts.CallExpression | undefined {
  let around: ts.CallExpression | undefined;
  let after: ts.CallExpression | undefined;
  const width = (call: ts.CallExpression): number => headEnd(call) - call.expression.getStart(file);
  const visit = (node: ts.Node): void => {
    if (node.getEnd() < offset || node.pos > lineEnd) return;
    if (ts.isCallExpression(node)) {
      const start = node.expression.getStart(file);
      if (start <= offset && offset <= headEnd(node) && (!around || width(node) < width(around))) around = node;
      if (start > offset && start < lineEnd && (!after || start < after.expression.getStart(file))) after = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return around ?? after;

  function headEnd(call: ts.CallExpression): number { return call.arguments[0]?.getStart(file) ?? call.getEnd() - 1; }
}

/**
 * The node that a path of property names leads to, as far as it can be followed in the written text. A path may begin with
 * `#0`, `#1` …, an argument of the call: other arguments may have a property of that name too.
 */
function followed(call: ts.CallExpression, path: readonly string[]): ts.Node {
  const position = /^#(\d)$/.exec(path[0] ?? '')?.[1];
  if (position === undefined) return followedIn(call, path);
  const argument = call.arguments[Number(position)];
  if (!argument) return call;
  const found = followedIn(argument, path.slice(1));
  // An argument that does not have the property says less than the name of the builder, unless it was meant itself.
  return found === argument && path.length > 1 ? call : found;
}

function followedIn(start: ts.Node, path: readonly string[]): ts.Node {
  let here = start;
  for (const name of path) {
    const next: ts.Node | undefined = memberOf(declared(valueOf(here)), name);
    if (!next) return here;
    here = next;
  }
  return here;
}

function valueOf(node: ts.Node): ts.Node {
  if (ts.isPropertyAssignment(node)) return node.initializer;
  return ts.isShorthandPropertyAssignment(node) ? node.name : node;
}

/** What a name stands for, where a constant of the same file says it; else the name. One step: a constant that is another one's name is left. */
function declared(node: ts.Node): ts.Node {
  if (!ts.isIdentifier(node)) return node;
  for (const statement of node.getSourceFile().statements) {
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue;
    const found = statement.declarationList.declarations.find(each => ts.isIdentifier(each.name) && each.name.text === node.text);
    if (found?.initializer) return found.initializer;
  }
  return node;
}

/** A property of an object literal, an element of a list, or either inside the arguments of a builder call. */
function memberOf(node: ts.Node, name: string): ts.Node | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return memberOf(node.expression, name);
  if (ts.isObjectLiteralExpression(node)) return node.properties.find(property => property.name !== undefined && nameText(property.name) === name) ?? spreadMember(node, name);
  if (ts.isArrayLiteralExpression(node)) return /^\d+$/.test(name) ? node.elements[Number(name)] : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  for (const argument of node.arguments) {
    const found = memberOf(argument, name);
    if (found) return found;
  }
  return undefined;
}

/** A property that comes with `...shared`, where `shared` is an object of the same file. */
function spreadMember({ properties }: ts.ObjectLiteralExpression, name: string): ts.Node | undefined {
  for (const property of [...properties].reverse()) {
    if (!ts.isSpreadAssignment(property)) continue;
    const shared = declared(property.expression);
    const found = shared === property.expression ? undefined : memberOf(shared, name);
    if (found) return found;
  }
  return undefined;
}

const nameText = (name: ts.PropertyName): string | undefined => (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined);

/** A longer mark points at nothing in particular. */
const LONGEST_MARK = 80;

/** What to mark for a node: a short one-line value itself, else the name that leads to it. */
function marked(node: ts.Node, file: ts.SourceFile): ts.Node {
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  if (!ts.isPropertyAssignment(node)) return 'name' in node && node.name ? node.name as ts.Node : node; // shorthand properties and methods: their name is a node
  const value = node.initializer;
  const onOneLine = lineOf(value.getStart(file), file) === lineOf(value.getEnd(), file);
  return onOneLine && value.getWidth(file) <= LONGEST_MARK ? value : node.name;
}

const lineOf = (offset: number, file: ts.SourceFile): number => file.getLineAndCharacterOfPosition(offset).line;

function spanOf(node: ts.Node, file: ts.SourceFile): SourceSpan {
  const start = node.getStart(file);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const firstLine = file.text.slice(start, node.getEnd()).split('\n', 1)[0]!;
  return { file: file.fileName, line: line + 1, column: character + 1, length: firstLine.trimEnd().length };
}
