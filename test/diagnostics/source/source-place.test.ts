import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { inModel } from '../../../scripts/diagnostics/diagnostic';
import type { Place } from '../../../scripts/diagnostics/place';
import { sourceSpan } from '../../../scripts/diagnostics/source/source-place';
import { sourceTextsOnDisk } from '../../../scripts/diagnostics/source/source-texts';
import type { SourceSpan } from '../../../scripts/diagnostics/source/source-span';

const above = `import { action, body, list, record, text, pollingTrigger as trigger } from 'konektor';
import * as konektor from 'konektor';

interface Erased { readonly a: string; readonly b: number }
type AlsoErased = Erased | { readonly c: boolean };
enum Kept { One = 1, Two }
declare const never: AlsoErased;
/** About the next. */
`;
const source = `${above}export const operations = [
  action({
    operationId: 'First', summary: 'Get first', description: 'Gets.', method: 'get', path: '/first/{id}',
    parameters: {
      id: text({ title: 'Id', description: 'Which.' }),
      kept: text({ title: \`\${Kept.One}\` }),
    },
  }),
  action({ operationId: 'Second', summary: 'Get second', description: 'Gets.', method: 'get', path: '/second', parameters: {} }), konektor.action({ operationId: 'Third', summary: 'Get third', description: 'Gets.', method: 'get', path: '/third', parameters: { within: body(list(record({ deep: text({ title: 'Deep' }) }))) } }),
  make((operationId: string): konektor.Operation => action({ operationId, summary: 'Get fourth' as const, description: 'Gets.', method: 'get', path: '/fourth', parameters: {} })),
];
function make(maker: (operationId: string) => konektor.Operation): konektor.Operation { return maker('Fourth'); }
void trigger; void (0 as unknown as typeof never);
`;

/** The text that a span covers. */
const covered = (span: SourceSpan | undefined): string | undefined => span && source.split('\n')[span.line - 1]!.slice(span.column - 1, span.column - 1 + span.length);

describe('source places', () => {
  let folder: string;
  before(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-place-'))); });
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  // The module's shape is what the text above exports.
  const load = (file: string): readonly Place[] => (createRequire(__filename)(file) as { operations: { place: Place }[] }).operations.map(each => each.place);

  const underLoader = (): readonly Place[] => {
    writeFileSync(join(folder, 'loaded.ts'), source);
    return load(join(folder, 'loaded.ts'));
  };
  const compiled = (withMap: boolean): readonly Place[] => {
    const name = withMap ? 'mapped' : 'bare';
    mkdirSync(join(folder, name), { recursive: true });
    const { outputText, sourceMapText } = ts.transpileModule(source, { fileName: join(folder, 'written.ts'), compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true, sourceMap: withMap } });
    writeFileSync(join(folder, 'written.ts'), source);
    writeFileSync(join(folder, name, 'written.js'), outputText);
    if (sourceMapText !== undefined) writeFileSync(join(folder, name, 'written.js.map'), JSON.stringify({ ...JSON.parse(sourceMapText) as object, sources: ['../written.ts'] }));
    return load(join(folder, name, 'written.js'));
  };

  const cases: readonly (readonly [what: string, operation: number, property: readonly string[], marked: string, at: string])[] = [
    ['the call itself', 0, [], 'action', '10:3'],
    ['a property with text', 0, ['operationId'], "'First'", '11:18'],
    ['a nested property, through another builder', 0, ['parameters', 'id', 'title'], "'Id'", '13:25'],
    ['a property whose value spans lines: its name', 0, ['parameters'], 'parameters', '12:5'],
    ['a missing property: the nearest that is there', 0, ['parameters', 'id', 'valuesFrom', 'value'], "text({ title: 'Id', description: 'Which.' })", '13:11'],
    ['a missing property of the call: the call', 0, ['hint'], 'action', '10:3'],
    ['the first of two calls on one line', 1, ['path'], "'/second'", '17:101'],
    ['the second of two calls on one line, by the module name', 2, ['path'], "'/third'", '17:236'],
    ['deep inside nested builder calls', 2, ['parameters', 'within', 'deep', 'title'], "'Deep'", '17:307'],
    ['a call inside a function', 3, ['summary'], "'Get fourth' as const", '18:84'],
    ['a shorthand property', 3, ['operationId'], 'operationId', '18:62'],
  ];
  for (const [mode, places, file] of [['under the loader', underLoader, 'loaded.ts'], ['compiled, with its map', () => compiled(true), 'written.ts']] as const) {
    describe(mode, () => {
      let found: readonly Place[];
      before(() => { found = places(); });
      for (const [what, operation, property, marked, at] of cases) {
        it(what, () => {
          const span = sourceSpan(inModel(found[operation], ...property), sourceTextsOnDisk());
          assert.deepEqual({ file: span?.file, marked: covered(span), at: `${span?.line}:${span?.column}` }, { file: join(folder, file), marked, at });
        });
      }
    });
  }

  it('compiled without a map: the call in the JavaScript that runs', () => {
    const place = compiled(false)[0]!;
    const span = sourceSpan(inModel(place, 'operationId'), sourceTextsOnDisk());
    assert.deepEqual(span && { ...span, line: span.line > 1 }, { file: join(folder, 'bare', 'written.js'), line: true, column: 22, length: 7 });
  });

  it('a TypeScript file that nothing transpiles: the raw place', () => {
    const place = { file: join(folder, 'loaded.ts'), line: 3, column: 5 };
    assert.deepEqual(sourceSpan(inModel(place, 'summary'), { text: () => source, running: () => undefined }), { ...place, length: 0 });
  });

  it('a damaged map, and a file that is gone: the raw place', () => {
    const place = { file: join(folder, 'gone.js'), line: 3, column: 5 };
    assert.deepEqual(sourceSpan(inModel(place), { text: () => undefined, running: () => '//# sourceMappingURL=data:application/json;base64,e30' }), { ...place, length: 0 });
    assert.deepEqual(sourceSpan(inModel(place), sourceTextsOnDisk()), { ...place, length: 0 });
  });

  it('no place at all, and a place in a file', () => {
    assert.equal(sourceSpan(inModel(undefined, 'summary'), sourceTextsOnDisk()), undefined);
    assert.equal(sourceSpan({ kind: 'file', file: 'a.yaml', line: 2, column: 7 }, sourceTextsOnDisk()), undefined);
  });
});
