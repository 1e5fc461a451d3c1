/** Packaging 500 operations and 20 flows, beside the floor of compressing and summing up the same files once. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'fflate';
import { summed, writePackages } from '../../scripts/cli/packaging/write-packages';
import { processPorts } from '../../scripts/cli/process-ports';
import { generateWithOrigins } from '../../scripts/generate/origins';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import type { Connector } from '../../scripts/model/connector';
import type { PackageFile } from '../../scripts/package/package-file';
import { isZip, type Packed } from '../../scripts/package/packed';
import { packagesOf, type Package, type PackageKind } from '../../scripts/package/package-set';
import { connectorOf } from './emit';
import { projectWithInstalledPackage, type AuthorProject } from './installed-package';
import { fastest, measurement, type Measurement } from './measurement';
import { syntheticModel } from './synthetic/description';
import { flowsSource } from './synthetic/flows-source';
import { konektorSource } from './synthetic/konektor-source';
import { secondsOf } from './timed-process';

const OPERATIONS = 500;
const FLOWS = 20;
const kinds: readonly PackageKind[] = ['folder', 'solution', 'flows', 'certification'];

/** Measures the making alone, from a model in memory to files on the disk, and the whole process with its memory. */
export async function packaging(rounds: number): Promise<readonly Measurement[]> {
  const model = syntheticModel(OPERATIONS);
  const source = konektorSource(model, 'backend', flowsSource(model, FLOWS));
  const scratch = mkdtempSync(join(tmpdir(), 'konektor-bench-package-'));
  try {
    return [...await inProcess(connectorOf(source), scratch, rounds), ...wholeProcess(source, rounds)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function inProcess(connector: Connector, scratch: string, rounds: number): Promise<readonly Measurement[]> {
  const ours: number[] = [];
  const floor: number[] = [];
  // Round 0 warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const made = await seconds(async () => {
      const packages = await summed(made500(connector));
      await writePackages(join(scratch, `dist-${round}`), { packages: [] }, packages, '1.0.0', { ...processPorts(), console: silent });
    });
    const once = await seconds(() => compressedOnce(made500(connector), join(scratch, `floor-${round}`)));
    if (round > 0) { ours.push(made); floor.push(once); }
  }
  const what = 'generate, deflate, sum and write each file once';
  return [
    measurement(`package, ${OPERATIONS} operations, ${FLOWS} flows, in process`, fastest(ours), { what, ...fastest(floor) }, { of: 'value', atMost: 0.5 }),
    measurement('package, beside the floor', fastest(ours), { what, ...fastest(floor) }, { of: 'ratio', atMost: 2 }),
  ];
}

const made500 = (connector: Connector): readonly Package[] => packagesOf({
  connector, publisher: placeholderPublisher, generated: generateWithOrigins(connector, placeholderPublisher), locales: [], version: '1.0.0.0', names: {}, profile: 'verified', icon: undefined, intro: undefined,
}, kinds);

/** What no packaging can do without: every content that differs from the others is made, compressed, summed up and written. */
async function compressedOnce(packages: readonly Package[], folder: string): Promise<void> {
  mkdirSync(folder);
  const leaves = (packed: Packed): readonly PackageFile[] => (isZip(packed) ? packed.entries.flatMap(leaves) : [packed]);
  const seen = new Set<string>();
  for (const file of packages.flatMap(each => each.contents).flatMap(leaves)) {
    const content = await file.read();
    const sum = createHash('sha256').update(content).digest('hex');
    if (seen.has(sum)) continue;
    seen.add(sum);
    writeFileSync(join(folder, sum), deflateSync(content, { level: 6 }));
  }
}

const silent = { out: () => undefined, error: () => undefined, colours: false, resultColours: false, progress: () => undefined };

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

/** What a person waits for, and how much memory it takes, beside a build of the same model. */
function wholeProcess(source: string, rounds: number): readonly Measurement[] {
  const project = projectWithInstalledPackage();
  try {
    project.write('konektor.yaml', konektorYaml);
    project.write('model.ts', source);
    const words = { build: ['build', '--model', 'model.ts', '--out', 'generated'], package: ['package', '--model', 'model.ts', '--replace'] } as const;
    const run = (command: keyof typeof words): number => secondsOf(process.execPath, [project.konektor, ...words[command]], project.directory);
    run('build');
    run('package');
    const times = Array.from({ length: rounds }, () => ({ package: run('package'), build: run('build') }));
    return [
      measurement(`package, ${OPERATIONS} operations, ${FLOWS} flows, whole process`, fastest(times.map(each => each.package)), { what: 'konektor build of the same', ...fastest(times.map(each => each.build)) }),
      measurement('package, peak memory', megabytes(peakOf(project, words.package)), { what: 'konektor build of the same', ...megabytes(peakOf(project, words.build)) }, { of: 'value', atMost: 350 }),
    ];
  } finally {
    project.remove();
  }
}

const konektorYaml = 'publisher:\n  name: Bench\n  prefix: bench\n  contact: { name: Bench, email: bench@example.com, url: https://example.com/support }\n  website: https://example.com\n  privacyPolicy: https://example.com/privacy\n'
  + 'rules:\n  ops-max: { severity: off, reason: The platform takes 256 operations; twice as many show how the time grows. }\n';

const megabytes = (value: number): { readonly value: number; readonly unit: 'MB' } => ({ value, unit: 'MB' });

/** Megabytes that a process had at most, which it tells itself at its end. */
function peakOf(project: AuthorProject, words: readonly string[]): number {
  project.write('peak.js', `process.on('exit', () => { require('node:fs').writeFileSync('peak.txt', String(process.resourceUsage().maxRSS / 1024)); });\n`);
  secondsOf(process.execPath, ['--require', join(project.directory, 'peak.js'), project.konektor, ...words], project.directory);
  return Number(readFileSync(join(project.directory, 'peak.txt'), 'utf8'));
}
