import { textOfHtml } from './html-text';
import type { OutboxMessage } from './outbox';

/** Columns of a framed message, frame included. */
const defaultWidth = 78;

/** A message as a person would see it, as plain text in a frame: where it goes, its subject, its words. */
export function messageView(message: OutboxMessage, width = defaultWidth): string {
  const inner = width - 4;
  const subject = message.subject === undefined || message.subject === '' ? [] : wrapped(oneLine(message.subject), inner);
  const body = bodyLines(message).flatMap(line => wrapped(line, inner));
  const title = ` ${clipped(destinationOf(message), inner - 1)} `;
  const row = (text: string): string => `│ ${text}${' '.repeat(inner - columns(text))} │`;
  return [
    `╭─${title}${'─'.repeat(Math.max(0, inner + 1 - columns(title)))}╮`,
    ...subject.map(row),
    ...(subject.length > 0 && body.length > 0 ? [row('─'.repeat(inner))] : []),
    ...body.map(row),
    `╰${'─'.repeat(inner + 2)}╯`,
  ].join('\n');
}

/** "Teams · Data team › General" or "Mail · a@example.com, b@example.com". */
export function destinationOf(message: OutboxMessage): string {
  if (message.kind === 'mail') {
    const copies = [...message.cc, ...message.bcc];
    return oneLine(`Mail · ${message.to.join(', ')}${copies.length > 0 ? ` · copy ${copies.join(', ')}` : ''}`);
  }
  return oneLine(`Teams · ${message.to.kind === 'channel' ? `${message.to.team} › ${message.to.channel}` : message.to.recipient}`);
}

/** Subject and first words in one line, for tables. */
export function messageSummary(message: OutboxMessage): string {
  const words = bodyLines(message).join(' ');
  return message.subject === undefined || message.subject === '' ? words : `${oneLine(message.subject)}: ${words}`;
}

function bodyLines(message: OutboxMessage): readonly string[] {
  const text = message.kind === 'teams' && message.isCard ? cardText(message.html) : textOfHtml(message.html);
  return text === '' ? [] : text.split('\n');
}

/** The texts of an adaptive card in their order; a card that is no JSON stands as it is. */
function cardText(json: string): string {
  try {
    return textsIn(JSON.parse(json)).map(oneLine).join('\n');
  } catch {
    return textOfHtml(json);
  }
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (typeof each === 'string' ? (name === 'text' || name === 'title' || name === 'value' ? [each] : []) : textsIn(each)));
}

/** Control characters would steer the terminal, and line ends would leave the frame. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();

/** One code point a column: near enough for Latin text. */
const columns = (text: string): number => [...text].length;

const clipped = (text: string, width: number): string => (columns(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`);

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(each => pieces(each, width))) {
    if (line === '') line = word;
    else if (columns(line) + 1 + columns(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  const points = [...word];
  return points.length <= width ? [word] : Array.from({ length: Math.ceil(points.length / width) }, (_, index) => points.slice(index * width, (index + 1) * width).join(''));
}
