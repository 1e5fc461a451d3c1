/** Baseline files of --baseline and --write-baseline. */
import { resolve } from 'node:path';
import { baselineText, readBaseline, type Baseline } from '../../validate/baseline';
import type { Ports } from '../ports';
import { UserError } from '../user-error';
import { writeInPlace } from './write-in-place';

/** Reads a baseline file, by its path from the working folder. Throws UserError when it is missing or is none. */
export function baselineFile(path: string, { files, directory }: Pick<Ports, 'files' | 'directory'>): Baseline {
  const text = files.read(resolve(directory, path));
  if (text === undefined) throw new UserError(`There is no baseline at ${path}. Make one: konektor validate --write-baseline ${path}`);
  const { baseline, problem } = readBaseline(text);
  if (problem !== undefined) throw new UserError(`${path} is not a baseline. ${problem} Make it anew: konektor validate --write-baseline ${path}`);
  return baseline;
}

/** Writes a baseline file, in one step and only where it changes. Throws what the file system throws. */
export function writeBaseline(path: string, baseline: Baseline, { files, directory }: Pick<Ports, 'files' | 'directory'>): void {
  const file = resolve(directory, path);
  const text = baselineText(baseline);
  if (files.read(file) !== text) writeInPlace(file, text, files);
}
