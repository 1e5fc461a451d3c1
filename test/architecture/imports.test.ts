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

/** Relative modules that a TypeScript file names in imports, exports, require(…) and import types. */
function relativeImports(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) ? node.moduleSpecifier
      : ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require') ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
    if (named && ts.isStringLiteralLike(named) && named.text.startsWith('.')) found.push(resolve(dirname(file), named.text));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

describe('architecture', () => {
  const sources = filesBelow(scripts).filter(file => file.endsWith('.ts'));

  it('every kind of import is seen', () => {
    const seen = new Set(relativeImports(join(scripts, 'cli', 'main.ts')).map(target => relative(scripts, target).replaceAll(sep, '/')));
    assert.deepEqual(['cli/arguments', 'cli/ports', 'cli/commands/build', 'cli/commands/start'].filter(each => !seen.has(each)), []);
  });

  it('the parts import only what they may', () => {
    const denied = sources.flatMap(file => relativeImports(join(root, file)).flatMap(target => {
      const [from, to] = [partOf(join(root, file)), partOf(target)];
      const outside = relative(scripts, target).startsWith('..');
      return !outside && (from === to || (allowed[from] ?? []).includes(to)) ? [] : [`${file} imports ${relative(root, target)}`];
    }));
    assert.deepEqual(denied, []);
  });

  it('every part is listed', () => {
    const unknown = new Set(sources.map(file => partOf(join(root, file))).filter(part => !(part in allowed)));
    assert.deepEqual([...unknown], []);
  });

  it('the connector imports konektor and itself, nothing of the toolchain', () => {
    const reaching = filesBelow(join(root, 'connector')).filter(file => file.endsWith('.ts'))
      .flatMap(file => relativeImports(join(root, file)).filter(target => relative(join(root, 'connector'), target).startsWith('..')).map(target => `${file} imports ${relative(root, target)}`));
    assert.deepEqual(reaching, []);
  });

  const own = ['scripts', 'connector', 'test', 'schemas'].flatMap(folder => filesBelow(join(root, folder)));

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
