/**
 * A program that speaks as pac does (banner, sentences, exit codes as in its documentation and in people's logs), made anew
 * for each test. It keeps profiles in its home, as the real one does, and writes down how it was called.
 */
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How one call of a verb ends instead of well. */
export interface PacFailure { readonly verb: string; readonly output: string; readonly code: number; readonly sleepMs?: number }
export interface PacCall { readonly words: readonly string[]; readonly variables: Readonly<Record<string, string>>; readonly profiles: readonly string[] }

export interface FakePac {
  readonly program: string;
  readonly folder: string;
  readonly calls: () => readonly PacCall[];
  readonly fail: (...failures: readonly PacFailure[]) => void;
  readonly remove: () => void;
}

export function makeFakePac({ version = '2.11.2+g47bc199', url = 'https://contoso.crm.dynamics.com', environmentId = '5c1dc2ed-bf65-e52c-ab22-ea1fc9c10106' } = {}): FakePac {
  const folder = mkdtempSync(join(tmpdir(), 'fake-pac-'));
  const program = join(folder, 'pac');
  const [log, failures] = [join(folder, 'calls.jsonl'), join(folder, 'failures.json')];
  writeFileSync(program, `#!${process.execPath}\n(${script.toString()})(${JSON.stringify({ log, failures, version, url, environmentId })});\n`);
  chmodSync(program, 0o755);
  mkdirSync(folder, { recursive: true });
  appendFileSync(log, '');
  return {
    program, folder,
    calls: () => readFileSync(log, 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as PacCall),
    fail: (...given) => { writeFileSync(failures, JSON.stringify([...existsSync(failures) ? JSON.parse(readFileSync(failures, 'utf8')) as PacFailure[] : [], ...given])); },
    remove: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

/** Runs in a process of its own, as text: it can use nothing of this file. */
function script(settings: { readonly log: string; readonly failures: string; readonly version: string; readonly url: string; readonly environmentId: string }): void {
  const fs = require('node:fs') as typeof import('node:fs');
  const path = require('node:path') as typeof import('node:path');
  const words = process.argv.slice(2);
  const verb = words.slice(0, 2).join(' ');
  const option = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const store = path.join(process.env['HOME'] ?? '', '.local', 'share', 'Microsoft', 'PowerAppsCLI', 'authprofiles_v2.json');
  const profiles = (): string[] => (fs.existsSync(store) ? JSON.parse(fs.readFileSync(store, 'utf8')) as string[] : []);
  const keep = (names: readonly string[]): void => { fs.mkdirSync(path.dirname(store), { recursive: true }); fs.writeFileSync(store, JSON.stringify(names)); };
  fs.appendFileSync(settings.log, `${JSON.stringify({ words, variables: process.env, profiles: profiles() })}\n`);
  const say = (text: string): void => { process.stdout.write(`${text}\n`); };
  const end = (code: number): never => process.exit(code);

  const planned = fs.existsSync(settings.failures) ? JSON.parse(fs.readFileSync(settings.failures, 'utf8')) as PacFailure[] : [];
  const at = planned.findIndex(failure => failure.verb === verb);
  if (at >= 0) {
    const [failure] = planned.splice(at, 1);
    fs.writeFileSync(settings.failures, JSON.stringify(planned));
    if (failure!.sleepMs !== undefined) { setTimeout(() => undefined, failure!.sleepMs); return; }
    say(`Microsoft PowerPlatform CLI\nVersion: ${settings.version} (.NET 10.0.11)\n\n${failure!.output}`);
    end(failure!.code);
  }
  if (words[0] === 'help') { say(`Microsoft PowerPlatform CLI\nVersion: ${settings.version} (.NET 10.0.11)\nOnline documentation: https://aka.ms/PowerPlatformCLI\n\nUsage: pac [admin] [application] [auth] [connector] [help] [org] [solution]`); end(0); }
  if (verb === 'auth create') { keep([...profiles(), option('--name') ?? '']); say(`'${option('--applicationId') ?? ''}' authenticated successfully.\nValidating connection...\nDefault organization: Contoso`); end(0); }
  if (verb === 'auth delete') { keep(profiles().filter(name => name !== option('--name'))); say('Authentication profile deleted.'); end(0); }
  if (verb === 'auth clear') { keep([]); say('Authentication profiles and token cache removed'); end(0); }
  if (verb === 'solution pack') { say('Processing Component: Connectors\nUnmanaged Pack complete.'); end(0); }
  if (profiles().length === 0) { say('Error: No profiles were found on this computer. Please run \'pac auth create\' to create one.'); end(1); }
  if (verb === 'org who') { say(`Connected as # Deployer\nConnected to... Contoso\nOrganization Information\n  Org ID:                     2889ab2b-e728-ef11-8406-000d3a33f333\n  Unique Name:                unq2889ab2b\n  Friendly Name:              Contoso\n  Org URL:                    ${settings.url}/\n  User Email:                 \n  User ID:                    dabaf5e1-a427-ef11-840a-6045bd07ba63\n  Environment ID:             ${settings.environmentId}`); end(0); }
  if (verb === 'solution import') {
    if (!fs.existsSync(option('--path') ?? '')) { say('Error: The file does not exist.'); end(1); }
    say(`Connected as # Deployer\nConnected to... Contoso\n\nSolution Importing...\nWaiting for asynchronous operation 5d4d2b1c to complete with timeout of 01:00:00\nProcessing asynchronous operation... execution time: 00:00:10 (0.2% of timeout)\nSolution Imported successfully.`);
    end(0);
  }
  if (verb === 'solution publish') { say('Publishing All Customizations...\nPublished All Customizations.'); end(0); }
  if (verb === 'solution check') { say('Status : Finished\n\nCritical High Medium Low Informational\n0        0    0      0   0'); end(0); }
  if (verb === 'connector update') { say('Connected as # Deployer\nConnector Updated Successfully.'); end(0); }
  say(`Error: Not a valid command.\n\nUsage: pac ${verb}`);
  end(1);
}
