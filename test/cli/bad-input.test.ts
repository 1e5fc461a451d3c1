import assert from 'node:assert/strict';
import { authorProject, connectorModule, plainAction, type AuthorProject } from './author-project';

describe('bad input, through the real command line', function () {
  this.timeout(60_000);
  let project: AuthorProject | undefined;
  afterEach(() => { project?.remove(); project = undefined; });
  const build = (files: Readonly<Record<string, string>>): { code: number | null; out: string; error: string } => {
    project = authorProject(files);
    return project.konektor('build');
  };

  it('a folder in place of the model', () => {
    project = authorProject({ 'connector/index.ts': connectorModule('') });
    assert.deepEqual(project.konektor('build', '--model', 'connector'), { code: 2, out: '', error: 'konektor: There is no model at connector. Run konektor in the folder that holds it, or name the file: --model <file>\n' });
  });

  it('a repeated operation id', () => {
    const result = build({ 'connector/index.ts': connectorModule(`${plainAction('GetThing', '/one')}\n${plainAction('GetThing', '/two')}`) });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:9:27  error  operation-id-repeated
   9 │     action({ operationId: 'GetThing', summary: 'Get two', description: 'Gets one.', method: 'get', path: '/two', parameters: {} }),
     │                            ────────
   The operation id GetThing is used twice. Flows and the custom code find an operation by its id;
   with two of them the platform refuses the definition.
   Do: Give one of them another id. An id that was released must stay, so rename the newer one.
   See: connector/index.ts:8:27  The first use.

1 error
` });
  });

  it('a drop-down whose lookup is not in the connector', () => {
    const result = build({ 'connector/index.ts': connectorModule(
      `    action({ operationId: 'GetThing', summary: 'Get thing', description: 'Gets one.', method: 'get', path: '/things',
      parameters: { thing: text({ title: 'Thing', description: 'Which.', valuesFrom: dropDown(things, { given: {}, value: item => item.name, title: item => item.name }) }) } }),`,
      `const things = lookup({ operationId: 'ListThings', summary: 'List things', description: 'Lists.', path: '/things/list', parameters: {}, item: record({ name: text() }),
  run: () => send(apiCall({ method: 'GET', path: '/things', parameters: {}, answer: record({ value: list(record({ name: text() })) }) })({}), answer => ({ value: answer.value })) });
` ) });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:11:21  error  lookup-not-listed
  11 │       parameters: { thing: text({ title: 'Thing', description: 'Which.', valuesFrom: dropDown(things, { given: {}, value: item => item.name, title: item => item.name }) }) } }),
     │                     ─────
   thing of GetThing is filled by the lookup ListThings, which is not among the connector's
   operations. The designer calls the lookup as an operation of this connector; without it the
   drop-down stays empty and the definition is refused.
   Do: Add ListThings to \`operations\` of defineConnector.
   See: connector/index.ts:4:16  The lookup.

1 error
` });
  });

  it('a path parameter that is not declared', () => {
    const result = build({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/things/{thingId}')) });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:8:119  error  path-parameter-undeclared
   8 │     action({ operationId: 'GetThing', summary: 'Get things/{thingId}', description: 'Gets one.', method: 'get', path: '/things/{thingId}', parameters: {} }),
     │                                                                                                                        ─────────────────
   The path of GetThing names {thingId}, but there is no parameter thingId. The platform refuses a
   path with a name that no parameter fills (OperationMissingPathParameter).
   Do: Declare thingId under \`parameters\`.

1 error
` });
  });

  it('a lambda with &&, ||, ?: and ??: each at its place, without an echo from the recorders', () => {
    const result = build({ 'connector/index.ts': connectorModule(`    pollingTrigger({
      operationId: 'OnThing', summary: 'When a thing ends', description: 'Starts a flow when a thing ends.', hint: 'Starts when a thing ends.', path: '/trigger/things', parameters: {},
      output: record({ id: text({ title: 'Id', description: 'Its id.' }), size: text({ title: 'Size', description: 'How big.' }) }),
      poll: () => newItems({
        read: itemsOf(listThings({})),
        where: thing => thing.count.above(3) && thing.id.equals('x'),
        keep: thing => thing.count.above(3) || thing.id.equals('x'),
        id: thing => thing.id,
        at: thing => thing.ended,
        event: ({ item }) => ({ id: item.id ?? 'none', size: item.count.above(7) ? 'big' : 'small' }),
      }),
    }),`, `const Thing = record({ id: text(), count: wholeNumber(), ended: dateTime() });
const listThings = apiCall({ method: 'GET', path: '/things', parameters: {}, answer: list(Thing) });
`) });
    const why = `A lambda runs once, over
   recorders that stand for the values to come, and this leaves no trace in the custom code.`;
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:15:46  error  lambda-operator-without-trace
  15 │         where: thing => thing.count.above(3) && thing.id.equals('x'),
     │                                              ^
   && is decided while the model is built, not when the operation runs. ${why}
   Do: Write left.and(right).

connector/index.ts:16:45  error  lambda-operator-without-trace
  16 │         keep: thing => thing.count.above(3) || thing.id.equals('x'),
     │                                             ^
   || is decided while the model is built, not when the operation runs. ${why}
   Do: Write left.or(right), or value.orElse(other) for a value that may be null.

connector/index.ts:19:45  error  lambda-operator-without-trace
  19 │         event: ({ item }) => ({ id: item.id ?? 'none', size: item.count.above(7) ? 'big' : 'small' }),
     │                                             ^
   ?? is decided while the model is built, not when the operation runs. ${why}
   Do: Write value.orElse(other).

connector/index.ts:19:82  error  lambda-operator-without-trace
  19 │         event: ({ item }) => ({ id: item.id ?? 'none', size: item.count.above(7) ? 'big' : 'small' }),
     │                                                                                  ^
   ?: is decided while the model is built, not when the operation runs. ${why}
   Do: Write choose(condition, yes, no).

4 errors
` });
  });

  it('a model that throws, in a file that it imports', () => {
    const result = build({
      'connector/index.ts': connectorModule(plainAction('GetThing', '/things'), "import './limits';\n"),
      'connector/limits.ts': "interface Erased { readonly a: string }\n\nexport const limits: readonly Erased[] = [];\nif (limits.length === 0) throw new RangeError('There must be a limit.');\n",
    });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/limits.ts:4:32  error  model-throws
   4 │ if (limits.length === 0) throw new RangeError('There must be a limit.');
     │                                ^
   Loading the model failed: There must be a limit. The artifacts are made from what the module
   exports, and it could not be loaded to its end.
   Do: Mend the cause here; "npx tsc --noEmit" often says more about it.

1 error
` });
  });

  it('a model that is not TypeScript', () => {
    const result = build({ 'connector/index.ts': "import { text } from 'konektor';\n\nexport const broken: string = ;\n" });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:3:31  error  model-syntax
   3 │ export const broken: string = ;
     │                               ^
   This is not TypeScript: Expression expected. The artifacts are made from what the module exports,
   and it could not be loaded to its end.
   Do: Mend the syntax here.

1 error
` });
  });

  it('an import of a file that is not there', () => {
    const result = build({ 'connector/index.ts': "import { a } from './absent';\nexport default a;\n" });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts:1:19  error  model-import-missing
   1 │ import { a } from './absent';
     │                   ^
   There is no module "./absent". The artifacts are made from what the module exports, and it could
   not be loaded to its end.
   Do: Mend the name, or install the package.

1 error
` });
  });

  it('a module without a connector', () => {
    const result = build({ 'connector/index.ts': 'export const a = 1;\n' });
    assert.deepEqual(result, { code: 1, out: '', error: `connector/index.ts  error  model-without-connector
   This file exports no connector. One build makes the artifacts of one connector.
   Do: Write export default defineConnector({ … }).

1 error
` });
  });

  it('no model at all', () => {
    assert.deepEqual(build({}), { code: 2, out: '', error: 'konektor: There is no model at connector/index.ts. Run konektor in the folder that holds it, or name the file: --model <file>\n' });
  });

  it('mistakes in konektor.yaml, each at its line', () => {
    const result = build({
      'connector/index.ts': connectorModule(plainAction('GetThing', '/things')),
      'konektor.yaml': 'publisher:\n  name: Example\n  contact: { name: Support, email: nobody, url: "http://example.com" }\n  website: 7\n  privacy: https://example.com\nenvironments:\n  Test: {}\n',
    });
    const why = 'Publisher, contact and environments of the artifacts come from konektor.yaml.';
    assert.equal(result.error.replace(/\s*\n {3}(?! *[│\d])/g, ' '), `konektor.yaml:2:3  error  konektor-yaml-shape
   2 │   name: Example
     │   ^ "publisher" lacks "privacyPolicy". ${why} Do: Add "privacyPolicy".

konektor.yaml:3:36  error  konektor-yaml-shape
   3 │   contact: { name: Support, email: nobody, url: "http://example.com" }
     │                                    ^ "publisher.contact.email" is not an e-mail address: "nobody". ${why} Do: Write a complete one.

konektor.yaml:3:49  error  konektor-yaml-shape
   3 │   contact: { name: Support, email: nobody, url: "http://example.com" }
     │                                                 ^ "publisher.contact.url" does not begin with https://: "http://example.com". ${why} Do: Write the whole address, with https://.

konektor.yaml:4:12  error  konektor-yaml-shape
   4 │   website: 7
     │            ^ "publisher.website" must be text. ${why} Do: Write a value of that kind.

konektor.yaml:5:3  error  konektor-yaml-shape
   5 │   privacy: https://example.com
     │   ^ "publisher" has a property "privacy" that is not known. ${why} Do: Remove it, or write one of: name, contact, website, privacyPolicy, stackOwner, uniqueName, prefix, optionValuePrefix, kind.

konektor.yaml:7:3  error  konektor-yaml-shape
   7 │   Test: {}
     │   ^ "environments" can't have the name "Test". ${why} Do: Use small letters, digits and hyphens, and begin with a letter.

6 errors
`);
    assert.equal(result.code, 1);
  });

  it('a konektor.yaml that is not YAML', () => {
    const result = build({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/things')), 'konektor.yaml': 'publisher:\n  name: A: B\n' });
    assert.deepEqual(result, { code: 1, out: '', error: `konektor.yaml:2:9  error  konektor-yaml-syntax
   2 │   name: A: B
     │         ^
   This is not YAML: Nested mappings are not allowed in compact mappings. Publisher, contact and
   environments of the artifacts come from konektor.yaml.
   Do: Mend the line; indentation counts in YAML, and colons in values need quotes.

1 error
` });
  });
});
