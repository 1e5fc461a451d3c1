import { lookup, send, text } from 'konektor';
import { listDataSources } from '../api';
import { Choice, titleUnless } from './choice';

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
      title: titleUnless(source.isActive.isYes().not(), source.friendlyName.orElse(source.name).orElse(source.dataSourceId)),
    })).sortedBy(choice => choice.title),
  })),
});
