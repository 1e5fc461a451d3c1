import { action, codeFragment, optional, text } from 'konektor';
import { instance, table } from '../parameters';
import { Item } from './outputs/item';

export const getItem = action({
  operationId: 'GetItem',
  visibility: 'important',
  summary: 'Get item',
  description: 'Reads one item of an entity by its key: the ActivityId for UnifiedActivity, the CustomerId for every other entity. Fails with status 404 when there is no such item. It is composed from the public call that filters items, so entities of data sources cannot be read.',
  method: 'get', path: '/actions/instances/{dataset}/data/{table}/items/{id}',
  parameters: {
    dataset: instance,
    table,
    id: text({ title: 'Item ID', description: 'The CustomerId of the item, or the ActivityId in UnifiedActivity.' }),
    $select: optional(text({ title: 'Select Query', visibility: 'advanced', description: 'The columns to return, separated by commas; empty for all of them.' })),
  },
  output: Item,
  code: codeFragment(`${__dirname}/single-item.cs`, 'SingleItem'),
});
