import { formula, lookup, send, text, type ExpressionOf, type TextExpression } from 'konektor';
import { listDataSources } from '../api';
import type { DataSourceMetadata } from '../types';
import { Choice, titleUnless } from './choice';

const nameOf = formula('DataSourceName', (source: ExpressionOf<typeof DataSourceMetadata, 'present'>): TextExpression<'present'> =>
  source.friendlyName.orElse(source.name).orElse(source.dataSourceId));

/** The data sources of an instance. */
export const dataSources = lookup({
  operationId: 'LookUpDataSources',
  summary: 'Look up data sources',
  description: 'Lists the data sources of an instance, by name.',
  path: '/lookup/instances/{instanceId}/dataSources',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(listDataSources({ instanceId }), answer => ({
    value: answer.select(Choice, ({ dataSourceMetadata: source }) => ({
      id: source.dataSourceId,
      title: titleUnless(source.isActive.isNo(), nameOf(source)),
    })).sortedBy(choice => choice.title),
  })),
});
