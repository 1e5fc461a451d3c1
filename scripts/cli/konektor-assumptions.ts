import type { KonektorYaml } from './konektor-yaml';

/** What konektor.yaml says of the platform, in the form in which the command line gives it; checked against its schema before. */
export const assumptionsOf = (settings: KonektorYaml | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings?.assumptions ?? {}).map(([name, value]) => [name, String(value)]));
