/** Settings that only triggers have; all of them advanced, with the usual case as default. */
import { optional, text } from 'konektor';

export const direction = optional(text({
  title: 'Direction', visibility: 'advanced', default: 'above',
  description: 'Fire when the value rises above the threshold, falls below it, or both.',
  choices: [{ value: 'above', title: 'Rises above' }, { value: 'below', title: 'Falls below' }, { value: 'either', title: 'Either' }],
}));

/** The service retries on its own, and the product stopped mailing about failures that a retry made good. */
export const report = optional(text({
  title: 'Report', visibility: 'advanced', default: 'final',
  description: 'Final failures only, which no retry made good, or every failed attempt.',
  choices: [{ value: 'final', title: 'Final failures' }, { value: 'every', title: 'Every failed attempt' }],
}));

const outcomes = [{ value: 'any', title: 'Any' }, { value: 'successful', title: 'Successful' }, { value: 'failed', title: 'Failed' }] as const;

export const outcome = optional(text({
  title: 'Outcome', visibility: 'advanced', default: 'any',
  description: 'Fire for every refresh that ends, or only for those that succeeded or failed.',
  choices: outcomes,
}));

/** Unified profiles are there only after a success, so that is what "completes" means unless said otherwise. */
export const unificationOutcome = optional(text({
  title: 'Outcome', visibility: 'advanced', default: 'successful',
  description: 'Fire when unification succeeded, when it failed for good, or both.',
  choices: outcomes,
}));
