/** The custom code of the probe: C# of its own, without the prelude, so that nothing of ours stands between it and the platform. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Beside this file in a clone; in an install the compiled toolchain reads the sources that the package ships.
const folder = [__dirname, join(__dirname, '..', '..', '..', '..', 'scripts', 'package', 'probe')].find(each => existsSync(join(each, 'probe-script.cs')));

/** The files of each script, in reading order. */
const parts = { probe: ['probe-script.cs', 'probe-trigger.cs', 'probe-query.cs', 'probe-runtime.cs'], signIn: ['sign-in-script.cs', 'probe-query.cs'] } as const;

/** A script's text: the directives of all files once, then each file. Throws where the package lacks its C# files. */
export const probeScript = (name: keyof typeof parts = 'probe'): string => joined(parts[name].map(file => readFileSync(join(folder ?? __dirname, file), 'utf8').replace(/\r\n/g, '\n')));

function joined(files: readonly string[]): string {
  const usings = [...new Set(files.flatMap(file => file.match(/^using .*;$/gm) ?? []))].sort(systemFirst);
  const code = files.map(file => file.replace(/^using .*;\n/gm, '').trim());
  return `${[usings.join('\n'), ...code].join('\n\n')}\n`;
}

const systemFirst = (left: string, right: string): number =>
  Number(right.startsWith('using System')) - Number(left.startsWith('using System')) || (left < right ? -1 : left > right ? 1 : 0);
