/** Tests made of a rule's own examples: the good ones are passed, the bad ones found at their places, the fixes mend them. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../scripts/validate/fix/apply-edits';
import type { Example } from '../../scripts/validate/examples/example';
import { profiles, type Profile } from '../../scripts/validate/profile';
import type { Finding, Rule } from '../../scripts/validate/rule';
import { Spot } from '../../scripts/validate/spot';
import { validate } from '../../scripts/validate/validate';

/** A profile in which the rule is not off. */
export const profileOf = (rule: Rule): Profile => profiles.find(profile => rule.severity[profile] !== 'off') ?? 'certification';

const findingsOf = (rule: Rule, example: Pick<Example, 'subject'>): readonly Finding[] => validate(example.subject, { profile: profileOf(rule), rules: [rule] }).findings;

/** Where a finding is, in the form of `BadExample.at`. */
function placeOf({ at }: Finding, { base }: Example): string {
  if (at instanceof Spot) {
    const pointer = at.pointer();
    return pointer.startsWith(base) ? pointer.slice(base.length) : `#${pointer}`;
  }
  return 'line' in at ? `${at.line}:${at.column}` : 'offset' in at ? `@${at.offset}` : 'whole';
}

/** Registers the tests of one rule. A pointer outside of the example's fragment is written with a # before it. */
export function testExamples(rule: Rule): void {
  describe(rule.code, () => {
    const { good, bad } = rule.examples();
    it('has good and bad examples', () => assert.ok(good.length > 0 && bad.length > 0));
    good.forEach((example, position) => it(`says nothing about good example ${position + 1}`, () => {
      assert.deepEqual(findingsOf(rule, example).map(finding => [placeOf(finding, example), rule.says(finding.data).what]), []);
    }));
    bad.forEach(({ example, at, fixed }, position) => it(`finds what is wrong with bad example ${position + 1}`, () => {
      const findings = findingsOf(rule, example);
      assert.deepEqual(findings.map(finding => placeOf(finding, example)).sort(), [...at].sort());
      for (const finding of findings) {
        const { what, todo } = rule.says(finding.data);
        assert.match(what, /^[^a-z\s].*[.!?]$/s, 'what is wrong is a sentence');
        assert.match(todo, /^[^a-z\s].*[.!?]$/s, 'what to do is a sentence');
      }
      const edits = findings.flatMap(({ data, at: place }) => rule.fix?.edits(data, place, example.subject) ?? []);
      assert.equal(edits.length > 0, fixed !== undefined, 'an example says what its fix makes of it');
      if (!fixed) return;
      const mended = applyEdits(example.subject, edits);
      assert.deepEqual(mended.definition?.value, fixed.subject.definition?.value);
      assert.deepEqual(mended.properties?.value, fixed.subject.properties?.value);
      assert.deepEqual(findingsOf(rule, { subject: mended }).map(each => each.at), []);
    }));
  });
}
