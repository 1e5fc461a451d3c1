import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PackageError } from '../../../scripts/package/package-error';
import { printXml } from '../../../scripts/package/xml/print-xml';
import { parseXml } from '../../../scripts/package/xml/read-xml';
import { element, type XmlElement } from '../../../scripts/package/xml/xml-element';

const withoutLines = ({ name, attributes, children }: XmlElement): XmlElement => ({ name, attributes, children: children.map(child => (typeof child === 'string' ? child : withoutLines(child))) });
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof PackageError, String(error));
    return `${error.code} ${error.line ?? '-'}: ${error.message}`;
  }
  return assert.fail('nothing was refused');
}

describe('XML of packages', () => {
  const tree = element('A', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', x: '1 "2" <3>', y: 'ü' }, element('B', {}, 'text & <more> '), element('C'), element('Roles'), element('D', { 'xsi:nil': 'true' }), element('description'));

  it('prints each form as the platform does', () => {
    assert.equal(printXml(tree, 'exported'), [
      '<A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" x="1 &quot;2&quot; &lt;3&gt;" y="ü">', '  <B>text &amp; &lt;more&gt; </B>', '  <C />', '  <Roles></Roles>', '  <D xsi:nil="true"></D>', '  <description></description>', '</A>',
    ].join('\r\n'));
    assert.equal(printXml(element('A', {}, element('Roles')), 'unpacked'), '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<A>\n  <Roles />\n</A>');
    assert.equal(printXml(element('Types', {}, element('Default', { Extension: 'xml' })), 'line'), '\uFEFF<?xml version="1.0" encoding="utf-8"?><Types><Default Extension="xml" /></Types>');
  });

  it('reads what it prints', () => {
    for (const form of ['exported', 'unpacked', 'line'] as const) assert.deepEqual(withoutLines(parseXml(printXml(tree, form), 'a.xml')), tree);
  });

  it('reads marks, UTF-16, comments, character data and references', () => {
    const expected = element('a', {}, 'x < ü');
    for (const bytes of [
      Buffer.from('\uFEFF<?xml version="1.0"?><!-- c --><a>x &lt; &#252;</a>', 'utf8'), Buffer.from('\uFEFF<a><![CDATA[x < ü]]></a>', 'utf16le'),
      Buffer.from('\uFEFF<a>x &lt; ü</a>', 'utf16le').swap16(),
    ]) assert.deepEqual(withoutLines(parseXml(bytes, 'a.xml')), expected);
  });

  const damaged: readonly (readonly [title: string, text: string | Uint8Array, code: string])[] = [
    ['an element that does not end', '<a>\n<b></a>', 'xml-damaged'], ['two roots', '<a/><b/>', 'xml-damaged'], ['nothing', '', 'xml-damaged'], ['text alone', 'solution', 'xml-damaged'],
    ['an attribute twice', '<a x="1" x="2"/>', 'xml-damaged'], ['a name without quotes', '<a x=1/>', 'xml-damaged'], ['an unknown entity', '<a>&nbsp;</a>', 'xml-damaged'], ['a document type behind a comment', '<?xml version="1.0"?>\n<!-- <a/> -->\n<!DOCTYPE a>\n<a/>', 'xml-damaged'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml-damaged'], ['text beside elements', '<a>x<b/></a>', 'xml-damaged'], ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]), 'xml-damaged'],
    ['Latin letters said and UTF-8 written', Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>'), 'xml-damaged'], ['UTF-16 said and UTF-8 written', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a/>'), 'xml-damaged'],
    ['more than any solution', `<a>${' '.repeat(20_000_000)}</a>`, 'xml-damaged'],
    ['a tower', `${'<a>'.repeat(3_000)}${'</a>'.repeat(3_000)}`, 'xml-damaged'],
  ];
  for (const [title, text, code] of damaged) it(`refuses ${title}`, () => { assert.equal(refusal(() => parseXml(text, 'a.xml')).split(' ')[0], code); });

  it('takes a document type inside character data or a comment for the text that it is', () => {
    assert.deepEqual(withoutLines(parseXml('<?xml version="1.0"?><!-- <!DOCTYPE b> --><a><![CDATA[<!DOCTYPE html><p/>]]></a>', 'a.xml')), element('a', {}, '<!DOCTYPE html><p/>'));
  });

  it('says the line and what to do', () => {
    assert.equal(refusal(() => parseXml('<a>\n  <b>\n</a>', 'solution.xml')),
      'xml-damaged 2: solution.xml:2: this is not well-formed XML: Opening and ending tag mismatch: "b" != "a". The platform refuses the whole package; mend the file.');
  });

  it('says where a document type stands, though the rest is well-formed', () => {
    assert.equal(refusal(() => parseXml('<?xml version="1.0"?>\n<!-- <a/> -->\n<!DOCTYPE a>\n<a/>', 'solution.xml')),
      'xml-damaged 3: solution.xml:3: it has a document type (<!DOCTYPE …>), which solutions never have. The platform refuses the whole package; mend the file.');
  });

  it('any text survives being printed and read', () => {
    const printable = fc.string({ unit: 'binary' }).map(text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '')).filter(text => text.trim() !== '');
    fc.assert(fc.property(printable, printable, (text, value) => {
      const written = element('a', { v: value }, text);
      assert.deepEqual(withoutLines(parseXml(printXml(written, 'exported'), 'a.xml')), { ...written, children: [text] });
    }), { numRuns: 100, seed: 4 });
  });
});
