/** Which names of a file come from `konektor`. */
import ts from 'typescript';

/** Local names of values and types imported from `konektor`, by their exported name, and names of the whole module. */
export interface KonektorNames { readonly exported: ReadonlyMap<string, string>; readonly modules: ReadonlySet<string> }

export function konektorNames(file: ts.SourceFile): KonektorNames {
  const exported = new Map<string, string>();
  const modules = new Set<string>();
  for (const { clause, from } of importsOf(file)) {
    if (from !== 'konektor') continue;
    const bindings = clause.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) modules.add(bindings.name.text);
    else for (const each of bindings?.elements ?? []) exported.set(each.name.text, (each.propertyName ?? each.name).text);
  }
  return { exported, modules };
}

/** The import declarations of a file that bind names. */
export function importsOf(file: ts.SourceFile): readonly { readonly clause: ts.ImportClause; readonly from: string }[] {
  return file.statements.flatMap(statement => (ts.isImportDeclaration(statement) && statement.importClause && ts.isStringLiteral(statement.moduleSpecifier)
    ? [{ clause: statement.importClause, from: statement.moduleSpecifier.text }] : []));
}

/** The exported name behind `callee` when it is something of `konektor`, such as `crossing` or `konektor.crossing`. */
export function konektorFunction(callee: ts.Expression, names: KonektorNames): string | undefined {
  if (ts.isIdentifier(callee)) return names.exported.get(callee.text);
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && names.modules.has(callee.expression.text) ? callee.name.text : undefined;
}
