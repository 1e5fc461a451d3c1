/** Walks one file and knows, at each expression, whether its value comes from a parameter of a recorded lambda. */
import ts from 'typescript';
import { konektorFunction, type KonektorNames } from './lambda-lint-names';
import { standsForRecorder } from './lambda-lint-types';

/** What a name holds: a recorder; perhaps one, perhaps a plain value (its members are recorders all the same); or neither. */
type Holds = 'recorder' | 'perhaps' | 'plain';
type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;
class Scope {
  readonly #names = new Map<string, Holds>();
  constructor(readonly outer?: Scope) {}
  declare(name: string, holds: Holds): void { this.#names.set(name, holds); }
  holds(name: string): Holds { return this.#names.get(name) ?? this.outer?.holds(name) ?? 'plain'; }
}

/** Functions of `konektor` whose result is a recorder again, or holds some: a step's output is one. */
const givesRecorder: ReadonlySet<string> = new Set(['choose', 'constant', 'now', 'perform', 'sentence', 'variable']);

type Visitor = (node: ts.Node, isRecorded: (expression: ts.Expression) => boolean) => void;

export class LambdaWalk {
  readonly #functions = new Map<string, FunctionNode>();
  /** Functions of this file that a lambda calls or names, with the positions at which they receive recorders. */
  readonly #called = new Map<FunctionNode, Set<number>>();
  #pending: FunctionNode[] = [];

  constructor(readonly file: ts.SourceFile, readonly names: KonektorNames, readonly expressionTypes: ReadonlySet<string>) {
    for (const statement of file.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name) this.#functions.set(statement.name.text, statement);
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && initializer && isLambda(initializer)) this.#functions.set(name.text, initializer);
      }
    }
  }

  /** Calls `visit` at every node, perhaps more than once where a function is reached again with more recorders. */
  run(visit: Visitor): void {
    this.#walk(this.file, new Scope(), visit);
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#function(next, new Scope(), visit, false);
  }

  #walk(node: ts.Node, scope: Scope, visit: Visitor): void {
    visit(node, expression => this.#holds(expression, scope) === 'recorder');
    if (isLambda(node) || ts.isFunctionDeclaration(node)) return this.#function(node, scope, visit, false);
    if (ts.isCallExpression(node)) return this.#call(node, scope, visit);
    if (ts.isVariableDeclaration(node)) {
      if (node.initializer) this.#walk(node.initializer, scope, visit);
      return this.#declare(node.name, node.initializer ? this.#holds(node.initializer, scope) : 'plain', scope);
    }
    const inner = ts.isBlock(node) || ts.isForStatement(node) || ts.isForOfStatement(node) ? new Scope(scope) : scope;
    ts.forEachChild(node, child => this.#walk(child, inner, visit));
  }

  #function(node: FunctionNode, outer: Scope, visit: Visitor, recorded: boolean): void {
    const scope = new Scope(outer);
    const called = this.#called.get(node);
    node.parameters.forEach((parameter, index) => {
      const byType = parameter.type !== undefined && standsForRecorder(parameter.type, this.expressionTypes);
      const holds = !recorded && !byType && !called?.has(index) ? 'plain' : mayBePlain(parameter) ? 'perhaps' : 'recorder';
      this.#declare(parameter.name, holds, scope);
      if (parameter.initializer) this.#walk(parameter.initializer, scope, visit);
    });
    if (node.body) this.#walk(node.body, scope, visit);
  }

  #call(node: ts.CallExpression, scope: Scope, visit: Visitor): void {
    this.#walk(node.expression, scope, visit);
    // Builders of konektor, and operators of recorders such as where(…), run the lambdas that they are given over recorders.
    const overRecorders = konektorFunction(node.expression, this.names) !== undefined
      || (ts.isPropertyAccessExpression(node.expression) && this.#holds(node.expression.expression, scope) !== 'plain');
    const target = ts.isIdentifier(node.expression) ? this.#functions.get(node.expression.text) : undefined;
    node.arguments.forEach((argument, index) => {
      if (target && this.#holds(argument, scope) !== 'plain') this.#demand(target, index);
      if (overRecorders) this.#given(argument, scope, visit);
      else this.#walk(argument, scope, visit);
    });
  }

  /** An argument whose functions, directly or as properties, are run over recorders. */
  #given(node: ts.Node, scope: Scope, visit: Visitor): void {
    if (isLambda(node)) return this.#function(node, scope, visit, true);
    if (ts.isMethodDeclaration(node)) return this.#method(node, scope, visit);
    const name = ts.isIdentifier(node) ? node : ts.isShorthandPropertyAssignment(node) ? node.name : undefined;
    const target = name && this.#functions.get(name.text);
    if (target) return target.parameters.forEach((_, index) => { this.#demand(target, index); });
    if (ts.isObjectLiteralExpression(node)) return node.properties.forEach(property => { this.#given(property, scope, visit); });
    if (ts.isPropertyAssignment(node)) return this.#given(node.initializer, scope, visit);
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return this.#given(node.expression, scope, visit);
    if (ts.isConditionalExpression(node)) {
      visit(node, expression => this.#holds(expression, scope) === 'recorder');
      this.#walk(node.condition, scope, visit);
      this.#given(node.whenTrue, scope, visit);
      return this.#given(node.whenFalse, scope, visit);
    }
    this.#walk(node, scope, visit);
  }

  #method(node: ts.MethodDeclaration, outer: Scope, visit: Visitor): void {
    const scope = new Scope(outer);
    for (const parameter of node.parameters) this.#declare(parameter.name, mayBePlain(parameter) ? 'perhaps' : 'recorder', scope);
    if (node.body) this.#walk(node.body, scope, visit);
  }

  #demand(target: FunctionNode, index: number): void {
    const positions = this.#called.get(target) ?? new Set();
    if (positions.has(index)) return;
    this.#called.set(target, positions.add(index));
    this.#pending.push(target);
  }

  #declare(name: ts.BindingName, holds: Holds, scope: Scope): void {
    if (ts.isIdentifier(name)) return scope.declare(name.text, holds);
    // Members of something that is perhaps a recorder are taken as recorders; a default value makes them doubtful again.
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      this.#declare(element.name, holds === 'plain' ? 'plain' : element.initializer ? 'perhaps' : 'recorder', scope);
    }
  }

  #holds(node: ts.Expression, scope: Scope): Holds {
    if (ts.isIdentifier(node)) return scope.holds(node.text);
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) return this.#holds(node.expression, scope);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return this.#holds(node.expression, scope) === 'plain' ? 'plain' : 'recorder';
    if (ts.isTaggedTemplateExpression(node)) return givesRecorder.has(konektorFunction(node.tag, this.names) ?? '') ? 'recorder' : 'plain';
    if (ts.isConditionalExpression(node)) return this.#either(node.whenTrue, node.whenFalse, scope);
    if (ts.isBinaryExpression(node)) return traceless(node) ? this.#either(node.left, node.right, scope) : 'plain';
    if (!ts.isCallExpression(node)) return 'plain';
    const builder = konektorFunction(node.expression, this.names);
    if (builder !== undefined) return givesRecorder.has(builder) ? 'recorder' : 'plain';
    if (ts.isPropertyAccessExpression(node.expression)) return this.#holds(node.expression, scope);
    return node.arguments.some(argument => this.#holds(argument, scope) === 'recorder') ? 'recorder' : 'plain';
  }

  #either(one: ts.Expression, other: ts.Expression, scope: Scope): Holds {
    const both = [this.#holds(one, scope), this.#holds(other, scope)];
    return both.every(each => each === 'plain') ? 'plain' : both.every(each => each === 'recorder') ? 'recorder' : 'perhaps';
  }
}

const isLambda = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** && and its kin give one of their sides; other operators give a plain value. */
const traceless = (node: ts.BinaryExpression): boolean =>
  [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(node.operatorToken.kind);

/** Optional parameters, and those whose type names a plain value too, may be asked for what they are. */
function mayBePlain({ questionToken, initializer, type }: ts.ParameterDeclaration): boolean {
  const plainKinds = [ts.SyntaxKind.UndefinedKeyword, ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword, ts.SyntaxKind.LiteralType];
  return questionToken !== undefined || initializer !== undefined || (type !== undefined && ts.isUnionTypeNode(type) && type.types.some(each => plainKinds.includes(each.kind)));
}
