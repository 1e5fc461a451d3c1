/** Rounds of fixes: YAML, damaged texts, and what can't be done. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editedValue, type ValueEdit } from '../../scripts/validate/fix/apply-edits';
import { editYaml } from '../../scripts/validate/fix/edit-yaml';
import { fixedDocument } from '../../scripts/validate/fix/fix-document';
import { readDocument } from '../../scripts/validate/reading/read-document';
import type { Edit } from '../../scripts/validate/rule';
import { rootOf, type Spot } from '../../scripts/validate/spot';
import type { SubjectDocument } from '../../scripts/validate/subject';

const at = (...path: readonly (string | number)[]): Spot => path.reduce<Spot>((spot, key) => spot.at(key), rootOf('definition'));
const read = (text: string | Uint8Array, file = 'a.json'): SubjectDocument => readDocument(file, Buffer.from(text));
const repairs = ({ damage }: SubjectDocument): readonly { readonly edits: readonly Edit[]; readonly of: string }[] =>
  damage.flatMap(({ kind, offset, length, repair }) => (repair === undefined ? [] : [{ edits: [{ part: 'definition', offset, length, repair }], of: kind }]));

describe('edits of a YAML text', () => {
  const text = `# The shelter
swagger: "2.0" # quoted
info:
  title: Shelter   # a comment
  contact: {name: x}
paths:
  /a:
    get:
      responses:
        200: {description: OK}
      tags:
      - one
      - two # second
`;
  const cases: readonly (readonly [what: string, edits: readonly ValueEdit[], from: string, to: string])[] = [
    ['a text, in its quotes', [{ at: at('swagger'), set: '3.0' }], '"2.0"', '"3.0"'],
    ['a value of another kind', [{ at: at('swagger'), set: 2 }], '"2.0"', '2'],
    ['a missing member', [{ at: at('info', 'version'), set: '1.0' }], '{name: x}', '{name: x}\n  version: "1.0"'],
    ['members of a missing object', [{ at: at('paths', '/a', 'get', 'x', 'y'), set: true }], '- two # second\n', '- two # second\n      x:\n        y: true\n'],
    ['a name, a number', [{ at: at('paths', '/a', 'get', 'responses', '200'), rename: '201' }], '200:', '"201":'],
    ['a member away', [{ at: at('info', 'contact'), remove: true }], '\n  contact: {name: x}', ''],
    ['items away, both', [{ at: at('paths', '/a', 'get', 'tags', 0), remove: true }, { at: at('paths', '/a', 'get', 'tags', 1), remove: true }], ':\n      - one\n      - two # second', ': []'],
    ['the next item', [{ at: at('paths', '/a', 'get', 'tags', 2), set: 'three' }], '- two # second\n', '- two # second\n      - three\n'],
    ['nothing where nothing is', [{ at: at('swagger', 'x'), set: 1 }, { at: at('nowhere'), remove: true }, { at: at('paths', '/a', 'get', 'tags', 9), set: 1 }], '', ''],
  ];
  for (const [what, edits, from, to] of cases) {
    it(what, () => {
      const edited = editYaml(text, edits)!;
      assert.deepEqual(read(edited, 'a.yaml').value, editedValue(read(text, 'a.yaml').value!, edits));
      assert.equal(edited.replace(/ +#/g, ' #'), text.replace(from, () => to).replace(/ +#/g, ' #'));
    });
  }

  it('behind an alias is not done, over a merged map it is', () => {
    const shared = 'a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n';
    assert.equal(editYaml(shared, [{ at: at('c', 'b'), set: 2 }]), undefined);
    assert.deepEqual(read(editYaml(shared, [{ at: at('d', 'b'), set: 2 }])!, 'a.yaml').value, { a: { b: 1 }, c: { b: 1 }, d: { b: 2 } });
    assert.equal(editYaml(shared, [{ at: at('a', 'b'), set: 2 }])?.includes('b: 2'), true);
  });

  it('of no sound YAML is not done', () => assert.equal(editYaml('a: [', [{ at: at('a'), set: 1 }]), undefined));

  it('says of random values what the edits say', () => {
    const value = fc.dictionary(fc.constantFrom('a', 'b', '1', 'yes', ''), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 })), { maxKeys: 4 });
    fc.assert(fc.property(value, fc.constantFrom('a', '1', 'new'), fc.oneof(fc.string(), fc.constantFrom('yes', '1', 'null', '# x', 'a: b', '- x', '')), (root, key, wanted) => {
      const source = JSON.stringify(root, undefined, 2); // JSON is YAML
      const edits: readonly ValueEdit[] = [{ at: at(key), set: wanted }];
      assert.deepEqual(read(editYaml(source, edits)!, 'a.yaml').value, editedValue(root, edits));
    }), { seed: 8, numRuns: 300 });
  });
});

describe('a round of fixes', () => {
  it('mends a damaged text before it changes anything', () => {
    const document = read('\ufeff{\n  "a": 1, // one\n  "b": [1, 2,],\n}\n');
    const set = { edits: [{ at: at('a'), set: 5 }], of: 'set' };
    const first = fixedDocument(document, [...repairs(document), set])!;
    assert.deepEqual([...first.done].sort(), ['byte-order-mark', 'comment', 'trailing-comma', 'trailing-comma']);
    assert.deepEqual([first.document.damage, first.document.value, JSON.parse(first.document.text!)], [[], { a: 1, b: [1, 2] }, { a: 1, b: [1, 2] }]);
    assert.equal(fixedDocument(first.document, [set])?.document.text, first.document.text!.replace('"a": 1', '"a": 5'));
  });

  it('mends what it is asked for and leaves other damage', () => {
    const document = read('{ "a": [1,], "a": 2 }');
    const { document: next, done } = fixedDocument(document, repairs(document))!;
    assert.deepEqual([done, next.damage.map(each => each.kind), next.text], [['trailing-comma'], ['duplicate-key'], '{ "a": [1], "a": 2 }']);
  });

  it('does what can be done when one of the edits can not', () => {
    const document = read('a: &x {b: 1}\nc: *x\nd: 1\n', 'a.yaml');
    const { document: next, done } = fixedDocument(document, [{ edits: [{ at: at('c', 'b'), set: 2 }], of: 'alias' }, { edits: [{ at: at('d'), set: 2 }], of: 'plain' }])!;
    assert.deepEqual([done, next.value], [['plain'], { a: { b: 1 }, c: { b: 1 }, d: 2 }]);
  });

  it('does nothing where nothing would change, or there is no text', () => {
    assert.equal(fixedDocument(read('{"a":1}'), [{ edits: [{ at: at('a'), set: 1 }], of: 0 }]), undefined);
    assert.equal(fixedDocument(read('{"a":1}'), [{ edits: [{ at: at('b'), remove: true }], of: 0 }]), undefined);
    assert.equal(fixedDocument({ ...read('{"a":1}'), text: undefined }, [{ edits: [{ at: at('a'), set: 2 }], of: 0 }]), undefined);
    assert.equal(fixedDocument(read(''), [{ edits: [{ at: at('a'), set: 2 }], of: 0 }]), undefined);
  });
});
