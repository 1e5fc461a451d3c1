/** Which type names of each file stand for recorders: those of `konektor`, and the author's own aliases of them. */
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { importsOf, konektorNames } from './lambda-lint-names';

export type SourceFiles = ReadonlyMap<string, ts.SourceFile>;

/** Types of `konektor` whose values are recorders. */
const recorderTypes: ReadonlySet<string> = new Set([
  'Condition', 'ExpressionOf', 'InstantExpression', 'ListExpression', 'NumberExpression', 'ObjectExpression', 'RecordExpression', 'TextExpression', 'YesNoExpression',
  'DateTimeValue', 'FlowCondition', 'FlowValueOf', 'ListValue', 'NumberValue', 'ObjectValue', 'RecordValue', 'TextValue', 'YesNoValue',
]);

/** For each file the names of its types that stand for recorders; aliases are followed across the given files. */
export function expressionTypesOf(files: SourceFiles): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map([...files].map(([name, file]) => [name, new Set([...konektorNames(file).exported].filter(([, exported]) => recorderTypes.has(exported)).map(([local]) => local))]));
  // Aliases may build on aliases of other files in any order: repeat until nothing new is found.
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, file] of files) {
      const own = known.get(name)!;
      for (const found of [...declaredHere(file, own), ...importedHere(file, known)]) {
        if (own.has(found)) continue;
        own.add(found);
        grown = true;
      }
    }
  }
  return known;
}

function declaredHere(file: ts.SourceFile, own: ReadonlySet<string>): readonly string[] {
  return file.statements.flatMap(statement => {
    if (ts.isTypeAliasDeclaration(statement)) return standsForRecorder(statement.type, own) ? [statement.name.text] : [];
    if (!ts.isInterfaceDeclaration(statement)) return [];
    return statement.members.some(member => ts.isPropertySignature(member) && member.type && standsForRecorder(member.type, own)) ? [statement.name.text] : [];
  });
}

function importedHere(file: ts.SourceFile, known: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  return importsOf(file).flatMap(({ clause, from }) => {
    const bindings = clause.namedBindings;
    if (!from.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) return [];
    const target = join(dirname(file.fileName), from);
    const exported = known.get(`${target}.ts`) ?? known.get(join(target, 'index.ts'));
    return bindings.elements.filter(each => exported?.has((each.propertyName ?? each.name).text)).map(each => each.name.text);
  });
}

/** True for a type that is, or has members that are, recorders. Lists of them and functions over them are plain JavaScript. */
export function standsForRecorder(type: ts.TypeNode, names: ReadonlySet<string>): boolean {
  if (ts.isTypeReferenceNode(type)) {
    const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
    if (ts.isIdentifier(type.typeName) ? names.has(name) : recorderTypes.has(name)) return true;
    return name === 'Readonly' && (type.typeArguments ?? []).some(argument => standsForRecorder(argument, names));
  }
  if (ts.isParenthesizedTypeNode(type)) return standsForRecorder(type.type, names);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some(each => standsForRecorder(each, names));
  if (ts.isTypeLiteralNode(type)) return type.members.some(member => ts.isPropertySignature(member) && member.type !== undefined && standsForRecorder(member.type, names));
  return false;
}
