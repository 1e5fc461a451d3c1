/** Rules about texts: their repairs, which examples can't show because examples are mended as values, and places in odd texts. */
import assert from 'node:assert/strict';
import { subjectOf } from '../../scripts/validate/examples/example';
import type { Edit } from '../../scripts/validate/rule';
import { readDocument } from '../../scripts/validate/reading/read-document';
import { textRules } from '../../scripts/validate/rules/text';
import { brief } from '../../scripts/validate/words/brief';
import { endsWithAddress, withoutEndSigns } from '../../scripts/validate/rules/text/without-end';
import { validate } from '../../scripts/validate/validate';

const look = (text: string | Uint8Array) => {
  const definition = readDocument('apiDefinition.swagger.json', typeof text === 'string' ? Buffer.from(text) : text);
  const subject = { ...subjectOf({}), definition };
  const { findings } = validate(subject, { profile: 'certification', rules: textRules });
  return { definition, subject, findings };
};

/** The text after all repairs that the rules offer. */
function mended(text: string | Uint8Array): { readonly codes: readonly string[]; readonly text: string } {
  const { definition, subject, findings } = look(text);
  const repairs = findings.flatMap(({ rule, data, at }) => [...rule.fix?.edits(data, at, subject) ?? []]).filter((edit): edit is Extract<Edit, { readonly repair: string }> => 'repair' in edit);
  const done = repairs.sort((one, other) => other.offset - one.offset).reduce((here, { offset, length, repair }) => here.slice(0, offset) + repair + here.slice(offset + length), definition.text ?? '');
  return { codes: findings.map(({ rule }) => rule.code), text: done };
}

describe('rules about texts', () => {
  const repairs: readonly { readonly name: string; readonly text: string; readonly codes: readonly string[]; readonly mended: string }[] = [
    { name: 'a comma too many', text: '{"a": [1, 2,], }', codes: ['json-trailing-comma', 'json-trailing-comma'], mended: '{"a": [1, 2] }' },
    { name: 'a comma too few', text: '{"a": 1 "b": 2}', codes: ['json-punctuation'], mended: '{"a": 1, "b": 2}' },
    { name: 'single quotes', text: '{\'a\': 1}', codes: ['json-punctuation'], mended: '{"a": 1}' },
    { name: 'a raw tab in a text', text: '{"a": "b\tc"}', codes: ['json-control-character'], mended: '{"a": "b\\tc"}' },
  ];
  for (const { name, text, codes, mended: wanted } of repairs) {
    it(`mend ${name}`, () => {
      assert.deepEqual(mended(text), { codes, text: wanted });
      assert.deepEqual(mended(wanted), { codes: [], text: wanted });
    });
  }

  it('mend a comment, and leave strict JSON', () => {
    const { codes, text } = mended('{"a": 1 /* one */, "b": 2 // two\n}');
    assert.deepEqual(codes, ['json-comment', 'json-comment']);
    assert.deepEqual(JSON.parse(text), { a: 1, b: 2 });
  });

  it('point at both places of a key that stands twice', () => {
    const [finding, ...others] = look('{"a": 1, "a": 2}').findings;
    assert.deepEqual(others, []);
    assert.deepEqual(finding && { at: finding.at, related: finding.related }, {
      at: { part: 'definition', file: 'apiDefinition.swagger.json', offset: 9, length: 3 },
      related: [{ at: { part: 'definition', file: 'apiDefinition.swagger.json', offset: 1, length: 3 }, what: 'It stands here first.' }],
    });
  });

  it('count lines with tabs and lines that end with blanks, whatever ends a line', () => {
    const found = (text: string) => look(text).findings.map(({ rule, at, data }) => [rule.code, 'line' in at ? `${at.line}:${at.column}` : '', rule.says(data).what]);
    assert.deepEqual(found('{\r\n  \t"a": 1, \r\n\t"b":\t2\r\n}'), [
      ['style-indent', '2:1', '2 lines are indented with tabs.'],
      ['style-trailing-space', '2:11', 'One line is followed by spaces.'],
    ]);
    assert.deepEqual(found('{\n  "a":\t1,\n  "b": 2\n}'), []);
    assert.deepEqual(found(' \n{}\t\n'), [['style-trailing-space', '1:1', '2 lines are followed by spaces.']]);
  });

  it('look at properties and settings, too', () => {
    const damaged = readDocument('apiProperties.json', Buffer.from('{"properties": {},}'));
    const findings = validate({ ...subjectOf({}), properties: damaged, settings: damaged }, { profile: 'platform', rules: textRules }).findings;
    assert.deepEqual(findings.map(({ rule, severity, at }) => [rule.code, severity, 'part' in at ? at.part : '']), [['json-trailing-comma', 'warning', 'properties'], ['json-trailing-comma', 'warning', 'settings']]);
  });
});

describe('texts for messages', () => {
  it('are cut at 60 characters, on one line, without breaking one', () => {
    assert.equal(brief(' a\n\tb '), 'a b');
    assert.equal(brief('x'.repeat(60)), 'x'.repeat(60));
    assert.equal(brief('x'.repeat(61)), `${'x'.repeat(59)}…`);
    assert.equal(brief('🐈'.repeat(61)), `${'🐈'.repeat(59)}…`);
    assert.equal(brief(`${' '.repeat(1000)}x`), '…');
  });

  it('lose the signs at their end', () => {
    assert.equal(withoutEndSigns('List items. - '), 'List items');
    assert.equal(withoutEndSigns('...'), '');
    assert.equal(withoutEndSigns('a.b'), 'a.b');
  });

  it('end with an address or do not', () => {
    assert.equal(endsWithAddress('See https://shelter.example.com/docs '), true);
    assert.equal(endsWithAddress('See https://shelter.example.com/docs for more'), false);
  });
});
