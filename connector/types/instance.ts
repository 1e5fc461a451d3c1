import { optional, record, text } from 'konektor';

/** InstanceInfo of the public API, as far as the connector reads it. */
export const InstanceInfo = record({
  instanceId: text(),
  name: optional(text()),
  instanceType: optional(text()),
});
