/** --fix on connectors in folders, and on models in TypeScript. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadModel } from '../../scripts/cli/model-loading';
import { processPorts } from '../../scripts/cli/process-ports';
import type { CollectedSubject } from '../../scripts/cli/validating/collected';
import { folderSubject } from '../../scripts/cli/validating/file-subject';
import { fixSubject } from '../../scripts/cli/validating/fixing';
import { fixedFiles } from '../../scripts/cli/validating/fixing-files';
import { generateWithOrigins } from '../../scripts/generate/origins';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import { documentOf } from '../../scripts/validate/examples/example';
import { member, type JsonValue } from '../../scripts/validate/json';
import { always } from '../../scripts/validate/profile';
import { rule, type Edit, type Finding, type Rule } from '../../scripts/validate/rule';
import type { Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';
import { connectorModule, plainAction } from './author-project';

const made = (code: string, fix: Pick<NonNullable<Rule['fix']>, 'safe' | 'edits'>, check: Rule['check']): Rule => rule<unknown>({
  code, title: 'A rule', severity: always('warning'), source: 'this test', why: 'It is a test.', says: () => ({ what: 'Wrong.', todo: 'Mend it.' }),
  examples: () => ({ good: [], bad: [] }), fix: { ...fix, title: 'Mend it.' }, check,
});
const setTo = (words: (data: string) => string): NonNullable<Rule['fix']>['edits'] => (data, at) => ('pointer' in at ? [{ at, set: words(String(data)) }] : undefined);

/** Operations whose summary has a slash: "or" is meant. */
const slashes = made('no-slash', { safe: true, edits: setTo(words => words.replaceAll('/', 'or')) }, ({ report }) => ({
  operation: ({ operation, spot }) => { const summary = member(operation, 'summary'); if (typeof summary === 'string' && summary.includes('/')) report(spot.at('summary'), summary); },
}));
/** Operations without a visibility. */
const visibility = made('has-visibility', { safe: false, edits: setTo(() => 'important') }, ({ report }) => ({
  operation: ({ operation, spot }) => { if (member(operation, 'x-ms-visibility') === undefined) report(spot.at('x-ms-visibility'), ''); },
}));
/** Titles of parameters and properties that end with a blank. */
const blanks = made('no-blank', { safe: true, edits: setTo(words => words.trimEnd()) }, ({ report }) => ({
  text: ({ text, spot }) => { if (text.endsWith(' ')) report(spot, text); },
}));
/** Two that never agree. */
const quarrel = ['a', 'b'].map(letter => made(`title-${letter}`, { safe: true, edits: setTo(() => letter) }, ({ report }) => ({
  info: (info, spot) => { if (member(info, 'title') !== letter) report(spot.at('title'), ''); },
})));

const findingsBy = (...rules: readonly Rule[]) => (subject: Subject): readonly Finding[] => validate(subject, { profile: 'platform', rules }).findings;

