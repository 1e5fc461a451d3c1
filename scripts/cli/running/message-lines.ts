import type { Wire } from '../../environment/api-client';
import { clipped, type Column, type Look, table } from '../terminal/table';
import { instantInWords } from '../terminal/time-words';

const columns: readonly Column[] = [{ heading: 'no', right: true }, { heading: 'when (UTC)' }, { heading: 'to', gives: true }, { heading: 'says', gives: true }];

export function messageTable(messages: readonly Wire<'Message'>[], look: Look): string {
  return table(columns, messages.map(message => [String(message.number), instantInWords(message.at), message.destination, wordsOf(message)]), look);
}

/** Longer ones are read in full with their number. */
const mostShown = 120;

/** The words in the frame of a message's view, one after the other; a colon behind the subject. */
function wordsOf({ view }: Pick<Wire<'Message'>, 'view'>): string {
  const words = view.split('\n').slice(1, -1).map(line => line.replace(/^│ ?| ?│$/g, '').trim()).filter(line => line !== '');
  return clipped(words.join(' ').replace(/ ─+( |$)/, ': '), mostShown);
}
