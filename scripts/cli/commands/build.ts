import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic';
import { artifactTexts, type Artifacts } from '../../generate/artifacts';
import { changedFiles, writeChanges, type ChangedFile } from '../artifact-files';
import { buildModel, reportFindings, type Built } from '../building';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { stepLine } from '../step-line';
import { counted } from '../../diagnostics/counted';
import { unifiedDiff } from '../unified-diff';

/**
 * `konektor build`: writes the artifacts that changed; with --check writes nothing and ends with 1 when any would. With
 * --locale the documents are in that language, and the files go to a folder of their own.
 */
export function build({ options }: Given<'build'>, ports: Ports): number {
  const start = ports.now();
  const built = buildModel(options, ports);
  const made = built && options.locale !== undefined ? artifactsIn(options.locale, built, options, ports) : built?.artifacts;
  if (!built || !made) return 1;
  const out = options.out ?? (options.locale === undefined ? 'connector/generated' : `dist/locales/${options.locale}`);
  const directory = resolve(ports.directory, out);
  const changed = changedFiles(made, directory, ports.files);
  if (options.check && changed.length > 0) {
    ports.console.out(changed.map(each => differenceOf(each, out)).join(''));
    ports.console.error(`${changed.length === 1 ? '1 file differs' : `${changed.length} files differ`} from a fresh build. Run "konektor build${options.locale === undefined ? '' : ` --locale ${options.locale}`}"${options.locale === undefined ? ` and commit ${out}` : ''}.\n`);
    return 1;
  }
  if (!options.check) writeChanges(changed, directory, ports.files);
  const artifacts = Object.values(made).filter(text => text !== undefined).length;
  const { operations } = built.connector;
  ports.console.out(stepLine('build', [counted(artifacts, 'artifact'), counted(operations.length, 'operation'), outcome(changed)].join(' · '), ports.now() - start));
  return 0;
}

/**
 * The artifacts with their documents in a language; undefined when a text lacks a translation, or one can't be used. The
 * readme stays as it is: most of it are sentences of the generator, and it is for who deploys. So does custom code, which
 * answers with values and with the errors of the service.
 */
function artifactsIn(language: string, { connector, artifacts, checked }: Built, { model, format }: Given<'build'>['options'], ports: Ports): Artifacts | undefined {
  // Locales need YAML and the rules, which a build in English does without; require gives no type of its own.
  const { localeFile } = require('../locales/locale-files') as typeof import('../locales/locale-files');
  const { checkedLocale, localeSource } = require('../locales/checked-locale') as typeof import('../locales/checked-locale');
  const { documents, diagnostics } = checkedLocale(localeFile(language, model, ports), localeSource({ ...checked, connector }), 'error', ports);
  reportFindings(diagnostics, format, checked.texts, ports);
  return !documents || hasErrors(diagnostics) ? undefined : artifactTexts(connector, checked.publisher, artifacts['script.csx'], documents);
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
