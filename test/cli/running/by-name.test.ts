import assert from 'node:assert/strict';
import { byName } from '../../../scripts/cli/running/by-name';
import { UserError } from '../../../scripts/cli/user-error';

const flows = ['Post to Teams when a refresh fails', 'Post to Teams when customers are unified', 'Mail the owners', 'Mail'].map((name, index) => ({ id: `${index}0ff1ce`, name }));

describe('names that may be shortened', () => {
  const found: readonly (readonly [asked: string, name: string])[] = [
    ['Mail', 'Mail'], ['mail the', 'Mail the owners'], ['POST TO TEAMS WHEN A', 'Post to Teams when a refresh fails'], ['refresh fails', 'Post to Teams when a refresh fails'],
    ['post unified', 'Post to Teams when customers are unified'], ['20ff', 'Mail the owners'], ['  mail   the owners ', 'Mail the owners'], ['30FF1CE', 'Mail'],
  ];
  for (const [asked, name] of found) it(`"${asked}" is "${name}"`, () => { assert.equal(byName(flows, asked, 'flow').name, name); });

  const refused: readonly (readonly [asked: string, message: string])[] = [
    ['post', '"post" may be any of 2 flows. Write more of the name:\n  Post to Teams when a refresh fails\n  Post to Teams when customers are unified'],
    ['fails refresh', 'There is no flow "fails refresh". There are:\n  Post to Teams when a refresh fails\n  Post to Teams when customers are unified\n  Mail the owners\n  Mail'],
    ['Mial the owners', 'There is no flow "Mial the owners". Did you mean "Mail the owners"? There are:\n  Post to Teams when a refresh fails\n  Post to Teams when customers are unified\n  Mail the owners\n  Mail'],
    ['', 'There is no flow "". There are:\n  Post to Teams when a refresh fails\n  Post to Teams when customers are unified\n  Mail the owners\n  Mail'],
  ];
  for (const [asked, message] of refused) it(`refuses "${asked}"`, () => { assert.throws(() => byName(flows, asked, 'flow'), new UserError(message)); });
  it('says when there is none at all', () => { assert.throws(() => byName([], 'x', 'connection'), new UserError('There is no connection "x": there are none at all.')); });
});
