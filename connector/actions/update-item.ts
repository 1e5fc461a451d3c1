import { action, body, codeFragment, text } from 'konektor';
import { instance, table } from '../parameters';
import { itemLifetime } from './item-lifetime';
import { Item } from './outputs/item';

export const updateItem = action({
  operationId: 'UpdateItem',
  visibility: 'important',
  summary: 'Update item',
  description: 'Changes columns of an item of an entity in real time, such as the profile of a customer. The change is kept for a limited time unless its data source delivers it, too.',
  status: 'Preview',
  method: 'patch', path: '/instances/{dataset}/data/{table}/{id}',
  parameters: {
    dataset: instance, table,
    id: text({ title: 'Item ID', description: 'The key of the item, such as the CustomerId of a customer.' }),
    item: body(Item), ...itemLifetime,
  },
  code: codeFragment(`${__dirname}/item-change.cs`, 'ItemChange'),
});
