/** pac as a function: it writes down how it was called, and imports into an organisation. For tests that are not about processes. */
import { readFileSync } from 'node:fs';
import type { DeployPorts, ProcessRequest } from '../../../../scripts/deploy/ports';
import { FakeDataverse, environmentId, url } from '../dataverse/fake-dataverse';

export function pacInMemory(fake: FakeDataverse): { readonly processes: DeployPorts['processes']; readonly calls: readonly ProcessRequest[] } {
  const calls: ProcessRequest[] = [];
  const after = (words: readonly string[], option: string): string | undefined => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  const said = async (words: readonly string[]): Promise<string> => {
    if (words[0] === 'help') return 'Microsoft PowerPlatform CLI\nVersion: 2.11.2+g47bc199';
    if (words[0] === 'org') return `Connected as deployer\nOrg URL: ${url}/\nEnvironment ID: ${environmentId}`;
    if (words[0] !== 'solution') return 'Done.';
    const settings = after(words, '--settings-file');
    await fake.bring(readFileSync(after(words, '--path')!), settings === undefined ? undefined : readFileSync(settings, 'utf8'));
    return 'Solution Imported successfully.';
  };
  return { calls, processes: { find: name => `/usr/bin/${name}`, run: async request => { calls.push(request); return { code: 0, output: await said(request.words), errors: '', timedOut: false }; } } };
}
