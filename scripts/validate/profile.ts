/** Profiles say how strictly one looks; each rule has a severity in each of them. */
import type { Severity } from '../diagnostics/diagnostic';

/**
 * `platform`: what breaks import or a run. `certification`: what Microsoft asks of a verified publisher as well.
 * `independent`: what it asks of the Independent Publisher program.
 */
export const profiles = ['platform', 'certification', 'independent'] as const;
export type Profile = (typeof profiles)[number];

export type Level = Severity | 'off';
export type Severities = Readonly<Record<Profile, Level>>;

/** The same in every profile: the platform itself is at stake. */
export const always = (level: Severity): Severities => ({ platform: level, certification: level, independent: level });

/** Only where somebody reviews: the platform runs it either way. */
export const whenCertifying = (level: Severity): Severities => ({ platform: 'off', certification: level, independent: level });

/** Only for independent publishers. */
export const whenIndependent = (level: Severity): Severities => ({ platform: 'off', certification: 'off', independent: level });

/** Only for verified publishers. */
export const whenVerified = (level: Severity): Severities => ({ platform: 'off', certification: level, independent: 'off' });

/** A milder level for the platform alone than for those who review. */
export const platformThen = (platform: Level, reviewed: Level): Severities => ({ platform, certification: reviewed, independent: reviewed });
