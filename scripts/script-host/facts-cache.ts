import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ScriptFacts } from './messages';

/** More scripts than anyone works on; beyond it the ones not used for longest go. */
const MOST_SCRIPTS = 400;
const ENDING = '.facts.json';

/**
 * Facts of scripts on disk, by content, kind of script and host, beside the compiled scripts. Nothing here is worth an
 * error: a file that is damaged counts as none, and a folder that can't be written costs time only.
 */
export class FactsCache {
  constructor(private readonly directory: string, private readonly hostKey: string) {}

  /** The facts of this text, or undefined where they are not known. */
  find(text: string, generated: boolean): ScriptFacts | undefined {
    const file = this.fileOf(text, generated);
    try {
      const content = readFileSync(file, 'utf8');
      const end = content.indexOf('\n');
      const json = content.slice(end + 1);
      if (end < 0 || content.slice(0, end) !== checksum(json)) return undefined;
      const now = new Date();
      utimesSync(file, now, now);
      return JSON.parse(json) as ScriptFacts; // written by `keep`, as the checksum says
    } catch {
      return undefined;
    }
  }

  /** Keeps the facts of this text. */
  keep(text: string, generated: boolean, facts: ScriptFacts): void {
    const file = this.fileOf(text, generated);
    const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
    const json = JSON.stringify(facts);
    try {
      mkdirSync(this.directory, { recursive: true });
      writeFileSync(unfinished, `${checksum(json)}\n${json}`);
      renameSync(unfinished, file);
      this.dropOldest();
    } catch {
      remove(unfinished);
    }
  }

  private dropOldest(): void {
    const kept = readdirSync(this.directory).filter(name => name.endsWith(ENDING));
    if (kept.length <= MOST_SCRIPTS) return;
    const byAge = kept.map(name => path.join(this.directory, name)).map(file => ({ file, used: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 })).sort((one, other) => one.used - other.used);
    for (const { file } of byAge.slice(0, kept.length - MOST_SCRIPTS)) remove(file);
  }

  private fileOf(text: string, generated: boolean): string {
    const key = createHash('sha256').update(`${this.hostKey}\ninspect generated=${generated}\n`).update(text).digest('hex');
    return path.join(this.directory, `${key}${ENDING}`);
  }
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another process may have it open, or there is no such folder: the next one removes it, or there is nothing to remove.
  }
}
