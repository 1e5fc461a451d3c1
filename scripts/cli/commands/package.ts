import { isZip, type Packed } from '../../package/packed';
import { placeholderStackOwner, type PackageKind } from '../../package/package-set';
import type { Given } from '../options';
import { pack, type Packing } from '../packaging/pack';
import type { Ports } from '../ports';
import { stepLine } from '../step-line';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';

/**
 * `konektor package`: makes the packages and replaces the folder with them. Ends with 1 when the model has errors, or
 * when a version that was packaged or released before has another content.
 */
export async function packageModel({ options }: Given<'package'>, ports: Ports): Promise<number> {
  if (options.release && options.only !== undefined) throw new UserError('--release records all packages of a version: leave out --only.');
  const start = ports.now();
  const made = await pack({ ...options, kinds: kindsAsked(options), forPlay: false }, ports);
  if (!made) return 1;
  for (const { kind, contents } of made.packages) ports.console.out(stepLine(labels[kind], filesInWords(kind, contents), made.milliseconds.get(kind) ?? 0));
  for (const line of notes(made)) ports.console.error(`${line}\n`);
  const { version } = made.connector;
  ports.console.error(`${counted(made.packages.length, 'package')} → ${options.out} · version ${version}${made.recorded ? ', recorded as released' : ''} · ${Math.round(ports.now() - start)} ms\n`);
  return 0;
}

/** Without --only everything but the probe, which is no package of this connector. */
export function kindsAsked({ only, unpacked }: Pick<Given<'package'>['options'], 'only' | 'unpacked'>): readonly PackageKind[] {
  const kinds: readonly PackageKind[] = only === undefined ? ['folder', 'solution', 'flows', 'certification'] : [only];
  return kinds.flatMap((kind): readonly PackageKind[] => (unpacked && (kind === 'solution' || kind === 'flows') ? [kind, `${kind}-unpacked`] : [kind]));
}

/** At most as wide as the first column of a step's line. */
const labels: Readonly<Record<PackageKind, string>> = {
  folder: 'folder', solution: 'solution', 'solution-unpacked': '  unpacked', flows: 'flows', 'flows-unpacked': '  unpacked', certification: 'submission', probe: 'probe',
};

/** "a.zip · also managed", or "connector · 8 files". */
function filesInWords(kind: PackageKind, contents: readonly Packed[]): string {
  if (kind === 'solution' || kind === 'flows') return `${contents.find(isZip)?.path ?? ''} · also managed`;
  const zips = contents.filter(isZip).length;
  const folder = contents[0]?.path.split('/').slice(0, kind.endsWith('unpacked') ? 2 : 1).join('/') ?? '';
  return [folder, ...(zips > 0 ? [counted(zips, 'zip')] : []), counted(contents.length - zips, 'file')].join(' · ');
}

function notes({ gone, placeholders, codeNotCompiled, packages, input }: Packing): readonly string[] {
  const submits = packages.some(({ kind }) => kind === 'certification');
  return [
    ...(codeNotCompiled === undefined ? [] : [`The custom code was not compiled here. ${codeNotCompiled}`]),
    ...(submits && input.profile === 'independent' && input.publisher.stackOwner === undefined ? [`The submission names "${placeholderStackOwner}" as the owner of the service: write publisher.stackOwner in konektor.yaml.`] : []),
    ...(placeholders.length > 0 ? [`${counted(placeholders.length, 'placeholder')} in konektor.yaml: replace ${placeholders.length === 1 ? 'it' : 'them'} before you publish or deploy.`] : []),
    ...(submits && (input.connector.flows ?? []).length === 0 ? ['The submission lacks a flow that uses the connector, which certification demands (5000.1.1.6).'] : []),
    ...(gone.length > 0 ? [`Removed packages of another version: ${gone.map(each => `${each.package} ${each.version}`).join(', ')}.`] : []),
  ];
}
