import { enterPlan } from '../jobs/ledger';
import { planRefresh, type RefreshRequest, type ScriptedOutcome } from '../jobs/refresh-request';
import { createRandom, uuidOf, type Random } from '../random';
import type { Behaviour, DataSource, Instance } from '../state';
import { measureIdeas } from './retailer';

const day = 86_400_000;
const customersInAll = 84_000;

/**
 * Plays `days` days before `until`: a scheduled refresh of everything each night at 02:00 UTC, now and then one with a
 * failed attempt that a retry made good or with a source that failed for good, about once a week a manual one.
 */
export function playHistory(instance: Instance, behaviour: Behaviour, seed: string, until: number, days: number): void {
  const random = createRandom(`${seed}|history|${instance.instanceId}`);
  const midnight = Math.floor(until / day) * day;
  for (let back = days - 1; back >= 0; back -= 1) {
    const submittedAt = midnight - back * day + 2 * 3_600_000 + random.between(0, 20_000);
    submit(instance, behaviour, seed, submittedAt, {
      submissionKind: 'scheduled', jobType: back % 7 === 0 ? 'full' : 'incremental',
      outcomes: nightlyOutcomes(random, instance.dataSources), results: results(instance, random),
    });
    if (random.next() < 0.15) submit(instance, behaviour, seed, submittedAt + 9 * 3_600_000 + random.between(0, 3_600_000) - day, manualRefresh(random, instance));
  }
  instance.jobs.sort((left, right) => left.submittedAt - right.submittedAt);
}

function submit(instance: Instance, behaviour: Behaviour, seed: string, submittedAt: number, request: RefreshRequest): void {
  const jobId = uuidOf(`${seed}|${instance.instanceId}|job|${submittedAt}`);
  enterPlan(instance, planRefresh(instance, request, behaviour, jobId, submittedAt));
}

function nightlyOutcomes(random: Random, sources: readonly DataSource[]): Record<string, ScriptedOutcome> {
  const source = sources[random.between(0, sources.length - 1)];
  const luck = random.next();
  if (source === undefined || luck >= 0.16) return {};
  if (luck >= 0.05) return { [source.dataSourceId]: { failures: 1, errorCode: 'SourceTimeout', message: `'${source.friendlyName}' didn't answer within 10 minutes.`, status: 'timedOut' } };
  return { [source.dataSourceId]: { failures: 3, errorCode: 'CredentialsExpired', message: `The credentials of '${source.friendlyName}' have expired.` } };
}

function manualRefresh(random: Random, instance: Instance): RefreshRequest {
  const source = instance.dataSources[random.between(0, instance.dataSources.length - 1)];
  if (source === undefined || random.next() < 0.3) return { submissionKind: 'onDemand', operationType: 'all', forced: true };
  return { submissionKind: 'onDemand', operationType: 'ingestion', identifiers: [source.dataSourceId], forced: true };
}

/** Values that drift by up to 3 % a day around their start. */
function results(instance: Instance, random: Random): { counts: Record<string, number>; values: Record<string, string> } {
  const drift = (): number => 1 + (random.next() - 0.5) * 0.06;
  const counts = instance.segments.map((segment) => [segment.name, Math.round(segment.memberShare * customersInAll * drift())] as const);
  const values = measureIdeas.map((idea) => [idea.name, (idea.start * drift()).toFixed(idea.decimals)] as const);
  return { counts: Object.fromEntries(counts), values: Object.fromEntries(values) };
}
