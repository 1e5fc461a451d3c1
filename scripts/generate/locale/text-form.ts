/** Whether a translation has the form of its text: what no language changes. */
import type { Severity } from '../../diagnostics/diagnostic';

export interface FormMismatch { readonly code: string; readonly severity: Severity; readonly what: string; readonly why: string; readonly todo: string }

/** Everything in which a translation differs from its text and should not. */
export function formMismatches(source: string, translation: string): readonly FormMismatch[] {
  return [...placeholders(source, translation), ...spaces(source, translation), ...lines(source, translation), ...lastSign(source, translation), ...names(source, translation)];
}

const placeholder = /\{[^{}]*\}/g;
const inBraces = (text: string): readonly string[] => (text.match(placeholder) ?? []).sort();

function placeholders(source: string, translation: string): readonly FormMismatch[] {
  const [wanted, has] = [inBraces(source), inBraces(translation)];
  if (wanted.join() === has.join()) return [];
  const told = (found: readonly string[]): string => (found.length === 0 ? 'none' : found.join(', '));
  return [{
    code: 'locale-placeholders', severity: 'error', what: `The text has these values in braces: ${told(wanted)}. The translation has these: ${told(has)}.`,
    why: 'What stands in braces is the name of a value; a name that is changed stands for nothing.', todo: 'Write the same values in braces, each as often.',
  }];
}

function spaces(source: string, translation: string): readonly FormMismatch[] {
  const edges = (text: string): string => `${/^\s*/.exec(text)?.[0] ?? ''}|${/\s*$/.exec(text)?.[0] ?? ''}`;
  return edges(source) === edges(translation) ? [] : [{
    code: 'locale-spaces', severity: 'warning', what: 'The translation does not begin and end with the same blanks as the text.',
    why: 'Blanks at the edges are invisible, and nearly always a slip.', todo: 'Begin and end the translation as the text does.',
  }];
}

function lines(source: string, translation: string): readonly FormMismatch[] {
  const count = (text: string): number => text.split('\n').length;
  return count(source) === count(translation) ? [] : [{
    code: 'locale-lines', severity: 'warning', what: `The text has ${told(count(source))}, the translation has ${told(count(translation))}.`,
    why: 'Designers show line breaks as they stand.', todo: 'Break the translation where the text is broken.',
  }];
}
const told = (lineCount: number): string => (lineCount === 1 ? 'one line' : `${lineCount} lines`);

/** Signs at the end of a sentence, with their likes in other scripts (Chinese and Japanese, Arabic and Hindi). */
const sentenceEnds: Readonly<Record<string, string>> = {
  '.': '.', '。': '.', '।': '.', '۔': '.', '?': '?', '？': '?', '؟': '?', '!': '!', '！': '!', ':': ':', '：': ':', ';': ';', '；': ';', '؛': ';', '…': '…', ',': ',', '，': ',',
};

function lastSign(source: string, translation: string): readonly FormMismatch[] {
  const end = (text: string): string => { const [last = ''] = [...text.trimEnd()].slice(-1); return sentenceEnds[last] ?? ''; };
  const [wanted, has] = [end(source), end(translation)];
  if (wanted === has) return [];
  return [{
    code: 'locale-last-sign', severity: 'warning',
    what: wanted === '' ? `The translation ends with "${has}", the text with no such sign.` : has === '' ? `The text ends with "${wanted}", the translation does not.` : `The text ends with "${wanted}", the translation with "${has}".`,
    why: 'Labels have no full stop and sentences have one, in every language of the connector.', todo: 'End the translation as the text ends.',
  }];
}

/** Names that travel are written in one word with capitals or underscores inside: CustomerId, onDemand, Loyalty_Members. */
const travelling = /\b[A-Za-z0-9]*(?:[a-z][A-Z]|[A-Za-z0-9]_[A-Za-z0-9])[A-Za-z0-9_]*/g;

function names(source: string, translation: string): readonly FormMismatch[] {
  const missing = [...new Set(source.match(travelling) ?? [])].filter(name => !translation.includes(name));
  return missing.length === 0 ? [] : [{
    code: 'locale-names', severity: 'warning', what: `The translation lacks ${missing.map(name => `"${name}"`).join(', ')}.`,
    why: 'Words in one piece with capitals or underscores inside are names of columns, tables and values, which are the same in every language.', todo: 'Write the name as it is.',
  }];
}
