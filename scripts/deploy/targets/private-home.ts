/** A home of its own for pac, in which it keeps its profiles and tokens: nobody's own profiles are read, changed or cleared. */
import { join } from 'node:path';
import type { DeployPorts } from '../ports';

/** Where pac, or .NET under it, may keep something, by operating system. */
const homeVariables = ['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'DOTNET_CLI_HOME'] as const;
/** What a program needs to run at all, and to reach the network from here. Only the address of a proxy may hold a secret. */
const passedOn = [
  'PATH', 'Path', 'PATHEXT', 'SystemRoot', 'windir', 'ComSpec', 'SystemDrive', 'TEMP', 'TMP', 'TMPDIR', 'DOTNET_ROOT', 'DOTNET_ROOT_X64', 'DOTNET_ROOT_ARM64',
  'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR',
] as const;

/** All variables of a process whose home is that folder. Messages in English, since some are read here. */
export function variablesFor(home: string, { variable, keepSecret }: Pick<DeployPorts, 'variable' | 'keepSecret'>): Readonly<Record<string, string>> {
  const given = passedOn.flatMap(name => { const value = variable(name); return value === undefined ? [] : [[name, value] as const]; });
  for (const [name, value] of given) {
    const password = /^\w+:\/\/[^/@]*?:([^/]+)@/.exec(value)?.[1];
    if (password !== undefined) keepSecret(decoded(password), `the password in ${name}`);
  }
  return {
    ...Object.fromEntries(given),
    ...homeOf(home), LANG: 'en_US.UTF-8', DOTNET_CLI_UI_LANGUAGE: 'en', PP_TOOLS_AUTOMATION_AGENT: 'konektor',
  };
}

function decoded(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; } // a password that was written as it is
}

export const homeOf = (home: string): Readonly<Record<string, string>> => Object.fromEntries(homeVariables.map(name => [name, home]));

/** Runs `work` with a new folder that only this user can look into, and removes the folder whatever happens. */
export async function inPrivateFolder<T>({ makeTemporaryFolder, remove }: DeployPorts['files'], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeTemporaryFolder();
  try {
    return await work(folder);
  } finally {
    remove(folder);
  }
}

/** Writes files into a folder; returns their full paths by name. */
export function written({ write }: Pick<DeployPorts['files'], 'write'>, folder: string, files: ReadonlyMap<string, string | Uint8Array>): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, content]) => {
    const file = join(folder, name);
    write(file, content, 'forOwner');
    return [name, file];
  }));
}
