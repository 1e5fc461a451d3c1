/** The forms for machines, in full. */
import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../scripts/diagnostics/diagnostic';
import { printForGithub } from '../../../scripts/diagnostics/print/print-github';
import { printJunit } from '../../../scripts/diagnostics/print/print-junit';
import { printSarif } from '../../../scripts/diagnostics/print/print-sarif';
import type { Report } from '../../../scripts/diagnostics/print/report';

const definition = '{\n  "info": {\n    "title": "50% off, \\u00e9: \\u0007",\n    "title": 1\n  }\n}\n';
const file = '/project/my connector/apiDefinition.swagger.json';
const texts = { text: (name: string) => (name === file ? definition : undefined), running: () => undefined };

const finding = (code: string, more: Partial<Diagnostic>): Diagnostic => ({
  code, severity: 'error', what: 'A title is <wrong> & "odd".', why: 'People read it.', todo: 'Write another: 50%,\nfor instance.', where: { kind: 'file', file }, ...more,
});

const report: Report = {
  subjects: [
    {
      name: 'my connector',
      diagnostics: [
        finding('title-max-30', { where: { kind: 'file', file, pointer: '/info/title' }, microsoft: ['FieldLengthExceeded'], policy: ['5000.2.2.1'] }),
        finding('host-required', { severity: 'warning', where: { kind: 'file', file, pointer: '' }, related: [{ where: { kind: 'file', file, offset: 2, length: 6 }, what: 'Here.' }] }),
        finding('brand-color', { severity: 'information', where: { kind: 'model', place: undefined }, what: `A bell \u0007 and half a pair \uD83D.` }),
      ],
      notRun: [{ code: 'script-class', reason: 'There is no .NET SDK here.' }],
    },
    { name: 'other', diagnostics: [], notRun: [] },
  ],
  rules: [
    { code: 'title-max-30', title: 'A title has at most 30 characters', why: 'The designer cuts it.', microsoft: ['FieldLengthExceeded'] },
    { code: 'script-class', title: 'A script has a class', why: 'The platform looks for it.' },
  ],
  texts, directory: '/project', failOn: 'error',
};

describe('reports for machines', () => {
  it('GitHub annotations', () => {
    assert.equal(printForGithub(report), [
      '::notice title=brand-color::A bell \u0007 and half a pair \uD83D. People read it.%0ADo: Write another: 50%25,%0Afor instance.',
      '::warning file=my connector/apiDefinition.swagger.json,line=1,col=1,endColumn=2,title=host-required::A title is <wrong> & "odd". People read it.%0ADo: Write another: 50%25,%0Afor instance.',
      '::error file=my connector/apiDefinition.swagger.json,line=4,col=14,endColumn=15,title=title-max-30 (FieldLengthExceeded)::A title is <wrong> & "odd". People read it.%0ADo: Write another: 50%25,%0Afor instance.',
      '',
    ].join('\n'));
  });

  it('SARIF', () => {
    const text = 'A title is <wrong> & "odd". People read it. Do: Write another: 50%,\nfor instance.';
    const uri = 'my%20connector/apiDefinition.swagger.json';
    assert.deepEqual(JSON.parse(printSarif(report, '1.2.3')), {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
      runs: [{
        tool: { driver: { name: 'Konektor', version: '1.2.3', rules: [
          { id: 'title-max-30', shortDescription: { text: 'A title has at most 30 characters' }, fullDescription: { text: 'The designer cuts it.' }, help: { text: 'konektor rules title-max-30' }, properties: { tags: ['FieldLengthExceeded'] } },
          { id: 'script-class', shortDescription: { text: 'A script has a class' }, fullDescription: { text: 'The platform looks for it.' }, help: { text: 'konektor rules script-class' } },
          { id: 'brand-color' }, { id: 'host-required' },
        ] } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text: 'my connector: script-class was not run. There is no .NET SDK here.' }, associatedRule: { id: 'script-class', index: 1 } }] }],
        results: [
          { ruleId: 'brand-color', ruleIndex: 2, level: 'note', message: { text: 'A bell \u0007 and half a pair \uD83D. People read it. Do: Write another: 50%,\nfor instance.' } },
          { ruleId: 'host-required', ruleIndex: 3, level: 'warning', message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1, startColumn: 1, endColumn: 2 } } }],
            relatedLocations: [{ id: 0, message: { text: 'Here.' }, physicalLocation: { artifactLocation: { uri }, region: { startLine: 2, startColumn: 1, endColumn: 7 } } }] },
          { ruleId: 'title-max-30', ruleIndex: 0, level: 'error', message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 4, startColumn: 14, endColumn: 15 } } }] },
        ],
      }],
    });
  });

  it('JUnit', () => {
    assert.equal(printJunit(report), `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="konektor validate" tests="6" failures="1" skipped="1">
  <testsuite name="my connector" tests="4" failures="1" skipped="1">
    <testcase classname="my connector" name="title-max-30">
      <failure message="A title is &lt;wrong&gt; &amp; &quot;odd&quot;." type="error">my connector/apiDefinition.swagger.json:4:14: error: A title is &lt;wrong&gt; &amp; "odd". People read it. Do: Write another: 50%,
for instance.</failure>
    </testcase>
    <testcase classname="my connector" name="script-class">
      <skipped message="There is no .NET SDK here."/>
    </testcase>
    <testcase classname="my connector" name="brand-color">
      <system-out>information: A bell \uFFFD and half a pair \uFFFD. People read it. Do: Write another: 50%,
for instance.</system-out>
    </testcase>
    <testcase classname="my connector" name="host-required">
      <system-out>my connector/apiDefinition.swagger.json:1:1: warning: A title is &lt;wrong&gt; &amp; "odd". People read it. Do: Write another: 50%,
for instance.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="other" tests="2" failures="0" skipped="0">
    <testcase classname="other" name="title-max-30"/>
    <testcase classname="other" name="script-class"/>
  </testsuite>
</testsuites>
`);
  });
});
