/** What rules say: in the catalogue, of their own examples, and on their pages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { catalogue } from '../../scripts/validate/catalogue';
import { pageOf } from '../../scripts/validate/page';
import { compactJson, MORE } from '../../scripts/validate/pages/compact-json';
import { shortened } from '../../scripts/validate/pages/shortened';
import { documentOf } from '../../scripts/validate/examples/example';
import { isArray, isObject, type JsonValue } from '../../scripts/validate/json';
import type { Rule } from '../../scripts/validate/rule';
import type { SubjectDocument } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';
import { brief } from '../../scripts/validate/words/brief';
import { listed } from '../../scripts/validate/words/listed';
import { quoted } from '../../scripts/validate/words/quoted';
import { termsOf } from '../../scripts/validate/words/terms';
import { profileOf } from './rule-examples';

const codes = new Set(catalogue.map(({ code }) => code));

/** What a rule says of its bad examples. */
const saidBy = (rule: Rule): readonly { readonly what: string; readonly todo: string }[] =>
  rule.examples().bad.flatMap(({ example }) => validate(example.subject, { profile: profileOf(rule), rules: [rule] }).findings.map(({ data }) => rule.says(data)));

const wrongIn = (test: (rule: Rule) => unknown): readonly string[] => catalogue.filter(rule => !test(rule)).map(({ code }) => code);

