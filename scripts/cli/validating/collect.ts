/** Subjects one after the other, so that a folder of a thousand connectors needs the memory of one. */
import type { Ports } from '../ports';
import type { CollectedSubject, Target } from './collected';
import { folderSubject, singleSubject, type AnalyseScript } from './file-subject';

/** Reads what a target names. */
export async function collect(target: Target, ports: Ports, analyse: AnalyseScript): Promise<CollectedSubject> {
  switch (target.kind) {
    case 'folder': return { subject: await folderSubject(target.folder, ports.files, analyse), diagnostics: [] };
    case 'file': return { subject: singleSubject(target.file, ports.files), diagnostics: [] };
    // Models need the generator and the loader; folders do without both.
    case 'model': return (require('./model-subject') as typeof import('./model-subject')).modelSubject(target.file, ports, analyse); // require gives no type of its own
  }
}
