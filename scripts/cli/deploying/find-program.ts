import { statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];

/** The full path of a program on a path such as PATH has; never one from the working folder, which anybody may have written. */
export function findProgram(name: string, path: string): string | undefined {
  const folders = path.split(delimiter).filter(isAbsolute);
  return folders.flatMap(folder => endings.map(ending => join(folder, name + ending))).find(file => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
}
