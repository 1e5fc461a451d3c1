/** Rules about the connector as a whole: what their examples do not tell. */
import assert from 'node:assert/strict';
import { inDefinition, inInfo } from '../../scripts/validate/examples/example';
import { smallDefinition } from '../../scripts/validate/examples/small-connector';
import type { JsonObject } from '../../scripts/validate/json';
import { infoRules } from '../../scripts/validate/rules/info';
import { hostProductIn, otherProductIn } from '../../scripts/validate/rules/info/product-names';
import { isWebAddress } from '../../scripts/validate/rules/info/web-address';
import { shapeRules } from '../../scripts/validate/rules/shape';
import type { Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';

const says = (subject: Subject): readonly string[] => validate(subject, { profile: 'certification', rules: infoRules }).findings.map(({ rule, data }) => `${rule.code}: ${rule.says(data).what}`).sort();

describe('rules about the connector as a whole', () => {
  it('say of an empty info what is missing, each thing once', () => {
    assert.deepEqual(says(inDefinition({ info: {} }).subject), [
      'info-required-certification: "info" has no contact.', 'info-required-certification: "info" has no description.',
      'info-required: "info" has no title.', 'info-required: "info" has no version.',
    ]);
    assert.deepEqual(says(inInfo({ contact: {} }).subject), ['info-required-certification: "info" has no contact.']);
  });

  it('say of metadata in the wrong place where it belongs, and nothing else', () => {
    const { 'x-ms-connector-metadata': metadata, ...definition } = smallDefinition();
    const { subject } = inDefinition({});
    const moved: Subject = { ...subject, definition: { file: 'apiDefinition.swagger.json', syntax: 'json', text: undefined, bytes: 0, damage: [], value: { ...definition, info: { ...definition.info, 'x-ms-connector-metadata': metadata } } } };
    const findings = validate(moved, { profile: 'certification', rules: [...infoRules, ...shapeRules] }).findings;
    assert.deepEqual(findings.map(({ rule, data }) => [rule.code, rule.says(data).todo]), [['metadata-required', 'Move "x-ms-connector-metadata" out of "info", to the top level.']]);
  });

  it('word categories by what is wrong with them', () => {
    const categories = (propertyValue: string): readonly string[] => says(inDefinition({ 'x-ms-connector-metadata': [
      { propertyName: 'Website', propertyValue: 'https://shelter.example.com/' }, { propertyName: 'Privacy policy', propertyValue: 'https://shelter.example.com/privacy' }, { propertyName: 'Categories', propertyValue },
    ] }).subject);
    assert.deepEqual(categories('Data;Website'), []);
    assert.deepEqual(categories('AI;Data;Website'), ['metadata-categories: There are 3 categories; two are allowed.']);
    assert.deepEqual(categories('Pets;Animals'), ['metadata-categories: No categories are called "Pets" and "Animals".']);
    assert.deepEqual(categories(' ; '), ['metadata-categories: ";" names no category.']);
  });

  it('take values of any kind for what they are, without a word of their own', () => {
    const odd: readonly JsonObject[] = [
      { info: null }, { info: [] }, { info: { title: 1, description: {}, contact: 'me', version: null } }, { host: 5, basePath: null, schemes: 'https' }, { schemes: [1, null] },
      { 'x-ms-connector-metadata': { Website: 'x' } }, { 'x-ms-connector-metadata': [null, 'x', { propertyName: 5 }, {}] }, { tags: [{ name: 1 }, { name: 1 }] },
    ];
    for (const fragment of odd) {
      const codes = validate(inDefinition(fragment).subject, { profile: 'platform', rules: infoRules }).findings.map(({ rule }) => rule.code);
      assert.deepEqual(codes, [], JSON.stringify(fragment));
    }
  });

  it('are not slowed down by long texts, and do not repeat them', () => {
    for (const text of [' '.repeat(200_000), '.'.repeat(200_000), '('.repeat(200_000), 'a@'.repeat(100_000), '://'.repeat(60_000), `(independent publisher)${' '.repeat(200_000)}`, ';'.repeat(200_000)]) {
      const long = `a${text}x,`;
      const fragment: JsonObject = {
        info: { title: long, description: long, version: '1', contact: { name: long, email: long, url: long } }, host: long, basePath: long, schemes: [long], [long]: 1, 'x-ms-long': 1,
        'x-ms-connector-metadata': [{ propertyName: 'Website', propertyValue: long }, { propertyName: long, propertyValue: long }, { propertyName: 'Categories', propertyValue: long }],
      };
      const { subject } = inDefinition(fragment);
      const { findings } = validate(subject, { profile: 'certification', rules: [...infoRules, ...shapeRules] });
      assert.ok(findings.length > 5);
      for (const { rule, data, at } of findings) { assert.ok(rule.says(data).what.length < 600, rule.code); rule.fix?.edits(data, at, subject); }
    }
  });
});

describe('names of products', () => {
  it('are found as words, Power BI not among them', () => {
    assert.deepEqual(['for Power Apps', 'PowerApp', 'power automate', 'Logic App', 'logicapps'].map(hostProductIn), ['Power Apps', 'PowerApp', 'power automate', 'Logic App', 'logicapps']);
    assert.deepEqual(['Power BI', 'empower apps', 'PowerAppsPro', 'automate'].map(hostProductIn), [undefined, undefined, undefined, undefined]);
    assert.deepEqual(['the Power Platform', 'Copilot Studio', 'Copilot'].map(otherProductIn), ['Power Platform', 'Copilot Studio', undefined]);
  });
});

describe('web addresses', () => {
  it('are whole ones', () => {
    const whole = ['https://shelter.example.com', 'http://shelter.example.com/a?b#c', ' https://shelter.example.com/ '];
    const others = ['www.shelter.example.com', 'htpts://shelter.example.com', 'https://', 'https:///a', 'mailto:a@example.com', 'https://a b', 'Not available', ''];
    assert.deepEqual([...whole, ...others].filter(isWebAddress), whole);
  });
});
