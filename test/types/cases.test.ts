import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '..', '..');
const folder = join(__dirname, 'cases');

interface Found { readonly line: number; readonly text: string }

/** Compiles all cases at once with the project's own options; diagnostics by file, lines from 1. */
function compiled(files: readonly string[]): ReadonlyMap<string, readonly Found[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), file => readFileSync(file, 'utf8')) as { config: { compilerOptions: object } }; // the project's own file
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ['node'] }, root, join(root, 'tsconfig.json'));
  const found = new Map<string, Found[]>();
  for (const diagnostic of ts.getPreEmitDiagnostics(ts.createProgram([...files], { ...options, configFilePath: join(root, 'tsconfig.json') }))) {
    const name = diagnostic.file?.fileName ?? '(no file)';
    const line = diagnostic.file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1 : 0;
    found.set(name, [...(found.get(name) ?? []), { line, text: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n') }]);
  }
  return found;
}

/** A statement may span lines: a mark expects its error anywhere from its next line to the line before the next mark or empty line. */
function expectations(text: string): readonly { readonly from: number; readonly to: number; readonly says: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const says = /^\s*\/\/ expect: (.+)$/.exec(line)?.[1];
    if (says === undefined) return [];
    let to = index + 1;
    while (to + 1 < lines.length && lines[to + 1]!.trim() !== '' && !lines[to + 1]!.includes('// expect: ')) to += 1;
    return [{ from: index + 2, to: to + 1, says }];
  });
}

describe('types: what must not compile', function () {
  this.timeout(60_000);
  const files = readdirSync(folder).filter(name => name.endsWith('.ts')).sort();
  let found: ReadonlyMap<string, readonly Found[]>;
  before(() => { found = compiled(files.map(name => join(folder, name))); });

  for (const name of files) {
    const expected = expectations(readFileSync(join(folder, name), 'utf8'));
    it(`${name}: ${expected.length} mistakes, each reported where it is made, and nothing else`, () => {
      const errors = found.get(join(folder, name)) ?? [];
      const unmet = expected.filter(({ from, to, says }) => !errors.some(error => from <= error.line && error.line <= to && error.text.includes(says)));
      const unexpected = errors.filter(error => !expected.some(({ from, to }) => from <= error.line && error.line <= to));
      assert.deepEqual({ unmet, unexpected }, { unmet: [], unexpected: [] }, `errors found: ${JSON.stringify(errors, undefined, 1)}`);
    });
  }

  it('the model itself compiles', () => {
    assert.deepEqual([...found.keys()].filter(name => !name.startsWith(folder)), []);
  });
});
