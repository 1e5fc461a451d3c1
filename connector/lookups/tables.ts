import { lookup, send, text } from 'konektor';
import { listEntities } from '../api';
import { Choice } from './choice';

/** The tables of an instance: those that the product makes and those that data sources bring. */
export const tables = lookup({
  operationId: 'LookUpTables',
  summary: 'Look up tables',
  description: 'Lists the tables of an instance, by name.',
  path: '/lookup/instances/{instanceId}/tables',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(listEntities({ instanceId }), answer => ({
    value: answer.entities.select(Choice, table => ({ id: table.qualifiedEntityName, title: table.qualifiedEntityName })).sortedBy(choice => choice.title),
  })),
});
