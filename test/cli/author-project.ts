/** A project of an author in a temporary folder, and the real command line run in it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const launcher = resolve(__dirname, '..', '..', 'scripts', 'konektor.js');

export const konektorYaml = `publisher:
  name: Example
  contact:
    name: Support
    email: support@example.com
    url: https://example.com/support
  website: https://example.com
  privacyPolicy: https://example.com/privacy
`;

export interface AuthorProject {
  readonly directory: string;
  readonly write: (file: string, text: string) => void;
  /** Runs `konektor` and waits for its end. Durations in the output read "0 ms". */
  readonly konektor: (...words: readonly string[]) => { readonly code: number | null; readonly out: string; readonly error: string };
  readonly remove: () => void;
}

/** Makes the folder with these files; konektor.yaml is there unless `files` has another one (empty text: none). */
export function authorProject(files: Readonly<Record<string, string>>): AuthorProject {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-author-')));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  for (const [file, text] of Object.entries({ 'konektor.yaml': konektorYaml, ...files })) if (text !== '') write(file, text);
  return {
    directory, write,
    konektor: (...words) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], { cwd: directory, encoding: 'utf8' });
      return { code: status, out: stdout.replace(/ +\d+(\.\d+)? m?s$/gm, ' 0 ms'), error: stderr };
    },
    remove: () => { rmSync(directory, { recursive: true, force: true }); },
  };
}

/** A connector's module: what goes before, the operations, and what they use. */
export const connectorModule = (operations: string, declarations = ''): string => `import { action, apiCall, crossing, dateTime, defineConnector, dropDown, list, lookup, newItems, itemsOf, optional, pollingTrigger, record, send, sentence, text, wholeNumber } from 'konektor';
interface Above { readonly pushes: 'lines' }
enum Erased { One, Two }
${declarations}export default defineConnector({
  title: 'Things', description: 'Works with things of the example service, as far as a test needs them.', version: '1.0.0',
  host: 'api.example.com', categories: ['Data'], brandColor: '#112233', authentication: { kind: 'none' },
  operations: [
${operations}
  ],
});
`;

/** An action without anything special. */
export const plainAction = (operationId: string, path: string): string =>
  `    action({ operationId: '${operationId}', summary: 'Get ${path.slice(1)}', description: 'Gets one.', method: 'get', path: '${path}', parameters: {} }),`;
