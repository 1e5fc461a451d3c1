import { CARRIAGE_RETURN, SPACE, TAB } from '../../../diagnostics/json/json-characters';
import { asText } from '../../examples/text-as-read';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { smallText } from './small-text';

const conventions = 'coding standards for connectors';

export const styleIndent = rule<{ lines: number }>({
  code: 'style-indent',
  title: 'Lines are indented with spaces, not with tabs',
  severity: whenCertifying('information'),
  source: conventions,
  evidence: { certified: 93.1, recent: 91.2, independent: 99.5, applicable: 619 },
  why: 'Reviewers read the files in the browser, where tabs are wide. Nothing breaks.',
  page: 'Microsoft\'s page asks for four spaces; nearly all published connectors have two. Either is fine here.',
  says: ({ lines }) => ({ what: `${counted(lines)} indented with tabs.`, todo: 'Let your editor indent the file with spaces.' }),
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('  "swagger"', '\t"swagger"')), at: ['2:1'] }],
  }),
  check: ({ report }) => ({
    document({ file, text }, part) {
      if (text === undefined || !text.includes('\t')) return;
      let lines = 0;
      let first = 0;
      let line = 0;
      for (let from = 0; from <= text.length; line += 1) {
        let end = from;
        while (text[end] === ' ') end += 1;
        if (text[end] === '\t') { lines += 1; if (lines === 1) first = line + 1; }
        const next = text.indexOf('\n', end);
        if (next < 0) break;
        from = next + 1;
      }
      if (lines > 0) report({ part, file, line: first, column: 1 }, { lines });
    },
  }),
});

export const styleTrailingSpace = rule<{ lines: number }>({
  code: 'style-trailing-space',
  title: 'No line ends with spaces',
  severity: whenCertifying('information'),
  source: conventions,
  evidence: { certified: 92.4, recent: 88.3, independent: 93.4, applicable: 619 },
  why: 'Spaces at the end of a line appear as changes in a review although nothing changed. Nothing breaks.',
  says: ({ lines }) => ({ what: `${counted(lines)} followed by spaces.`, todo: 'Let your editor remove them when it saves.' }),
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('"swagger": "2.0",', '"swagger": "2.0",  ')), at: ['2:20'] }],
  }),
  check: ({ report }) => ({
    document({ file, text }, part) {
      if (text === undefined) return;
      let lines = 0;
      let place = { line: 1, column: 1 };
      let line = 1;
      for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from), line += 1) {
        let last = end > from && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
        const whole = last;
        while (last > from && isSpace(text.charCodeAt(last - 1))) last -= 1;
        if (last < whole) { lines += 1; if (lines === 1) place = { line, column: last - from + 1 }; }
      }
      if (lines > 0) report({ part, file, ...place }, { lines });
    },
  }),
});

const isSpace = (code: number): boolean => code === SPACE || code === TAB;

const counted = (lines: number): string => (lines === 1 ? 'One line is' : `${lines.toLocaleString('en-US')} lines are`);
