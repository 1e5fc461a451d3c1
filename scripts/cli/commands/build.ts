import { resolve } from 'node:path';
import { changedFiles, writeChanges, type ChangedFile } from '../artifact-files';
import { buildModel } from '../building';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { counted, stepLine } from '../step-line';
import { unifiedDiff } from '../unified-diff';

/** `konektor build`: writes the artifacts that changed; with --check writes nothing and ends with 1 when any would. */
export function build({ options }: Given<'build'>, ports: Ports): number {
  const start = ports.now();
  const built = buildModel(options, ports);
  if (!built) return 1;
  const directory = resolve(ports.directory, options.out);
  const changed = changedFiles(built.artifacts, directory, ports.files);
  if (options.check && changed.length > 0) {
    ports.console.out(changed.map(each => differenceOf(each, options.out)).join(''));
    ports.console.error(`${changed.length === 1 ? '1 file differs' : `${changed.length} files differ`} from a fresh build. Run "konektor build" and commit ${options.out}.\n`);
    return 1;
  }
  if (!options.check) writeChanges(changed, directory, ports.files);
  const artifacts = Object.values(built.artifacts).filter(text => text !== undefined).length;
  const { operations } = built.connector;
  ports.console.out(stepLine('build', [counted(artifacts, 'artifact'), counted(operations.length, 'operation'), outcome(changed)].join(' · '), ports.now() - start));
  return 0;
}

function outcome(changed: readonly ChangedFile[]): string {
  const written = changed.filter(each => each.after !== undefined).length;
  const removed = changed.length - written;
  return [...(written > 0 ? [`${written} written`] : []), ...(removed > 0 ? [`${removed} removed`] : [])].join(', ') || 'in step';
}

const differenceOf = ({ name, before, after }: ChangedFile, out: string): string => unifiedDiff(before ?? '', after ?? '', {
  before: before === undefined ? '(missing)' : `${out}/${name}`,
  after: after === undefined ? '(no longer made)' : `${out}/${name} (fresh build)`,
});
