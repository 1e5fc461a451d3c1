/** What commands say, word for word, in text files beside the tests: read them as a user would. KONEKTOR_RECORD=1 writes them anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './played-world';

const folder = join(__dirname, 'transcripts');

/** A command, what it printed as results, its exit code, what it printed as messages. */
export const transcribed = (words: readonly string[], { out, error, code }: Outcome, asked: readonly string[] = []): string =>
  [`$ konektor ${words.join(' ')}\n`, ...asked.map(question => `? ${question}\n`), out, `=> ${code}\n`, ...(error === '' ? [] : [error.replace(/^(?=.)/gm, '! ')]), '\n'].join('');

export function assertTranscript(name: string, text: string): void {
  const file = join(folder, `${name}.txt`);
  if (process.env['KONEKTOR_RECORD'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'), `What is said differs from ${name}.txt.`);
}
