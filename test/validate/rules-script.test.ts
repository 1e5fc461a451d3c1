/** Rules about custom code: their examples, the facts in these held against the compiler, and what needs more than an example. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptInspector, type ScriptFacts } from '../../scripts/script-host';
import { connectorWith } from '../../scripts/validate/examples/whole-connector';
import { profiles } from '../../scripts/validate/profile';
import { scriptRules } from '../../scripts/validate/rules/script';
import { allowedNamespaces } from '../../scripts/validate/rules/script/allowed-namespaces';
import { scriptOf, withScript } from '../../scripts/validate/rules/script/script-example';
import type { ScriptAnalysis, Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';
import { testExamples } from './rule-examples';

/** What the compiler says is what the rules read: one shape. */
const analysisOf = (facts: ScriptFacts): ScriptAnalysis => facts;

const root = join(__dirname, '..', '..');

/** The findings of all rules about custom code, as "severity code line:column" or "severity code place". */
const findingsOf = (subject: Subject, profile: (typeof profiles)[number] = 'platform'): readonly string[] =>
  validate(subject, { profile, rules: scriptRules }).findings.map(({ rule, severity, at }) => `${severity} ${rule.code} ${'pointer' in at ? at.pointer() : 'line' in at ? `${at.line}:${at.column}` : 'whole'}`);

