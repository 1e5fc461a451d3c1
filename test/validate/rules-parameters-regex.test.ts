/** Regular expressions against what .NET itself says of them (recorded with .NET 10: `new Regex(pattern)`). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { netRegexProblem } from '../../scripts/validate/rules/parameters/net-regex';

const taken = [
  '', '^[a-z]{2,5}$', '(?>a)', '(?i)abc', '\\A\\d+\\z', '\\G\\Z', '(?<n>a)\\k<n>', "(?'n'a)\\k'n'", '(?<m>a)(?<n-m>b)', '(?<n>$)\\w\\1', '[\\w-a]', '[]a]', '[\\d-z]', '[\\b]',
  '[[:alpha:]]', '[a-z-[aeiou]]', 'a{,3}', '{', '}', ']', 'a{1', 'a{1,2', 'a{ 1}', '(?=a)*', '^*', '$+', '\\uD83D', '\\p{L}', '\\P{IsGreek}', '(?#c)', '(?-i:a)', '(?imnsx-imnsx:a)',
  '(?(a)a|b)', '\\cA', '\\07', '\\<', '\\e\\a\\f\\v', 'a{2}?', 'a??', '()', '(?!)', '(?<=a)b', '(?x) a # (c', '\\.\\/\\-',
];

const refused = [
  'a++', 'a*+', 'a**', 'a{2}{3}', '(?P<n>a)', '[a-\\w]', '[^]', '[]', '[a-', '[^', '[a-z-[aeiou]', 'x{2,1}', 'x{99999999999}', '{2}', '*a', '(*a)', 'a|*b', '(a', 'a)', '[z-a]', '\\',
  '\\u{1F600}', '\\xZZ', '\\x4', '\\u12', '\\p{Foo}', '\\p{Script=Greek}', '\\pL', '\\p', '\\k<x>', '\\k', '\\kn', '\\1', '(a)\\2', '\\8', '(?#c', '(?z)', '(?(1)a|b)', '(?(a)a|b|c)', '\\c', '\\c1',
  '\\_', '\\y', '\\é', '\\Q', '\\h', '\\R', '(?<0>a)', '(?<1a>a)', '(?<>a)', '(?', '(?<', '(?<n', '(?x)[ a', '(?|a)', '(?&x)', '(?R)', '[\\A]', '[\\_]', '[\\B]',
];

describe('regular expressions of .NET', () => {
  it('are taken where .NET takes them', () => {
    assert.deepEqual(taken.flatMap(pattern => { const found = netRegexProblem(pattern); return found ? [[pattern, found]] : []; }), []);
  });

  it('are refused where .NET refuses them', () => {
    assert.deepEqual(refused.filter(pattern => netRegexProblem(pattern) === undefined), []);
  });

  it('are refused with the place', () => {
    assert.deepEqual(netRegexProblem('ab(c'), { offset: 2, problem: 'a parenthesis ( is never closed' });
    assert.deepEqual(netRegexProblem('a{3,1}'), { offset: 1, problem: '{3,1} allows nothing' });
    assert.deepEqual(netRegexProblem('[b-a]'), { offset: 1, problem: 'a range in brackets runs backwards' });
  });

  it('are read to the end whatever they are', () => {
    const piece = fc.constantFrom('a', '(', ')', '(?', '[', ']', '[^', '-', '|', '*', '+', '?', '{2}', '{', '}', '\\', '\\d', '\\k<n>', '(?<n>', '(?i)', '(?x)', '#', '\n', ' ', '(?(', '\\p{L}', '\ud83d');
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const pattern = pieces.join('');
      const found = netRegexProblem(pattern);
      if (found) assert.ok(found.offset >= 0 && found.offset < pattern.length && found.problem !== '');
    }), { seed: 3, numRuns: 2000 });
  });

  it('that are ordinary texts once escaped are taken', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => {
      assert.equal(netRegexProblem(text.replace(/[\\^$.|?*+()[\]{}#\s-]/g, each => (/\s/.test(each) ? each : `\\${each}`))), undefined);
    }), { seed: 4, numRuns: 500 });
  });
});
