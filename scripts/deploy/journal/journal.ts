/**
 * What was deployed to one environment. It saves time and remembers good versions; what is there is always asked of the
 * target, so a journal that is lost or wrong costs nothing but memory.
 */
import type { DoneStep } from '../apply/apply-plan';
import type { Change, Plan, StepName } from '../plan';
import type { PartDigests, ReleasedFlow } from '../release/release';

/** A release that was verified there, with all that is needed to see later what somebody changed. */
export interface GoodRelease {
  readonly version: string;
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was deployed of it. */
  readonly parts: 'all' | 'connector' | 'flows';
  readonly solutionVersion: string;
  readonly connector: PartDigests;
  readonly flows: readonly ReleasedFlow[];
  readonly references: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

export interface LastDeployment {
  readonly purpose: Plan['purpose'];
  readonly version: string;
  readonly release: string;
  /** The same for the same packages, parts and settings, however far the deployment is. */
  readonly intent: string;
  readonly plan: string;
  /** The plan that somebody agreed to, when that was asked. */
  readonly approved?: { readonly plan: string; readonly changes: readonly Change[] };
  readonly state: 'running' | 'person' | 'failed' | 'done';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly steps: readonly DoneStep[];
  readonly failure?: { readonly step: StepName; readonly code: string; readonly message: string };
}

export interface Journal {
  readonly environment: string;
  readonly last?: LastDeployment;
  /** Oldest first. */
  readonly good: readonly GoodRelease[];
}

/** Older ones are forgotten, and their packages with them. */
const kept = 5;

/** With one more good release; the same one again takes its own place. One whose parts came one after the other is whole. */
export function withGood(journal: Journal, release: GoodRelease): { readonly journal: Journal; readonly forgotten: readonly GoodRelease[] } {
  const others = journal.good.filter(({ version }) => version !== release.version);
  const same = journal.good.find(({ version, digest }) => version === release.version && digest === release.digest);
  const good = [...others, same && same.parts !== release.parts ? { ...release, parts: 'all' as const } : release];
  return { journal: { ...journal, good: good.slice(-kept) }, forgotten: good.slice(0, -kept) };
}

/**
 * The release to put back: the one with that version; without one the last good release that is not what was deployed last
 * and went well. Undefined where there is none.
 */
export function releaseToPutBack({ last, good }: Journal, version: string | undefined): GoodRelease | undefined {
  if (version !== undefined) return good.find(each => each.version === version);
  return last?.state === 'done' ? good.filter(({ digest }) => digest !== last.release).at(-1) : good.filter(({ digest }) => digest !== last?.release).at(-1) ?? good.at(-1);
}
