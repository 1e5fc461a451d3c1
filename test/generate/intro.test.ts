import assert from 'node:assert/strict';
import { introSkeleton } from '../../scripts/generate/intro';
import { introBeginning, introSections } from '../../scripts/validate/rules/readme/intro.rule';
import { validate } from '../../scripts/validate/validate';
import connector from '../../connector';
import { all, webhook } from './connectors';

describe('introSkeleton', () => {
  it('says what the model says, section by section', () => {
    assert.equal(introSkeleton(webhook), `This connector brings Contoso Orders into flows and apps. It has 1 trigger.

## Prerequisites

* Access to the service at \`orders.contoso.com\`.
* A plan that includes custom connectors (premium).

## How to get credentials

No credentials are needed.

## Get started with your connector

Add a trigger or an action of this connector to a flow, create the connection and fill in the parameters.

## Known issues and limitations

* A connection may make 500 calls a minute; beyond that the platform answers 429 and tries again later.

## Common errors and remedies

The message of an error says what was wrong, and what to do where that is known.

## FAQ

There are no questions yet.
`);
  });

  it('passes the rules for intro.md', () => {
    for (const each of [connector, ...Object.values(all)]) {
      const text = introSkeleton(each);
      const { findings } = validate({ name: each.title, scripts: [], whole: false, intro: { file: 'intro.md', text, bytes: text.length } }, { profile: 'certification', rules: [introSections, introBeginning] });
      assert.deepEqual(findings, [], each.title);
    }
  });
});
