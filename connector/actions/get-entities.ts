import { action, dateTime, list, optional, record, send, text } from 'konektor';
import { listEntities } from '../api';
import { instance } from '../parameters';

const Entity = record('EntitySummary', {
  qualifiedName: text({ title: 'Full Name', description: 'The name that other actions take as entity.' }),
  name: optional(text({ title: 'Name', description: 'The name of the entity inside its data source.' })),
  entityType: optional(text({ title: 'Entity Type', description: 'The kind of entity, such as profile, unifiedActivity or segment.' })),
  dataSourceName: optional(text({ title: 'Data Source Name', description: 'The name of the data source that brings the entity.' })),
  dataSourceId: optional(text({ title: 'Data Source ID', description: 'The ID of the data source that brings the entity.' })),
  refreshedAt: optional(dateTime({ title: 'Refreshed At', description: 'When the entity was refreshed.' })),
});

export const getEntities = action({
  operationId: 'GetEntities',
  visibility: 'important',
  summary: 'Get entities',
  description: 'Lists the entities (tables) of an instance with their type and data source. Use it to find the full name of an entity before you read its items.',
  method: 'get', path: '/instances/{dataset}/manage/entities',
  parameters: { dataset: instance },
  output: record('EntityList', { value: list(Entity, { title: 'Entities', description: 'The entities, sorted by full name.' }) }),

  run: ({ dataset }) => send(listEntities({ instanceId: dataset }), answer => ({
    value: answer.entities.select(Entity, entity => ({
      qualifiedName: entity.qualifiedEntityName,
      name: entity.name,
      entityType: entity.entityType,
      dataSourceName: entity.dataSourceName,
      dataSourceId: entity.datasourceId,
      refreshedAt: entity.refreshTime,
    })).sortedBy(entity => entity.qualifiedName),
  })),
});
