/** Every kind of finding that an inspection knows, collected from the modules that declare them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingKind } from '../../../scripts/package/inspect/finding-kind';

const inspect = join(__dirname, '..', '..', '..', 'scripts', 'package', 'inspect');
const modules = [inspect, join(inspect, 'checks')].flatMap(folder => readdirSync(folder).filter(name => name.endsWith('.ts')).map(name => join(folder, name)));

const isKind = (value: unknown): value is FindingKind => typeof value === 'object' && value !== null && 'code' in value && 'severity' in value && 'why' in value;

export const findingKinds: readonly FindingKind[] = modules.flatMap(file => Object.values(require(file) as object).filter(isKind)); // a module is an object of its exports
