import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '..', '..');
const scripts = join(root, 'scripts');

/** Every file below a folder, as paths relative to the root with slashes; what git ignores is left out. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter(file => !/(^|\/)(node_modules|bin|obj)\//.test(file))
    .sort();
}

/** The parts of the toolchain and what each may import besides itself (architecture, "Layout"); everything else is denied. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  'workflow-language': ['diagnostics'],
  model: ['diagnostics', 'workflow-language'],
  generate: ['model', 'diagnostics', 'workflow-language'],
  compare: ['model', 'diagnostics'],
  import: ['model', 'diagnostics'],
  validate: ['model', 'diagnostics'],
  package: ['generate', 'validate', 'model', 'diagnostics', 'workflow-language'],
  'script-host': [],
  environment: ['package', 'generate', 'validate', 'script-host', 'workflow-language'],
  deploy: ['package', 'compare', 'validate', 'environment', 'diagnostics'],
  service: [],
  'schema-validators': [],
  cli: ['schema-validators', 'workflow-language', 'diagnostics', 'model', 'generate', 'compare', 'import', 'validate', 'package', 'script-host', 'environment', 'deploy', 'service'],
  // The package's door is the model and nothing else.
  'index.ts': ['model'],
};

/** The part that a file belongs to: its folder below scripts, or the file itself at the top. */
const partOf = (file: string): string => relative(scripts, file).split(sep)[0]!;

/** A module that a file names, and whether the file needs it to run: types leave no trace in JavaScript. */
interface NamedModule { readonly target: string; readonly isNeeded: boolean }

