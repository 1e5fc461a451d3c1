import { dateTime, optional, text } from 'konektor';

/** Settings that creating and updating an item share; names and limits are those of the public API. */
export const itemLifetime = {
  validUntil: optional(dateTime({ title: 'Valid Until', visibility: 'advanced', description: 'When the change ends, at most 30 days ahead. The service has its own limit when this is empty.' })),
  caller: optional(text({ title: 'Caller', visibility: 'advanced', description: 'A text that tells the service who makes the change.' })),
};
