/** Every rule of the catalogue against its own examples, and the catalogue's own order. */
import assert from 'node:assert/strict';
import { catalogue } from '../../scripts/validate/catalogue';
import { smallIcon } from '../../scripts/validate/examples/icon';
import { smallDefinition, smallProperties, smallReadme } from '../../scripts/validate/examples/small-connector';
import { subjectOf } from '../../scripts/validate/examples/example';
import { profiles } from '../../scripts/validate/profile';
import { validate } from '../../scripts/validate/validate';
import { testExamples } from './rule-examples';

describe('rules', () => {
  it('have codes of their own, in small letters', () => {
    const codes = catalogue.map(rule => rule.code);
    assert.deepEqual(codes.filter((code, position) => codes.indexOf(code) !== position), []);
    assert.deepEqual(codes.filter(code => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)), []);
  });

  for (const profile of profiles) {
    it(`have nothing to say about the small connector around the examples (${profile})`, () => {
      // A verified publisher has to bring an icon, an independent one must not.
      const icon = profile === 'certification' ? { icon: smallIcon() } : {};
      const subject = subjectOf({ definition: smallDefinition(), properties: smallProperties(), readme: smallReadme, ...icon });
      assert.deepEqual(validate(subject, { profile, rules: catalogue }).findings.filter(each => each.severity !== 'information').map(({ rule, data }) => `${rule.code}: ${rule.says(data).what}`), []);
    });
  }

  catalogue.filter(rule => rule.needs === undefined).forEach(testExamples);
});
