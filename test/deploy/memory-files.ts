import { dirname } from 'node:path';
import type { DeployFiles } from '../../scripts/deploy/ports';

/** Ends the process as a kill does: nothing of ours runs afterwards. */
export class Killed extends Error {}

/** Files in memory, a character a byte. The process dies at the change with that number; to remove a folder takes one change a file, as on a disk. */
export class MemoryFiles implements DeployFiles {
  readonly content = new Map<string, string>();
  changes = 0;
  diesAt = Infinity;

  readonly read = (file: string): string | undefined => this.readBytes(file)?.toString('utf8');
  readonly readBytes = (file: string): Buffer | undefined => { const text = this.content.get(file); return text === undefined ? undefined : Buffer.from(text, 'latin1'); };
  readonly write = (file: string, content: string | Uint8Array): void => { this.change(); this.content.set(file, Buffer.from(content).toString('latin1')); };
  readonly list = (folder: string): ReturnType<DeployFiles['list']> => (this.below(folder).length === 0 ? undefined : []);
  readonly remove = (path: string): void => { for (const file of [path, ...this.below(path)]) if (this.content.has(file)) { this.change(); this.content.delete(file); } };
  readonly rename = (from: string, to: string): void => {
    if (this.below(to).length > 0 || this.below(from).length === 0) throw new Error(`ENOTEMPTY or ENOENT: ${from} to ${to}`);
    this.change();
    for (const file of this.below(from)) { this.content.set(to + file.slice(from.length), this.content.get(file)!); this.content.delete(file); }
  };
  readonly makeTemporaryFolder = (): string => '/tmp/x';

  /** Everything below a folder, by what is left of its path. */
  under(folder: string): Readonly<Record<string, string>> { return Object.fromEntries([...this.below(folder)].sort().map(file => [file.slice(folder.length + 1), this.content.get(file)!])); }
  folders(): readonly string[] { return [...new Set([...this.content.keys()].map(file => dirname(file)))].sort(); }

  private below(folder: string): readonly string[] { return [...this.content.keys()].filter(file => file.startsWith(`${folder}/`)); }
  private change(): void { if (++this.changes >= this.diesAt) throw new Killed(); }
}
