/** The generator alone: a connector in memory, its artifacts as texts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../../scripts/generate/artifacts';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import type { Connector } from '../../scripts/model/connector';
import { measurement, median, type Measurement } from './measurement';
import { syntheticModel } from './synthetic/description';
import { konektorSource } from './synthetic/konektor-source';

/** Measures `generate` of 500 operations beside the floor of writing the definition's own JSON again. Not judged. */
export function emit(rounds: number): Measurement {
  const connector = connectorOf(konektorSource(syntheticModel(500)));
  const definition: unknown = JSON.parse(generate(connector, placeholderPublisher)['apiDefinition.swagger.json']);
  const ours = Array.from({ length: rounds }, () => millisecondsOf(() => generate(connector, placeholderPublisher)));
  const floor = Array.from({ length: rounds }, () => millisecondsOf(() => JSON.stringify(definition, undefined, 2)));
  return measurement(
    'emit, 500 operations, in process', { value: Math.min(...ours), unit: 'ms', median: median(ours) },
    { what: 'JSON.stringify of the definition', value: Math.min(...floor), unit: 'ms' },
  );
}

/** The connector that a model's source exports; the loader of this process runs it. */
export function connectorOf(source: string): Connector {
  const directory = mkdtempSync(join(tmpdir(), 'konektor-bench-model-'));
  try {
    const file = join(directory, 'model.ts');
    writeFileSync(file, source);
    return (require(file) as { readonly default: Connector }).default; // konektorSource exports it so
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function millisecondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