/** Relative modules that a TypeScript file names in imports, exports, require(…) and import types. */
function importsIn(text: string, file: string): readonly NamedModule[] {
  const found: NamedModule[] = [];
  const visit = (node: ts.Node): void => {
    const named = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) ? node.moduleSpecifier
      : ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require') ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
    if (named && ts.isStringLiteralLike(named) && named.text.startsWith('.')) found.push({ target: resolve(dirname(file), named.text), isNeeded: !namesTypesOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const read = new Map<string, readonly NamedModule[]>();
/** Those of a file on disk, which is parsed once. */
function relativeImports(file: string): readonly NamedModule[] {
  const known = read.get(file) ?? importsIn(readFileSync(file, 'utf8'), file);
  read.set(file, known);
  return known;
}

/** `import type`, `export type`, an import type, and an import or export of nothing but names that are marked as types. */
function namesTypesOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || (node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && node.exportClause.elements.every(({ isTypeOnly }) => isTypeOnly));
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  return phaseModifier === ts.SyntaxKind.TypeKeyword || (name === undefined && namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly));
}

/** Which file imports which, both as paths relative to the root. */
function importsBetween(files: readonly string[], counts: (named: NamedModule) => boolean): ReadonlyMap<string, readonly string[]> {
  const known = new Set(files);
  const fileOf = (target: string): string | undefined => [`${target}.ts`, `${target}/index.ts`, target].map(each => relative(root, each).replaceAll(sep, '/')).find(each => known.has(each));
  return new Map(files.map(file => [file, relativeImports(join(root, file)).filter(counts).flatMap(({ target }) => fileOf(target) ?? [])]));
}

/** The groups of files each of which leads to all others of its group, sorted. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reached = new Map([...imports.keys()].map(file => {
    const found = new Set<string>();
    const waiting = [...imports.get(file) ?? []];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) if (!found.has(next)) { found.add(next); waiting.push(...imports.get(next) ?? []); }
    return [file, found] as const;
  }));
  const inCircles = [...reached].filter(([file, found]) => found.has(file)).map(([file]) => file);
  const groups = inCircles.map(file => inCircles.filter(other => reached.get(file)?.has(other) && reached.get(other)?.has(file)).sort());
  return groups.filter((group, index) => groups.findIndex(([first]) => first === group[0]) === index);
}

describe('architecture', () => {
  const sources = filesBelow(scripts).filter(file => file.endsWith('.ts'));

  it('every kind of import is seen', () => {
    const seen = new Set(relativeImports(join(scripts, 'cli', 'main.ts')).map(({ target }) => relative(scripts, target).replaceAll(sep, '/')));
    assert.deepEqual(['cli/arguments', 'cli/ports', 'cli/commands/build', 'cli/commands/start'].filter(each => !seen.has(each)), []);
  });

  it('types that are imported are told from what is needed to run', () => {
    const needed = ["import './a';", "import a from './a';", "import * as a from './a';", "import { a } from './a';", "import { a, type B } from './a';", "export * from './a';", "export { a } from './a';", "const a = require('./a');", "import('./a');"];
    const typesOnly = ["import type { A } from './a';", "import type A from './a';", "import { type A } from './a';", "export type { A } from './a';", "export type * from './a';", "export { type A } from './a';", "let a: import('./a').A;"];
    assert.deepEqual([needed, typesOnly].map(each => each.filter(text => importsIn(text, join(scripts, 'index.ts'))[0]?.isNeeded)), [needed, []]);
    assert.deepEqual(typesOnly.filter(text => importsIn(text, join(scripts, 'index.ts')).length !== 1), []);
  });

  it('the parts import only what they may', () => {
    const denied = sources.flatMap(file => relativeImports(join(root, file)).flatMap(({ target }) => {
      const [from, to] = [partOf(join(root, file)), partOf(target)];
      const outside = relative(scripts, target).startsWith('..');
      return !outside && (from === to || (allowed[from] ?? []).includes(to)) ? [] : [`${file} imports ${relative(root, target)}`];
    }));
    assert.deepEqual(denied, []);
  });

  it('no file needs itself in order to run', () => {
    assert.deepEqual(circlesOf(importsBetween(sources, ({ isNeeded }) => isNeeded)), []);
  });

  // Types may name each other in a circle only where what they describe does: a schema may name the lookup that fills it, and a
  // lookup is an operation with schemas. Anywhere else what both files need stands in a third.
  it('no file names itself in types either, but for schemas and what they are asked from', () => {
    assert.deepEqual(circlesOf(importsBetween(sources, () => true)), [
      ['scripts/model/answer.ts', 'scripts/model/api-call.ts', 'scripts/model/expression/recorder.ts', 'scripts/model/lookup.ts', 'scripts/model/operation.ts', 'scripts/model/poll.ts', 'scripts/model/schema.ts'],
    ]);
  });

  it('circles are found, with the files that only lead to one left out', () => {
    const graph = new Map([['outside', ['a']], ['a', ['b', 'outlet']], ['b', ['c']], ['c', ['a']], ['itself', ['itself']], ['outlet', []]]);
    assert.deepEqual(circlesOf(graph), [['a', 'b', 'c'], ['itself']]);
  });

  it('every part is listed', () => {
    const unknown = new Set(sources.map(file => partOf(join(root, file))).filter(part => !(part in allowed)));
    assert.deepEqual([...unknown], []);
  });

  it('the connector imports konektor and itself, nothing of the toolchain', () => {
    const reaching = filesBelow(join(root, 'connector')).filter(file => file.endsWith('.ts'))
      .flatMap(file => relativeImports(join(root, file)).filter(({ target }) => relative(join(root, 'connector'), target).startsWith('..')).map(({ target }) => `${file} imports ${relative(root, target)}`));
    assert.deepEqual(reaching, []);
  });

  const own = ['scripts', 'connector', 'test', 'schemas'].flatMap(folder => filesBelow(join(root, folder)));

  it('nock, which takes over the network when it is imported, is imported in one place', () => {
    assert.deepEqual(own.filter(file => /\.(ts|js|mjs)$/.test(file) && /(from|require\(|import\() *'nock'/.test(readFileSync(join(root, file), 'utf8'))), ['test/support/played-network.ts']);
  });

  it('no file has a name that says nothing', () => {
    assert.deepEqual(own.filter(file => file.split('/').some(part => /^(utils?|helpers?|common|misc)(\.|$)/i.test(part))), []);
  });

  it('no source file is longer than 400 lines', () => {
    const long = own.filter(file => /\.(ts|js|cs)$/.test(file) && !file.startsWith('connector/generated/'))
      .map(file => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400);
    assert.deepEqual(long, []);
  });

  it('one command, one file', () => {
    const commands = filesBelow(join(scripts, 'cli', 'commands')).map(file => basename(file, '.ts'));
    assert.deepEqual(commands, ['advance', 'build', 'connection', 'deploy', 'doctor', 'drift', 'flow', 'help', 'inspect', 'invoke', 'locale', 'outbox', 'package', 'play', 'rollback', 'rules', 'runs', 'start', 'validate', 'version']);
  });

  it('the public names are these', () => {
    // The door itself: values as they are exported; types leave no trace in JavaScript and are read from the text.
    const values = Object.keys(require(join(scripts, 'index')) as object).sort();
    const text = readFileSync(join(scripts, 'model', 'index.ts'), 'utf8');
    const types = [...text.matchAll(/\btype (\w+)/g)].map(([, name]) => name!).sort();
    assert.deepEqual({ values, types }, JSON.parse(readFileSync(join(__dirname, 'public-names.json'), 'utf8')));
  });
});
