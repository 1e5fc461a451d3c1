import { always } from '../../profile';
import { rule } from '../../rule';
import { connectorWith } from '../../examples/whole-connector';
import { passOn, scriptOf, scriptWith, withScript } from './script-example';
import { wholeScript } from './script-places';

export const scriptSingle = rule<{ readonly first: string }>({
  code: 'script-single',
  title: 'A connector has one script file',
  severity: always('error'),
  source: 'custom code documentation',
  why: 'The platform keeps one file of custom code for a connector; a second one is never uploaded.',
  says: ({ first }) => ({
    what: `There is already a script, ${first}.`,
    todo: 'Put everything into one file, or remove the file that is not meant.',
  }),
  examples: () => {
    const text = scriptWith(passOn);
    return {
      good: [withScript(text)],
      bad: [{ example: connectorWith('script.csx\nhelpers.csx', { scripts: [scriptOf(text), scriptOf(text, {}, 'helpers.csx')] }), at: ['whole'] }],
    };
  },
  check: ({ report }) => ({
    end({ scripts: [first, ...others] }) {
      if (first) for (const other of others) report(wholeScript(other), { first: first.file }, [{ at: wholeScript(first), what: 'The first one.' }]);
    },
  }),
});