describe('rules about custom code', function () {
  // The first script on a machine builds the host.
  this.timeout(60_000);
  const inspector = new ScriptInspector({ report: () => {} });
  after(() => inspector.close());

  scriptRules.filter(rule => rule.needs !== undefined).forEach(testExamples);

  describe('the facts in the examples are those of the compiler', () => {
    for (const rule of scriptRules) {
      const { good, bad } = rule.examples();
      [...good, ...bad.map(({ example }) => example)].forEach((example, position) => it(`${rule.code}, ${position + 1}`, async () => {
        for (const script of example.subject.scripts) {
          const facts = await inspector.inspect(script.text, { generated: false });
          assert.ok(!('notRun' in facts), JSON.stringify(facts));
          const given = findingsOf({ ...example.subject, scripts: [script] });
          const real = findingsOf({ ...example.subject, scripts: [{ ...script, analysis: analysisOf(facts) }] });
          const own = (findings: readonly string[]): readonly string[] => findings.filter(finding => finding.split(' ')[1] === rule.code);
          assert.deepEqual(own(real), own(given));
          if (good.includes(example)) assert.deepEqual(real.filter(finding => finding.startsWith('error')), [], 'a good example has no other error');
        }
      }));
    }
  });

  it('know the same namespaces as the script host imports', () => {
    const source = readFileSync(join(root, 'scripts', 'script-host', 'host', 'compile', 'PlatformUsings.cs'), 'utf8');
    const list = source.slice(source.indexOf('{', source.indexOf('Namespaces =')), source.indexOf('};'));
    assert.deepEqual([...allowedNamespaces], [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
    assert.equal(allowedNamespaces.size, 26);
  });

  it('have nothing to say about the connector\'s own generated script', async () => {
    const text = readFileSync(join(root, 'connector', 'generated', 'script.csx'), 'utf8');
    const read = (name: string) => JSON.parse(readFileSync(join(root, 'connector', 'generated', name), 'utf8')) as Parameters<typeof connectorWith>[1]['definition'];
    const facts = await inspector.inspect(text, { generated: true });
    assert.ok(!('notRun' in facts), JSON.stringify(facts));
    const subject = connectorWith('', { definition: read('apiDefinition.swagger.json'), properties: read('apiProperties.json'), scripts: [{ ...scriptOf(text), generated: true, analysis: facts }] }).subject;
    for (const profile of profiles) assert.deepEqual(findingsOf(subject, profile), [], profile);
  });

  it('that need the compiler are listed as not run without it, and the others run', () => {
    const { subject } = withScript('class Script { }');
    const [script] = subject.scripts;
    assert.ok(script);
    const { findings, notRun } = validate({ ...subject, scripts: [{ ...script, bytes: 2_000_000, analysis: { notRun: 'No .NET here.' } }] }, { profile: 'certification', rules: scriptRules });
    assert.deepEqual(findings.map(({ rule }) => rule.code), ['script-size']);
    assert.deepEqual(notRun.map(({ rule, reason }) => `${rule.code}: ${reason}`), [
      'script-compiles', 'script-class', 'script-class-name', 'script-directives', 'script-namespace-block', 'script-namespaces', 'script-httpclient', 'script-blocking',
      'script-operation-ids', 'script-operations-handled', 'script-formatting-ambiguity', 'script-culture', 'script-query-printing', 'script-clock-state',
    ].map(code => `${code}: No .NET here.`));
  });

  it('say nothing about a connector without custom code', () => {
    assert.deepEqual(findingsOf(connectorWith('', {}).subject, 'certification'), []);
  });

  describe('script-compiles', () => {
    const error = (line: number, id = 'CS0103', message = "The name 'x' does not exist in the current context") => ({ id, severity: 'error' as const, message, line, column: 1 });
    const compileFindings = (facts: Partial<ScriptAnalysis>) => {
      const rules = scriptRules.filter(rule => rule.code === 'script-compiles');
      return validate(withScript('', facts).subject, { profile: 'platform', rules }).findings.map(({ rule, data, at }) => [rule.says(data).what, 'line' in at ? at.line : 'whole']);
    };

    it('shows twenty errors and counts the rest', () => {
      const findings = compileFindings({ diagnostics: Array.from({ length: 23 }, (_, position) => error(position + 1)) });
      assert.equal(findings.length, 21);
      assert.deepEqual(findings.slice(-2), [["CS0103: The name 'x' does not exist in the current context.", 20], ['There are 3 more compile errors.', 'whole']]);
      assert.equal(compileFindings({ diagnostics: Array.from({ length: 20 }, (_, position) => error(position + 1)) }).length, 20);
    });

    it('leaves out warnings, what the host remarks and what other rules say', () => {
      assert.deepEqual(compileFindings({
        diagnostics: [
          { ...error(1), severity: 'warning' }, error(2, 'KSH001'), error(3, 'CS0104', "'Formatting' is an ambiguous reference"),
          error(4, 'CS8098', 'Cannot use #load after first token in file'), error(5, 'CS0246', "The type or namespace name 'Thing' could not be found"),
        ],
        directives: [{ name: '#load "thing.csx"', line: 4, column: 1 }],
        ambiguousFormatting: [{ name: 'Formatting.None', line: 3, column: 1 }],
      }), [['CS8098: Cannot use #load after first token in file.', 4], ["CS0246: The type or namespace name 'Thing' could not be found.", 5]]);
    });
  });

  it('tell of an undocumented using once, and of what it does not bring in', () => {
    const at = (name: string, line: number) => ({ name, line, column: 7 });
    const facts = { usings: [at('System.Xml.XPath', 1), at('System.Xml', 2)], forbidden: [at('System.Xml.XPath.XPathNavigator', 5), at('System.Xml.XPathless.Thing', 6), at('System.IO.File', 7)] };
    assert.deepEqual(findingsOf(withScript('', facts).subject), ['warning script-namespaces 1:7', 'warning script-namespaces 6:7', 'warning script-namespaces 7:7']);
  });

  it('know operation ids in other letters and in base64', () => {
    const ids = ['listitems', Buffer.from('ListItems').toString('base64'), 'Other'].map((name, position) => ({ name, line: position + 1, column: 1 }));
    assert.deepEqual(findingsOf(withScript('', { operationIds: ids }).subject).filter(finding => finding.includes('operation-ids')), ['warning script-operation-ids 3:1']);
  });

  it('say nothing about operations of a script that tells them apart in another way', () => {
    const properties = { properties: { scriptOperations: ['ListItems'] } };
    assert.deepEqual(findingsOf(connectorWith('', { properties, scripts: [scriptOf('', { operationIds: [{ name: 'list', line: 1, column: 1 }] })] }).subject), ['warning script-operation-ids 1:1']);
  });
});
