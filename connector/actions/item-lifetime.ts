import { dateTime, optional, text } from 'konektor';

/** Settings that creating and updating an item share; names and limits are those of the public API. */
export const itemLifetime = {
  validUntil: optional(dateTime({ title: 'Valid Until', visibility: 'advanced', description: 'When the change ends, at most 30 days ahead. When it is empty, a new activity is kept for 30 days and a changed profile for 4 hours.' })),
  caller: optional(text({ title: 'Caller', visibility: 'advanced', description: 'A text that tells the service who makes the change.' })),
};
