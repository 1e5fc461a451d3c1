import { freeForm, list, optional, record, text, wholeNumber } from 'konektor';

/** ODataEntityPayload of the public API: rows of a table, whose columns only the table knows. */
export const ODataRows = record({
  '@odata.context': optional(text()),
  '@odata.count': optional(wholeNumber()),
  value: list(freeForm()),
});
