import { dateTime, list, mapOf, optional, record, text, yesNo } from 'konektor';

/** ScalarOutput of the public API: a measure's result, as text by the name of the calculation. */
export const MeasureOutput = record({
  values: optional(mapOf(text())),
  evaluationTime: optional(dateTime()),
});

/** MeasureDefinition, as far as it tells what kind of measure this is. */
export const MeasureDefinition = record({
  kind: optional(text()),
  isScalar: optional(yesNo()),
  isManualQueryScalar: optional(yesNo()),
  isProfile: optional(yesNo()),
  dimensions: optional(list(record({ field: optional(text()) }))),
});

/** MeasureMetadata. The two histories are there only when they were asked for. */
export const MeasureMetadata = record({
  name: text(),
  displayName: optional(text()),
  description: optional(text()),
  definition: optional(MeasureDefinition),
  latestEvaluation: optional(record({ state: optional(text()), endTime: optional(dateTime()), error: optional(text()) })),
  output: optional(MeasureOutput),
  evaluationHistory: optional(list(record({ state: optional(text()), endTime: optional(dateTime()), error: optional(text()) }))),
  outputHistory: optional(list(MeasureOutput)),
});
