import { dateTime, list, optional, record, text, yesNo } from 'konektor';

/** DataSourceMetadata of the public API, as far as the connector reads it. */
export const DataSourceMetadata = record({
  dataSourceId: text(),
  name: optional(text()),
  friendlyName: optional(text()),
  kind: optional(text()),
  isActive: optional(yesNo()),
  entityNames: optional(list(text())),
  refreshState: optional(text()),
  lastRefresh: optional(dateTime()),
});

/** DataSourceInfo: what the list of data sources holds. */
export const DataSourceInfo = record({ dataSourceMetadata: DataSourceMetadata });
