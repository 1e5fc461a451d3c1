/** Files as they were at a commit, through the git command. */
import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import type { FileSystem, FolderEntry } from '../ports';
import { UserError } from '../user-error';

/** Runs git with these words in a folder, without a shell. `missing` when there is no git. */
export type Git = (words: readonly string[], folder: string) => { readonly missing?: boolean; readonly code: number; readonly out: Buffer; readonly error: string };

/** The git of this machine. Its settings that run other programs or colour the output are left out. */
export const processGit: Git = (words, folder) => {
  const { error, status, stdout, stderr } = spawnSync('git', ['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...words], { cwd: folder, maxBuffer: 1 << 28, windowsHide: true });
  if (error) return { missing: (error as NodeJS.ErrnoException).code === 'ENOENT', code: 1, out: Buffer.alloc(0), error: error.message }; // what spawnSync answers is of this type
  return { code: status ?? 1, out: stdout, error: stderr.toString('utf8').trim() };
};

/**
 * The files at a git ref, to be read only; paths are those of the working tree. Throws UserError when there is no git, no
 * repository around the folder, or no such commit.
 */
export function filesAtRef(ref: string, directory: string, disk: FileSystem, git: Git): FileSystem {
  const asked = (words: readonly string[]): ReturnType<Git> => {
    const answer = git(words, directory);
    if (answer.missing) throw new UserError('--since needs git, and there is none on the path. Install git, or use --baseline.');
    return answer;
  };
  const top = asked(['rev-parse', '--show-toplevel']);
  if (top.code !== 0) throw new UserError(`--since needs a git repository, and ${directory} is in none${top.error === '' ? '' : ` (git: ${top.error})`}. Use --baseline there.`);
  const root = resolve(top.out.toString('utf8').replace(/\r?\n$/, ''));
  // What begins with a hyphen would be an option.
  const resolved = ref.startsWith('-') ? undefined : asked(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (resolved?.code !== 0) throw new UserError(`git knows no commit, branch or tag "${ref}" here. In a shallow clone fetch it first: git fetch origin ${ref}`);
  const commit = resolved.out.toString('utf8').trim();
  const listed = (words: readonly string[]): readonly string[] => {
    const { code, out, error } = asked(words);
    if (code !== 0) throw new UserError(`git could not list the files of ${ref}: ${error}`);
    return out.toString('utf8').split('\0').filter(name => name !== '');
  };
  const known = new Set(listed(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]));
  const changed = new Set(listed(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-relative', commit]));
  const nameOf = (file: string): string => relative(root, file).replaceAll('\\', '/');
  const readBytes = (file: string): Uint8Array | undefined => {
    const name = nameOf(file);
    if (!known.has(name)) return undefined;
    // What did not change since need not be asked for: one process less for each file.
    const same = changed.has(name) ? undefined : disk.readBytes(file);
    if (same) return same;
    const { code, out, error } = asked(['show', '--no-textconv', `${commit}:${name}`]);
    if (code !== 0) throw new UserError(`git could not read ${name} at ${ref}: ${error}`);
    return out;
  };
  const refuse = (): never => { throw new Error('The past can not be written.'); };
  return {
    readBytes,
    read: file => { const bytes = readBytes(file); return bytes && Buffer.from(bytes).toString('utf8'); },
    list: folder => entriesOf(known, nameOf(join(folder, '.'))),
    write: refuse, openNew: refuse, rename: refuse, remove: refuse, makeDirectory: refuse, makeTemporaryDirectory: refuse,
  };
}

/** The files and folders directly below a folder, sorted. */
function entriesOf(known: ReadonlySet<string>, folder: string): readonly FolderEntry[] | undefined {
  const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
  const found = new Map<string, FolderEntry['kind']>();
  for (const name of known) {
    if (!name.startsWith(prefix)) continue;
    const [first, ...deeper] = name.slice(prefix.length).split('/');
    if (first !== undefined) found.set(first, deeper.length > 0 ? 'folder' : 'file');
  }
  return found.size === 0 ? undefined : [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, kind]) => ({ name, kind }));
}
