import { always } from '../../profile';
import { rule } from '../../rule';
import { connectorWith } from '../../examples/whole-connector';
import { passOn, scriptOf, scriptWith, withScript } from './script-example';
import { wholeScript } from './script-places';

const LARGEST_BYTES = 1_048_576;

export const scriptSize = rule<{ readonly bytes: number }>({
  code: 'script-size',
  title: 'The script has at most 1 MB',
  severity: always('error'),
  source: 'custom code documentation, package validator',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 60 },
  why: 'The platform refuses a larger file.',
  page: 'The largest script among published connectors has 162 kB, half of them less than 4.4 kB. A Dataverse solution has a smaller limit for what it stores of a connector: 500,000 characters.',
  says: ({ bytes }) => ({
    what: `The script has ${bytes.toLocaleString('en')} bytes; the limit is ${LARGEST_BYTES.toLocaleString('en')}.`,
    todo: 'Remove data from the script, such as tables or samples, and let it fetch them instead.',
  }),
  examples: () => {
    const text = scriptWith(passOn);
    return {
      good: [withScript(text)],
      bad: [{ example: connectorWith(`${text}// and 1.2 MB more`, { scripts: [{ ...scriptOf(text), bytes: 1_200_000 }] }, 'csharp'), at: ['whole'] }],
    };
  },
  check: ({ report }) => ({
    script(script) {
      if (script.bytes > LARGEST_BYTES) report(wholeScript(script), { bytes: script.bytes });
    },
  }),
});