describe('fixing', function () {
  this.timeout(120_000);
  let directory: string;
  const files = processPorts().files;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  const read = (file: string): string => readFileSync(join(directory, file), 'utf8');
  beforeEach(() => { directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-fixing-'))); });
  afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

  describe('files', () => {
    const definition = '{\r\n  "info": { "title": "Things " },\r\n  "paths": {\r\n    "/a": { "get": { "summary": "Get a / b", "operationId": "A" } },\r\n    "/b": { "get": { "summary": "Get b" } }\r\n  }\r\n}';
    const folder = async (): Promise<CollectedSubject> => ({ subject: await folderSubject(directory, files, () => Promise.resolve({ notRun: 'a test' })), diagnostics: [] });

    it('changes what is wrong and nothing else, and writes nothing beside it', async () => {
      write('apiDefinition.swagger.json', definition);
      const fixed = await fixSubject(await folder(), findingsBy(slashes, blanks, visibility), { unsafe: false, files });
      assert.equal(read('apiDefinition.swagger.json'), definition.replace('a / b', 'a or b').replace('Things ', 'Things'));
      assert.deepEqual([fixed.fixed, fixed.byHand.map(({ rule }) => rule.code)], [2, ['has-visibility', 'has-visibility']]);
      assert.deepEqual(fixed.changed.map(({ file, before, after }) => [file, before, after]), [[join(directory, 'apiDefinition.swagger.json'), definition, read('apiDefinition.swagger.json')]]);
      assert.equal(fixed.collected.subject.definition?.text, read('apiDefinition.swagger.json'));
      assert.deepEqual(readdirSync(directory), ['apiDefinition.swagger.json']);
    });

    it('takes unsafe fixes only when they are asked for', async () => {
      write('apiDefinition.swagger.json', definition);
      const fixed = await fixSubject(await folder(), findingsBy(slashes, blanks, visibility), { unsafe: true, files });
      assert.deepEqual([fixed.fixed, fixed.byHand], [4, []]);
      assert.equal(read('apiDefinition.swagger.json'), definition.replace('a / b', 'a or b').replace('Things ', 'Things').replace('"A"', '"A", "x-ms-visibility": "important"').replace('"Get b"', '"Get b", "x-ms-visibility": "important"'));
    });

    it('leaves files alone that need nothing', async () => {
      write('apiDefinition.swagger.json', definition);
      const fixed = await fixSubject(await folder(), findingsBy(), { unsafe: true, files: { ...files, rename: () => { throw new Error('nothing to write'); } } });
      assert.deepEqual([fixed.changed, fixed.fixed], [[], 0]);
    });

    it('writes UTF-8 without a mark in place of another encoding', async () => {
      write('apiDefinition.swagger.json', '');
      writeFileSync(join(directory, 'apiDefinition.swagger.json'), Buffer.from(`\ufeff${definition}`, 'utf16le'));
      const encoding = made('encoding', { safe: true, edits: (data): readonly Edit[] => [{ part: 'definition', ...(data as { readonly offset: number; readonly length: number; readonly repair: string }) }] }, ({ report }) => ({ // as reported below
        document: ({ file, damage }, part) => { for (const { offset, length, repair } of damage) report({ part, file, offset, length }, { offset, length, repair }); },
      }));
      const fixed = await fixSubject(await folder(), findingsBy(encoding, slashes), { unsafe: false, files });
      assert.equal(read('apiDefinition.swagger.json'), definition.replace('a / b', 'a or b'));
      assert.equal(fixed.fixed, 2);
    });

    it('stops where two fixes undo each other', () => {
      const value: JsonValue = { info: { title: '' } };
      const subject: Subject = { name: 'x', whole: false, scripts: [], definition: documentOf('a.json', value) };
      const fixed = fixedFiles({ subject, diagnostics: [] }, findingsBy(...quarrel), { unsafe: false });
      assert.equal(fixed.byHand.length, 1);
    });
  });

  describe('models', () => {
    const model = (): string => join(directory, 'connector', 'index.ts');
    /** As the command collects it. */
    const collect = (): Promise<CollectedSubject> => {
      const { connector, ...rest } = loadModel(model());
      if (!connector) return Promise.resolve({ subject: { name: model(), scripts: [], whole: false }, diagnostics: 'diagnostics' in rest ? rest.diagnostics : [] });
      const { definition, properties, origins } = generateWithOrigins(connector, placeholderPublisher);
      const part = (file: string, value: unknown) => documentOf(file, JSON.parse(JSON.stringify(value)) as JsonValue); // documents are JSON
      return Promise.resolve({ subject: { name: model(), whole: true, scripts: [], definition: part('d.json', definition), properties: part('p.json', properties) }, places: origins.whereOf, diagnostics: [] });
    };
    const fix = async (unsafe: boolean, ...rules: readonly Rule[]) => fixSubject(await collect(), findingsBy(...rules), { unsafe, files, reload: collect });

    const things = `import { text } from 'konektor';
/** Worded once for all. */
export const kind = text({ title: "Kind \\"of\\" it's ", description: \`What / \\\${it} is. \` });
export const words = 'Composed elsewhere ';
`;
    const operations = `    action({ operationId: 'GetThing', summary: 'Get a thing / item\\'s kind', description: 'Gets one. ', method: 'get', path: '/things', parameters: { kind, other: text() } }),
    action({
      operationId: 'ListThings', summary: 'List things / all', description: words,
      method: 'get', path: '/all', parameters: { kind },
    }),
${plainAction('Plain', '/plain')}`;

    it('changes the author\'s literals, in the quotes that they have, wherever they stand', async () => {
      write('connector/things.ts', things);
      const source = connectorModule(operations, "import { kind, words } from './things';\n");
      write('connector/index.ts', source);
      const fixed = await fix(false, slashes, blanks);
      assert.equal(read('connector/index.ts'), source.replace("thing / item\\'s", "thing or item\\'s").replace('things / all', 'things or all').replace("'Gets one. '", "'Gets one.'"));
      assert.equal(read('connector/things.ts'), things.replace("it's \"", "it's\"").replace('is. `', 'is.`'));
      assert.deepEqual(fixed.byHand.map(({ rule, at }) => [rule.code, 'pointer' in at && at.pointer()]), [['no-blank', '/paths/~1all/get/description']]);
      // Two summaries and a description, and the wording of one parameter in two operations.
      assert.equal(fixed.fixed, 7);
      assert.deepEqual(fixed.changed.map(({ file, before }) => [file, before]).sort(), [[model(), source], [join(directory, 'connector', 'things.ts'), things]]);
      assert.deepEqual(readdirSync(join(directory, 'connector')).sort(), ['index.ts', 'things.ts']);
    });

    it('puts in what is missing, as its neighbours are written', async () => {
      write('connector/things.ts', things);
      const source = connectorModule(operations, "import { kind, words } from './things';\n");
      write('connector/index.ts', source);
      const fixed = await fix(true, visibility);
      assert.equal(read('connector/index.ts'), source
        .replace('kind, other: text() } }),', "kind, other: text() }, visibility: 'important' }),")
        .replace('parameters: { kind },\n', "parameters: { kind }, visibility: 'important',\n").replace("parameters: {} }),", "parameters: {}, visibility: 'important' }),"));
      assert.deepEqual([fixed.fixed, fixed.byHand], [3, []]);
    });

    it('gives the text back when the model does not get better by it', async () => {
      const source = connectorModule(plainAction('Plain', '/plain'));
      write('connector/index.ts', source);
      const worse = made('worse', { safe: true, edits: setTo(() => '/') }, ({ report }) => ({ path: ({ path, spot }) => { report(spot.at('get', 'summary'), path); } }));
      const fixed = await fix(false, worse);
      assert.equal(read('connector/index.ts'), source);
      assert.deepEqual([fixed.changed, fixed.fixed, fixed.byHand.length], [[], 0, 1]);
    });

    it('leaves a model alone that has nothing to mend', async () => {
      const source = connectorModule(plainAction('Plain', '/plain'));
      write('connector/index.ts', source);
      assert.deepEqual((await fix(true, slashes)).changed, []);
      assert.equal(read('connector/index.ts'), source);
    });
  });
});
