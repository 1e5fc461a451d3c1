import { inBody, inParameter } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';
import { quoted } from '../../words/quoted';
import { netRegexProblem } from './net-regex';

export const patternRegex = rule<{ pattern: string; problem: string; offset: number }>({
  code: 'pattern-regex',
  title: 'A pattern is a regular expression that .NET understands',
  severity: always('error'),
  microsoft: ['PatternShouldBeValidRegularExpression'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 32 },
  why: 'The platform is written in .NET and reads the pattern with its regular expressions; one that it can\'t read makes the import fail.',
  page: 'Accepted although JavaScript refuses it: `(?i)`, `\\A`, `\\z`, `(?>…)`, `(?#…)`, `[a-z-[aeiou]]`. Refused although JavaScript accepts it: `\\_` and other backslashes before letters that mean nothing, `[^]`, `\\u{1F600}`, `\\p{Script=Greek}`.',
  says: ({ pattern, problem, offset }) => ({
    what: `The pattern ${quoted(pattern)} is not a regular expression that .NET understands: ${problem} (character ${offset + 1}).`,
    todo: 'Correct it, or delete the pattern.',
  }),
  examples: () => ({
    good: [inParameter({ pattern: '^[a-z]{2,5}$' }), inParameter({ pattern: '(?i)\\A(?<word>\\w+)\\z' }), inBody({ type: 'string', pattern: '[a-z-[aeiou]]' })],
    bad: [
      { example: inParameter({ pattern: '^(a|b$' }), at: ['/pattern'] },
      { example: inBody({ type: 'object', properties: { name: { type: 'string', pattern: '*.txt' } } }), at: ['/properties/name/pattern'] },
    ],
  }),
  check: ({ report }) => {
    const known = new Map<string, ReturnType<typeof netRegexProblem>>();
    return atKeys({
      pattern(pattern, _, role, spot) {
        if (typeof pattern !== 'string' || !takesValues(role)) return;
        if (!known.has(pattern)) known.set(pattern, netRegexProblem(pattern));
        const found = known.get(pattern);
        if (found) report(spot.at('pattern'), { pattern, ...found });
      },
    });
  },
});
