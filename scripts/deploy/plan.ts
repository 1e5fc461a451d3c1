/** What a deployment will do, as data: made without changing anything, printed by --dry-run, agreed to by its digest. */
import type { ConnectorPart } from './release/release';
import type { TargetKind } from './settings/environment-settings';

/**
 * In their order. A connector must be there before anything that refers to it is imported; flows are turned on last, when
 * what was imported has been read back and the connection has been tested.
 */
export const stepNames = ['who-am-i', 'import-connector', 'await-connector', 'connect', 'import-flows', 'verify', 'turn-on-flows'] as const;
export type StepName = (typeof stepNames)[number];

/** `fine`: nothing to do. `byHand`: needed, and not possible through this target. */
export interface Step {
  readonly name: StepName;
  readonly state: 'needed' | 'fine' | 'byHand';
  /** One sentence: what it will do, or why there is nothing to do. */
  readonly what: string;
}

export type Change =
  | { readonly kind: 'connector'; readonly change: 'create' | 'update' | 'none'; readonly title: string; readonly from?: string; readonly to: string; readonly parts: readonly ConnectorPart[] }
  | { readonly kind: 'flow'; readonly change: 'create' | 'update' | 'turnOn' | 'none'; readonly id: string; readonly name: string }
  | { readonly kind: 'reference'; readonly change: 'bind' | 'none'; readonly name: string; readonly connection?: string }
  | { readonly kind: 'variable'; readonly change: 'set' | 'none'; readonly name: string };

/** A known problem that this deployment meets, or a setting that is wrong. */
export interface Finding {
  /** Kinds of findings, for programs and tests. */
  readonly code: string;
  /** `refused` stops the deployment before anything is changed; `note` is for people to know. */
  readonly severity: 'refused' | 'note';
  /** What is wrong, why it matters, what to do: short sentences. */
  readonly message: string;
}

/** What keeps the plan from being carried out. */
export const refused = (code: string, message: string): Finding => ({ code, severity: 'refused', message });
/** What a person should know, and what keeps nothing from being done. */
export const note = (code: string, message: string): Finding => ({ code, severity: 'note', message });

export interface Plan {
  readonly environment: string;
  readonly target: TargetKind;
  readonly purpose: 'deploy' | 'rollback';
  readonly version: string;
  /** Digest of the release: the same packages have the same one, whatever the environment. */
  readonly release: string;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  /** Sentences on what could not be looked at, as in a dry run without credentials; empty when everything was. */
  readonly notSeen: readonly string[];
  /**
   * SHA-256 (hexadecimal) over all of the above and over the settings that it goes by, with the values of variables: whoever
   * agrees, agrees to exactly this.
   */
  readonly digest: string;
}
