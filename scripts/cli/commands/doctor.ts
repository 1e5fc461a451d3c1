import { resolve } from 'node:path';
import type { DeployWorld } from '../deploying/deploy-world';
import { thisMachine, type Machine } from '../doctor/machine';
import { machineChecks, type MachineCheck } from '../doctor/machine-checks';
import { machineReportText } from '../doctor/machine-report';
import { readAnswers } from '../doctor/read-answers';
import { contradicts, decidedValues, differing, tenantReport, tenantReportText } from '../doctor/tenant-report';
import type { KonektorYaml } from '../konektor-yaml';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';

/**
 * `konektor doctor`: checks this machine, and with --environment one to deploy to, and ends with 1 where something does not work. With --probe it reads what the
 * probe found in a tenant and ends with 1 where that differs from what is assumed here; --write keeps it in konektor.yaml.
 */
export async function doctor({ options }: Given<'doctor'>, ports: Ports, machine: Machine = thisMachine(ports.environment), world?: DeployWorld): Promise<number> {
  if (options.probe !== undefined && options.environment !== undefined) throw new UserError('--probe tells what a tenant does, and --environment checks one to deploy to. Give one of them.');
  if (options.probe !== undefined) return ofTenant(options.probe, options, ports);
  if (options.write) throw new UserError('--write keeps what a probe found: give its answers with --probe answers.json.');
  const checks = await machineChecks(machine, ports);
  if (options.environment !== undefined) return ofEnvironment(options.environment, checks, options, ports, world);
  ports.console.out(options.format === 'json' ? `${JSON.stringify({ checks }, undefined, 2)}\n` : machineReportText(checks));
  return checks.some(({ state }) => state === 'problem') ? 1 : 0;
}

async function ofEnvironment(name: string, checks: readonly MachineCheck[], { format, packages }: Pick<Given<'doctor'>['options'], 'format' | 'packages'>, ports: Ports, world: DeployWorld | undefined): Promise<number> {
  // Loaded where an environment is looked at; require gives no types of its own.
  const { environmentReadiness, readinessText } = require('../doctor/environment-report') as typeof import('../doctor/environment-report');
  const readiness = await environmentReadiness(name, packages, ports, world);
  ports.console.out(format === 'json' ? `${JSON.stringify({ checks, environment: { name, checks: readiness } }, undefined, 2)}\n` : `${machineReportText(checks)}\n${readinessText(name, readiness)}`);
  return [...checks, ...readiness].some(({ state }) => state === 'problem') ? 1 : 0;
}

function ofTenant(file: string, { format, write }: Pick<Given<'doctor'>['options'], 'format' | 'write'>, ports: Ports): number {
  const text = ports.files.read(resolve(ports.directory, file));
  if (text === undefined) throw new UserError(`There is no file ${file}. Copy the output of the last step of the probe's flow into it.`);
  const answers = readAnswers(text, file);
  const settings = ports.files.read(resolve(ports.directory, settingsName));
  const report = tenantReport(answers, settings === undefined ? {} : assumedIn(settings));
  const found = decidedValues(report);
  ports.console.out(format === 'json' ? `${JSON.stringify({ ...report, flags: differing(report).map(({ name, conclusion }) => `${name}=${conclusion.value}`).join(',') }, undefined, 2)}\n` : tenantReportText(report));
  if (write) {
    const { withAssumptions } = require('../doctor/store-assumptions') as typeof import('../doctor/store-assumptions'); // loaded where it is needed; require gives no type of its own
    const { writeInPlace } = require('../validating/write-in-place') as typeof import('../validating/write-in-place'); // as above
    writeInPlace(resolve(ports.directory, settingsName), withAssumptions(settings ?? '', found), ports.files);
    ports.console.error(`${counted(Object.keys(found).length, 'assumption')} → ${settingsName}; start and invoke go by them.\n`);
  }
  return contradicts(report) || (!write && differing(report).length > 0) ? 1 : 0;
}

const settingsName = 'konektor.yaml';

/** Throws UserError for a file with mistakes, which neither tells what is assumed nor may be written. */
function assumedIn(text: string): NonNullable<KonektorYaml['assumptions']> {
  const { readKonektorYaml } = require('../konektor-yaml') as typeof import('../konektor-yaml'); // loaded where there is something to read
  const { data, diagnostics } = readKonektorYaml(text, settingsName);
  if (data) return data.assumptions ?? {};
  const told = diagnostics.map(({ what, where }) => (where.kind === 'file' && where.line !== undefined ? `  ${settingsName}:${where.line}:${where.column ?? 1}  ${what}` : `  ${what}`));
  throw new UserError(`${settingsName} has mistakes, and doctor goes by what it assumes. Mend it first:\n${told.join('\n')}`);
}
