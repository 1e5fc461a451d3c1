/** The packed package in an empty folder, with a ten-line connector of somebody else. Nothing is downloaded. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '..', '..');

const foreign = `import { action, connectionSecret, defineConnector, record, text } from 'konektor';

const City = record('City', { name: text({ title: 'Name', description: 'Its name.' }) });
const api_key = connectionSecret({ title: 'Key', description: 'Your key.' });
export default defineConnector({
  title: 'City Guide', description: 'Tells the city that belongs to a postal code of the example service.', version: '1.2.3', host: 'cities.example.com', basePath: '/v2',
  categories: ['Data'], brandColor: '#0a7d55', authentication: { kind: 'parameters', parameters: { api_key }, apiKey: { name: 'X-Key', in: 'header' } },
  operations: [action({ operationId: 'GetCity', summary: 'Get city', description: 'Gets the city of a postal code.', method: 'get', path: '/cities/{code}', output: City,
    parameters: { code: text({ title: 'Postal code', description: 'The postal code.' }) } })],
});
`;

const konektorYaml = `publisher:
  name: City Guides
  contact: { name: Help desk, email: help@cities.example.com, url: https://cities.example.com/help }
  website: https://cities.example.com
  privacyPolicy: https://cities.example.com/privacy
`;

/** Written out whole: what this connector must become, whoever makes it. */
const definition = {
  swagger: '2.0',
  info: {
    title: 'City Guide',
    description: 'Tells the city that belongs to a postal code of the example service.',
    version: '1.2.3',
    contact: { name: 'Help desk', url: 'https://cities.example.com/help', email: 'help@cities.example.com' },
  },
  host: 'cities.example.com',
  basePath: '/v2',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/cities/{code}': {
      get: {
        operationId: 'GetCity',
        summary: 'Get city',
        description: 'Gets the city of a postal code.',
        parameters: [
          {
            name: 'code',
            in: 'path',
            required: true,
            type: 'string',
            'x-ms-summary': 'Postal code',
            description: 'The postal code.',
            'x-ms-url-encoding': 'single',
          },
        ],
        responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/City' } } },
      },
    },
  },
  definitions: {
    City: { type: 'object', required: ['name'], properties: { name: { type: 'string', title: 'Name', description: 'Its name.' } } },
  },
  securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  security: [{ api_key: [] }],
  'x-ms-connector-metadata': [
    { propertyName: 'Website', propertyValue: 'https://cities.example.com' },
    { propertyName: 'Privacy policy', propertyValue: 'https://cities.example.com/privacy' },
    { propertyName: 'Categories', propertyValue: 'Data' },
  ],
};

function run(program: string, words: readonly string[], directory: string): { readonly code: number | null; readonly out: string; readonly error: string } {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: directory, encoding: 'utf8', shell: process.platform === 'win32' });
  return { code: status, out: stdout, error: stderr };
}

/** Unpacks the tarball as npm would and links what this project has installed as its dependencies. */
function install(tarball: string, folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const { code, error } = run('tar', ['-xzf', tarball, '-C', modules], folder);
  assert.equal(code, 0, error);
  renameSync(join(modules, 'package'), join(modules, 'konektor'));
  for (const name of readdirSync(join(root, 'node_modules'))) if (!name.startsWith('.') && name !== 'konektor') symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
}

describe('a foreign connector, built with the packed package', function () {
  this.timeout(180_000);
  let folder: string;
  const file = (...names: readonly string[]): string => join(folder, ...names);

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-foreign-')));
    // Packing compiles first (prepack), so that what is tested is what is in the sources now.
    const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], root);
    assert.equal(packed.code, 0, `${packed.out}${packed.error}`);
    const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'));
    assert.ok(tarball !== undefined, 'npm pack made a tarball');
    install(file(tarball), folder);
    mkdirSync(file('connector'));
    writeFileSync(file('connector', 'index.ts'), foreign);
    writeFileSync(file('konektor.yaml'), konektorYaml);
  });
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  const konektor = (...words: readonly string[]): ReturnType<typeof run> => run(process.execPath, [file('node_modules', 'konektor', 'scripts', 'konektor.js'), ...words], folder);

  it('type-checks against the packed declarations', () => {
    const program = ts.createProgram([file('connector', 'index.ts')], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [] });
    assert.deepEqual(ts.getPreEmitDiagnostics(program).map(each => ts.flattenDiagnosticMessageText(each.messageText, '\n')), []);
    assert.ok(program.getSourceFile(file('node_modules', 'konektor', 'build', 'scripts', 'index.d.ts')), 'the declarations are those of the package');
  });

  it('builds', () => {
    const { code, out, error } = konektor('build');
    assert.deepEqual({ code, out: out.replace(/ +\d+ ms$/m, ''), error }, { code: 0, out: '  build       4 artifacts · 1 operation · 4 written\n', error: '' });
    assert.deepEqual(readdirSync(file('connector', 'generated')).sort(), ['README.md', 'apiDefinition.swagger.json', 'apiProperties.json', 'settings.json']);
    assert.deepEqual(JSON.parse(readFileSync(file('connector', 'generated', 'apiDefinition.swagger.json'), 'utf8')), definition);
  });

  it('runs in the local environment, packaged', () => {
    const { code, out, error } = konektor('start', '--once', '--port', '0');
    assert.deepEqual({ code, installed: out.trimEnd().split('\n').at(-1), error: error.trimEnd().split('\n').at(-1) }, {
      code: 0, installed: '  installed   City Guide', error: '  scenario    none for this connector: the stand-in plays Customer Insights only. Nothing is called',
    });
  });

  it('finds mistakes at the author\'s place', () => {
    const wrong = foreign.replace("'/cities/{code}'", "'/cities/{zip}/{code}'");
    const line = wrong.split('\n').findIndex(each => each.includes('{zip}'));
    const place = `${line + 1}:${wrong.split('\n')[line]!.indexOf("'/cities") + 1}`;
    writeFileSync(file('connector', 'index.ts'), wrong);
    const { code, out, error } = konektor('build', '--check');
    assert.deepEqual({ code, out, error: error.split('\n')[0] }, { code: 1, out: '', error: `connector/index.ts:${place}  error  path-parameter-undeclared` });
  });
});
