/** The checks of this machine and folder: what is there, what is missing, and what to do. */
import { resolve } from 'node:path';
import type { Ports } from '../ports';
import type { Machine } from './machine';

export interface MachineCheck {
  readonly name: string;
  /** `problem`: something does not work. `note`: something is to be done before publishing. `absent`: nobody needs it for the rest. */
  readonly state: 'fine' | 'problem' | 'note' | 'absent';
  readonly found: string;
  readonly todo?: string;
}

const oldestNode = [20, 19] as const;

/** All checks, in the order in which a newcomer needs them. Writes nothing but a trial folder in the cache. */
export async function machineChecks(machine: Machine, ports: Ports): Promise<readonly MachineCheck[]> {
  return [nodeCheck(machine), await dotnetCheck(machine), cacheCheck(machine, ports), settingsCheck(ports), await gitCheck(machine), pacCheck(machine), wrapperCheck(machine, ports)];
}

function nodeCheck({ nodeVersion }: Machine): MachineCheck {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isNew = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return { name: 'Node', state: isNew ? 'fine' : 'problem', found: nodeVersion, ...(isNew ? {} : { todo: `Install Node ${oldestNode.join('.')} or newer (https://nodejs.org).` }) };
}

async function dotnetCheck({ dotnetVersion }: Machine): Promise<MachineCheck> {
  try {
    return { name: '.NET SDK', state: 'fine', found: await dotnetVersion() };
  } catch (error) {
    return { name: '.NET SDK', state: 'problem', found: 'none that can be used', todo: error instanceof Error ? error.message : String(error) };
  }
}

function cacheCheck({ cacheDirectory }: Machine, { files }: Ports): MachineCheck {
  try {
    files.makeDirectory(cacheDirectory);
    files.remove(files.makeTemporaryDirectory(cacheDirectory));
    return { name: 'cache', state: 'fine', found: cacheDirectory };
  } catch (error) {
    return { name: 'cache', state: 'problem', found: `${cacheDirectory} can't be written`, todo: `Make it writable, or name another folder in KONEKTOR_CACHE. ${error instanceof Error ? error.message : String(error)}` };
  }
}

function settingsCheck({ files, directory }: Ports): MachineCheck {
  const name = 'konektor.yaml';
  const text = files.read(resolve(directory, name));
  if (text === undefined) return { name, state: 'note', found: 'none here', todo: 'Write one with publisher: name, contact (name, email, url), website and privacyPolicy; artifacts name a placeholder until then.' };
  // Parser and schema validator are loaded only where there is something to read; require gives no types of its own.
  const { readKonektorYaml } = require('../konektor-yaml') as typeof import('../konektor-yaml');
  const { publisherValues } = require('../validating/publisher-values') as typeof import('../validating/publisher-values');
  const { data, diagnostics } = readKonektorYaml(text, name);
  const [mistake] = diagnostics.filter(({ severity }) => severity === 'error');
  if (!data) return { name, state: 'problem', found: `${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'}`, todo: `${mistake?.what ?? ''} ${mistake?.todo ?? ''}`.trim() };
  if (!data.publisher) return { name, state: 'note', found: 'no publisher', todo: 'Write publisher: name, contact (name, email, url), website and privacyPolicy.' };
  const placeholders = publisherValues(data.publisher, data).filter(({ placeholder }) => placeholder).map(({ path }) => path);
  if (placeholders.length === 0) return { name, state: 'fine', found: 'without placeholders' };
  return { name, state: 'note', found: `${placeholders.length} ${placeholders.length === 1 ? 'placeholder' : 'placeholders'}`, todo: `Replace before you publish or deploy: ${placeholders.join(', ')}.` };
}

async function gitCheck({ gitVersion }: Machine): Promise<MachineCheck> {
  const version = (await gitVersion())?.replace(/^git version /, '');
  return version === undefined ? { name: 'git', state: 'absent', found: 'not on the path', todo: 'Only "validate --since" needs it: https://git-scm.com' } : { name: 'git', state: 'fine', found: version };
}

function pacCheck({ hasProgram }: Machine): MachineCheck {
  return hasProgram('pac') ? { name: 'pac', state: 'fine', found: 'on the path' }
    : { name: 'pac', state: 'absent', found: 'not on the path', todo: 'Only importing by pac needs it: dotnet tool install --global Microsoft.PowerApps.CLI.Tool' };
}

const wrapper = '@microsoft/powerplatform-cli-wrapper';

function wrapperCheck({ hasPackage }: Machine, { directory }: Ports): MachineCheck {
  return hasPackage(wrapper, directory) ? { name: 'pac wrapper', state: 'fine', found: wrapper }
    : { name: 'pac wrapper', state: 'absent', found: 'not installed', todo: `Only deploying through ${wrapper} needs it.` };
}
