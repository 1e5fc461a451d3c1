import { dateTime, list, optional, record, text, wholeNumber } from 'konektor';

/** HistoricalSegmentStats and SegmentationPublishStats of the public API: one evaluation. A failed one has no count. */
export const SegmentEvaluation = record({
  evaluationDate: optional(dateTime()),
  entityCount: optional(wholeNumber()),
  jobStatus: optional(text()),
});

/** SegmentMetadata. The history is there only when it was asked for. */
export const SegmentMetadata = record({
  name: text(),
  friendlyName: optional(text()),
  description: optional(text()),
  state: optional(text()),
  endDate: optional(dateTime()),
  evaluationStatus: optional(SegmentEvaluation),
  evaluationStatusHistory: optional(list(SegmentEvaluation)),
});
