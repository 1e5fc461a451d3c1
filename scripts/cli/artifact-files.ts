/** The artifacts as files: what differs from a fresh build, and writing them so that no half-written file is ever seen. */
import { join } from 'node:path';
import type { FileSystem } from './ports';

/** Every file that a build may make; one of them that the build does not make any more is left over from before. */
export const artifactNames = ['apiDefinition.swagger.json', 'apiProperties.json', 'script.csx', 'settings.json', 'README.md'] as const;
type ArtifactName = (typeof artifactNames)[number];

/** A file that differs from the fresh build; without `before` it is missing, without `after` it is left over. */
export interface ChangedFile { readonly name: ArtifactName; readonly before?: string; readonly after?: string }

/** Compares the folder with the texts of a fresh build, in the order of `artifactNames`. */
export function changedFiles(artifacts: Readonly<Partial<Record<ArtifactName, string>>>, directory: string, files: FileSystem): readonly ChangedFile[] {
  return artifactNames.flatMap(name => {
    const before = files.read(join(directory, name));
    const after = artifacts[name];
    return before === after ? [] : [{ name, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

/**
 * Brings the folder in step: writes each changed file beside the others first and then renames it into place, removes
 * what is left over. Throws what the file system throws; files that were not reached stay as they were.
 */
export function writeChanges(changed: readonly ChangedFile[], directory: string, files: FileSystem): void {
  if (changed.length === 0) return;
  files.makeDirectory(directory);
  const temporary = files.makeTemporaryDirectory(directory);
  try {
    for (const { name, after } of changed) if (after !== undefined) files.write(join(temporary, name), after);
    for (const { name, after } of changed) {
      if (after === undefined) files.remove(join(directory, name));
      else files.rename(join(temporary, name), join(directory, name));
    }
  } finally {
    files.remove(temporary);
  }
}