describe('wording of rules', () => {
  it('has titles of one line without a full stop, none of them twice', () => {
    assert.deepEqual(wrongIn(({ title }) => title.length <= 100 && /^\S[^\n]*[^\s.!?:;,]$/.test(title)), []);
    const titles = catalogue.map(({ title }) => title);
    assert.deepEqual(titles.filter((title, position) => titles.indexOf(title) !== position), []);
  });

  it('gives reasons in sentences, which are not too long for a finding', () => {
    assert.deepEqual(wrongIn(({ why }) => why.length <= 400 && /^[A-Z.`x@][^]*[.]$/.test(why)), []);
    assert.deepEqual(wrongIn(({ page }) => page === undefined || /^[A-Z`][^]*\.$/.test(page)), []);
  });

  it('offers fixes as orders', () => assert.deepEqual(wrongIn(({ fix }) => fix === undefined || /^[A-Z][^\n]*\.$/.test(fix.title)), []));

  it('speaks calmly, and of "is not a", not of "is no"', () => {
    const harsh = /!(?!=)|\bcontains a\b|(?<!\bthere )\bis no (?!longer\b)|\btakes? \S+ away\b/i;
    const prose = ({ title, why, page = '' }: Rule): string => `${title}\n${why}\n${page}`.replace(/`[^`]*`/g, '');
    assert.deepEqual(wrongIn(rule => !harsh.test(prose(rule))), []);
    // Of a file that can't be read the scanner says what is wrong.
    assert.deepEqual(wrongIn(rule => rule.code === 'json-parse' || saidBy(rule).every(({ what, todo }) => !harsh.test(`${what} ${todo}`))), []);
  });

  it('says of every bad example what is wrong and what to do, in sentences of at most 300 characters', () => {
    const sentence = /^[^a-z\s][^\n]*[.!?]$/;
    assert.deepEqual(wrongIn(rule => saidBy(rule).every(({ what, todo }) => sentence.test(what) && sentence.test(todo) && what.length <= 300 && todo.length <= 300)), []);
    assert.deepEqual(wrongIn(rule => saidBy(rule).every(({ what, todo }) => !/\bundefined\b|\[object|\bNaN\b/.test(`${what} ${todo}`))), []);
  });

  it('stays short and on one line, whatever names and texts the documents have', () => {
    const hostile = `\u001b[31m\n${'x'.repeat(500)}`;
    const long = catalogue.filter(rule => rule.examples().bad.some(({ example: { subject, shown, language } }) =>
      language === 'json' && [...stringsIn(JSON.parse(shown))].some(text => {
        const instead = (value: JsonValue): SubjectDocument => documentOf('file.json', replaced(value, text, `${text}${hostile}`));
        const { definition, properties } = subject;
        const changed = { ...subject, ...(definition?.value === undefined ? {} : { definition: instead(definition.value) }), ...(properties?.value === undefined ? {} : { properties: instead(properties.value) }) };
        return validate(changed, { profile: profileOf(rule), rules: [rule] }).findings.some(({ data }) => {
          const { what, todo } = rule.says(data);
          return what.length > 420 || todo.length > 420 || /[\u0000-\u001f\u007f-\u009f]/.test(what + todo);
        });
      })));
    assert.deepEqual(long.map(({ code }) => code), []);
  });

  it('never shows a secret', () => {
    const secrets = ['oauth-no-secret', 'secret-in-file', 'test-value-secret'].flatMap(code => catalogue.filter(rule => rule.code === code)).map(rule => ({ rule, values: secretsOf(rule) }));
    assert.equal(secrets.length, 3);
    for (const { rule, values } of secrets) {
      assert.ok(values.length > 0, rule.code);
      for (const { what, todo } of saidBy(rule)) assert.deepEqual(values.filter(value => `${what} ${todo}`.includes(value)), []);
    }
  });
});

/** Every text and every key of a value. */
function stringsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value);
  else if (Array.isArray(value)) for (const item of value) stringsIn(item, found);
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) stringsIn(item, found.add(key));
  return found;
}

/** The value with another text in place of one, keys included. */
function replaced(value: JsonValue, text: string, instead: string): JsonValue {
  if (typeof value === 'string') return value === text ? instead : value;
  if (isArray(value)) return value.map(item => replaced(item, text, instead));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key === text ? instead : key, replaced(item ?? null, text, instead)])) : value;
}

/** The secrets in a rule's bad examples: what looks like one, and the value of the field that is one. */
const secretsOf = (rule: Rule): readonly string[] =>
  rule.examples().bad.flatMap(({ example: { subject } }) => [subject.definition?.text ?? '', subject.properties?.text ?? '', subject.readme?.text ?? '', ...subject.scripts.map(({ text }) => text)])
    .flatMap(text => [...text.matchAll(/[A-Za-z0-9+/=]{20,}|(?<="(?:clientSecret|x-ms-test-value)": ")[^"{]+/g)].map(([found]) => found))
    .filter(found => /\d/.test(found) || found.includes(' ') || found.length < 20);

describe('pages of rules', () => {
  it('exist for every rule, with all their sections', () => {
    for (const rule of catalogue) {
      const page = pageOf(rule);
      const prose = page.replace(/^```[^]*?^```$/gm, '(example)');
      const sections = [...prose.matchAll(/^## (.*)$/gm)].map(([, name]) => name).filter(name => name !== 'Words');
      assert.deepEqual(sections, ['Why', 'Wrong', 'Right', ...(rule.fix ? ['Fix'] : []), 'Where it comes from'], rule.code);
      assert.ok(page.startsWith(`# ${rule.code}\n\n${rule.title}.\n`) && page.endsWith('\n') && !prose.includes('\n\n\n'), rule.code);
      assert.equal((page.match(/^```/gm) ?? []).length % 2, 0, rule.code);
    }
  });

  it('name other rules by codes that exist', () => {
    const named = catalogue.flatMap(({ code, page = '' }) => [...page.matchAll(/(?:\brules? |matter of |\()`([a-z0-9-]+)`|`([a-z0-9-]+)` (?:checks|lists|finds)/g)].map(match => [code, match[1] ?? match[2] ?? '']));
    assert.ok(named.length > 20);
    assert.deepEqual(named.filter(([, other]) => !codes.has(other ?? '') && !/^(x-ms-|[a-z]+$)/.test(other ?? '')), []);
  });

  for (const code of ['op-summary-characters', 'path-param-required', 'webhook-url-required']) {
    it(`look like this: ${code}`, () => {
      const rule = catalogue.find(each => each.code === code);
      assert.ok(rule);
      assert.equal(pageOf(rule), readFileSync(join(__dirname, 'pages', `${code}.md`), 'utf8'));
    });
  }
});

describe('parts of sentences', () => {
  it('shorten texts to one line of whole characters, without control characters', () => {
    assert.equal(brief('plain'), 'plain');
    assert.equal(brief('two  blanks'), 'two blanks');
    assert.equal(brief('red \u001b[31mtext\u0007'), 'red [31mtext');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      const line = brief(text);
      assert.ok([...line].length <= 60 && !/[\u0000-\u001f\u007f-\u009f\n]|^ | $/.test(line));
      assert.equal(brief(line), line);
    }), { seed: 11, numRuns: 50 });
  });

  it('show values', () => {
    assert.deepEqual(['a "b"', 5, true, null, [1], { a: 1 }].map(value => quoted(value)), ['"a "b""', '5', 'true', 'null', 'a list', 'an object']);
  });

  it('list names', () => {
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(names => listed(names)), ['', 'a', 'a and b', 'a, b and c']);
    assert.equal(listed(['a', 'b', 'c'], 'or'), 'a, b or c');
    assert.deepEqual([listed(['a', 'b', 'c', 'd'], 'and', 2), listed(['a', 'b'], 'and', 2)], ['a, b and 2 more', 'a and b']);
  });

  it('explain the terms that a text uses, in an order in which they build on each other', () => {
    assert.deepEqual(termsOf('Reviewers refuse a webhook that makers see.').map(({ name }) => name), ['maker', 'reviewer', 'webhook']);
    assert.deepEqual(termsOf('The privacy policy says nothing.'), []);
  });
});

describe('examples on pages', () => {
  it('stand on one line where they fit', () => {
    assert.equal(compactJson({ a: [1, { b: 'x' }], c: {} }), '{ "a": [1, { "b": "x" }], "c": {} }');
    const long = 'x'.repeat(60);
    assert.equal(compactJson({ a: { b: long }, c: [long, 1] }), `{\n  "a": { "b": "${long}" },\n  "c": ["${long}", 1]\n}`);
  });

  it('are the same JSON as before', () => {
    fc.assert(fc.property(fc.jsonValue(), value => assert.deepEqual(JSON.parse(compactJson(value as JsonValue)), JSON.parse(JSON.stringify(value)))), { seed: 12 });
  });

  it('leave out what the first has shown, unless something is missing in them', () => {
    const first = { name: 'kind', in: 'query', more: ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40), 'd'.repeat(40), 'e'], schema: { type: 'string', format: 'date' } };
    assert.deepEqual(shortened({ ...first, in: 'path' }, first), { in: 'path', [MORE]: null });
    assert.deepEqual(shortened({ ...first, schema: { type: 'string', format: 'uuid' } }, first), { schema: { format: 'uuid', [MORE]: null }, [MORE]: null });
    const { in: place, ...without } = first;
    assert.deepEqual([place, shortened(without, first)], ['query', without]);
    assert.deepEqual(shortened({ name: 'x' }, { name: 'x' }), { name: 'x' });
    assert.equal(compactJson({ in: 'path', [MORE]: null }), '{ "in": "path", … }');
  });
});
