import { dirname, join } from 'node:path';
import type { FileSystem } from '../ports';

/** Puts a text into a file so that nobody ever sees half of it: written beside the file, and renamed. Makes the folder where it is missing; throws what the file system throws. */
export function writeInPlace(file: string, text: string, files: FileSystem): void {
  files.makeDirectory(dirname(file));
  const temporary = files.makeTemporaryDirectory(dirname(file));
  try {
    files.write(join(temporary, 'written'), text);
    files.rename(join(temporary, 'written'), file);
  } finally {
    files.remove(temporary);
  }
}
