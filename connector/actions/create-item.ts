import { action, body, codeFragment, record, text } from 'konektor';
import { instance, table } from '../parameters';
import { itemLifetime } from './item-lifetime';
import { Item } from './outputs/item';

export const createItem = action({
  operationId: 'CreateItem',
  visibility: 'important',
  summary: 'Create item',
  description: 'Creates an item on an entity in real time, such as an activity in UnifiedActivity. The item is kept for a limited time unless its data source delivers it, too.',
  status: 'Preview',
  method: 'post', path: '/instances/{dataset}/data/{table}',
  parameters: { dataset: instance, table, item: body(Item), ...itemLifetime },
  output: record('CreatedItem', {
    status: text({ title: 'Status', description: 'Created, or accepted when the service creates the item later.' }),
    item: Item,
  }),
  code: codeFragment(`${__dirname}/new-item.cs`, 'NewItem'),
});
