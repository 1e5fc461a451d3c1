import type { Core } from '../core';
import type { Job } from '../jobs/job';
import type { RefreshPlan } from '../jobs/refresh';
import type { Instance } from '../state';

/** A control call that can't be carried out; the message is for people. */
export class ControlRefused extends Error {}

/** The instance with this id, without one the first. Throws ControlRefused. */
export function instanceFor(core: Core, instanceId: string | undefined): Instance {
  const instance = instanceId === undefined
    ? core.state.instances[0]
    : core.state.instances.find((candidate) => candidate.instanceId === instanceId);
  return instance ?? refuse(`There is no instance '${instanceId ?? ''}'.`, core.state.instances.map((candidate) => candidate.instanceId));
}

/** The item of a list with this name. Throws ControlRefused that lists the known names. */
export function named<T>(kind: string, items: readonly T[], nameOf: (item: T) => string, name: string): T {
  return items.find((item) => nameOf(item) === name) ?? refuse(`There is no ${kind} '${name}'.`, items.map(nameOf));
}

/** The instance that holds a job, and the job. Throws ControlRefused. */
export function jobFor(core: Core, jobId: string): { instance: Instance; job: Job } {
  for (const instance of core.state.instances) {
    const job = instance.jobs.find((candidate) => candidate.jobId === jobId);
    if (job !== undefined) return { instance, job };
  }
  throw new ControlRefused(`There is no job '${jobId}'.`);
}

/** The plan of a job that can still be changed. Throws ControlRefused for an inserted or a cancelled job. */
export function planFor(core: Core, jobId: string): { instance: Instance; plan: RefreshPlan } {
  const { instance } = jobFor(core, jobId);
  const plan = instance.plans.get(jobId);
  if (plan === undefined) throw new ControlRefused(`Job '${jobId}' was inserted or cancelled, so it has no steps that could be changed.`);
  return { instance, plan };
}

/** Refuses a name or id that is taken already. */
export function requireNew(kind: string, taken: readonly string[], name: string): void {
  if (taken.includes(name)) throw new ControlRefused(`There is a ${kind} '${name}' already.`);
}

/** Refuses a word that isn't one of the known ones; calls from another process aren't checked by the compiler. */
export function requireKnown(kind: string, known: readonly string[], name: string): void {
  if (!known.includes(name)) refuse(`There is no ${kind} '${name}'.`, known);
}

/** Refuses a value that isn't a finite number. */
export function requireNumber(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlRefused(`'${name}' must be a number, not ${JSON.stringify(value)}.`);
}

function refuse(message: string, known: readonly string[]): never {
  const shown = known.slice(0, 20).map((name) => `'${name}'`).join(', ');
  throw new ControlRefused(`${message} Known: ${shown === '' ? 'none' : shown}${known.length > 20 ? ', …' : ''}.`);
}
