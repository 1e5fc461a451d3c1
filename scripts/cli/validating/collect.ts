/** Subjects one after the other, so that a folder of a thousand connectors needs the memory of one. */
import type { Ports } from '../ports';
import type { CollectedSubject, Target } from './collected';
import { folderSubject, singleSubject, type AnalyseScript } from './file-subject';

/** Reads what a target names. What the system does not let us read is a finding, so that the other targets get their turn. */
export async function collect(target: Target, ports: Ports, analyse: AnalyseScript): Promise<CollectedSubject> {
  try {
    return await read(target, ports, analyse);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const { code, path = target.kind === 'folder' ? target.folder : target.file } = error as NodeJS.ErrnoException; // what node:fs throws is always of this type
    return {
      subject: { name: target.kind === 'folder' ? target.folder : target.file, scripts: [], whole: false },
      diagnostics: [{
        code: 'file-unreadable', severity: 'error', what: `The file can't be read: the system answers ${code ?? error.message}.`,
        why: 'What was not read was not checked.', todo: code === 'EACCES' || code === 'EPERM' ? 'Give yourself permission to read it.' : 'Look at the file and at its disk.', where: { kind: 'file', file: path },
      }],
    };
  }
}

async function read(target: Target, ports: Ports, analyse: AnalyseScript): Promise<CollectedSubject> {
  switch (target.kind) {
    case 'folder': return { subject: await folderSubject(target.folder, ports.files, analyse), diagnostics: [] };
    case 'file': return { subject: singleSubject(target.file, ports.files), diagnostics: [] };
    // Models need the generator and the loader; folders do without both.
    case 'model': return (require('./model-subject') as typeof import('./model-subject')).modelSubject(target.file, ports, analyse); // require gives no type of its own
  }
}
