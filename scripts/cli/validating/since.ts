/** What --since compares with: the same connectors at a git ref. */
import { dirname, resolve } from 'node:path';
import type { Subject } from '../../validate/subject';
import type { FileSystem, Ports } from '../ports';
import type { Target } from './collected';
import { folderSubject, singleSubject, type AnalyseScript } from './file-subject';
import { filesAtRef, processGit, type Git } from './since-git';

export interface Since {
  /**
   * The subject of a target as it was at the ref; undefined when it was not there yet. For a model its committed artifacts,
   * where they lie now. Custom code that did not change keeps the analysis of `now`.
   */
  readonly subjectOf: (target: Target, now: Subject, analyse: AnalyseScript) => Promise<Subject | undefined>;
}

/** Throws UserError when there is no git, no repository or no such ref. */
export function since(ref: string, { files, directory }: Pick<Ports, 'files' | 'directory'>, git: Git = processGit): Since {
  const before = filesAtRef(ref, directory, files, git);
  return {
    async subjectOf(target, now, analyse) {
      const known: AnalyseScript = (text, options) => {
        const same = now.scripts.find(script => script.text === text);
        return same ? Promise.resolve(same.analysis) : analyse(text, options);
      };
      switch (target.kind) {
        case 'folder': return present(await folderSubject(target.folder, before, known));
        case 'file': return before.readBytes(target.file) === undefined ? undefined : singleSubject(target.file, before);
        case 'model': return modelBefore(target.file, now, before, known, directory);
      }
    },
  };
}

const present = (subject: Subject): Subject | undefined => (subject.definition || subject.properties ? subject : undefined);

async function modelBefore(model: string, now: Subject, before: FileSystem, analyse: AnalyseScript, directory: string): Promise<Subject | undefined> {
  const folder = now.definition ? dirname(now.definition.file) : resolve(dirname(model), 'generated');
  const subject = present(await folderSubject(folder, before, text => analyse(text, { generated: true })));
  if (!subject) return undefined;
  const iconFile = now.icon?.file;
  const icon = iconFile === undefined ? undefined : before.readBytes(iconFile);
  const publisher = publisherBefore(resolve(directory, 'konektor.yaml'), before);
  return {
    ...subject, name: now.name, scripts: subject.scripts.map(script => ({ ...script, generated: true })),
    ...(icon && iconFile !== undefined ? { icon: { file: iconFile, bytes: icon } } : {}),
    ...(publisher ? { publisher } : {}),
  };
}

function publisherBefore(file: string, before: FileSystem): Subject['publisher'] | undefined {
  const text = before.read(file);
  if (text === undefined) return undefined;
  // Parser and schema validator are loaded only where there is something to read.
  const { readKonektorYaml } = require('../konektor-yaml') as typeof import('../konektor-yaml'); // require gives no type of its own
  const { publisherValues } = require('./publisher-values') as typeof import('./publisher-values'); // likewise
  const { data } = readKonektorYaml(text, file);
  return data?.publisher ? { file, values: publisherValues(data.publisher, data) } : undefined;
}
