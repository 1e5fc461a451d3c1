import { action, codeFragment, list, optional, record, text, wholeNumber, yesNo } from 'konektor';
import { instance, table } from '../parameters';
import { Item } from './outputs/item';

export const getItems = action({
  operationId: 'GetItems',
  visibility: 'important',
  summary: 'Get items from an entity',
  description: 'Reads items (rows) of an entity, up to 100 a page. Customer can be filtered by CustomerId and the columns of the search and filter index, UnifiedActivity by ActivityId and CustomerId, any other entity by CustomerId; entities of data sources cannot be filtered.',
  method: 'get', path: '/instances/{dataset}/data/{table}',
  parameters: {
    dataset: instance,
    table,
    $filter: optional(text({ title: 'Filter Query', description: 'An OData filter, such as CustomerId eq \'42\' or IsMemberOfSegment(\'VIP\').' })),
    $orderby: optional(text({ title: 'Order By', description: 'Columns to sort by, separated by commas; add desc behind a column for descending order.' })),
    $top: optional(wholeNumber({ title: 'Top Count', description: 'The most items to return. More than 100 come in pages: turn pagination on.', size: 32, minimum: 0 })),
    $skip: optional(wholeNumber({ title: 'Skip Count', description: 'The number of items to leave out at the start.', size: 32, minimum: 0 })),
    $select: optional(text({ title: 'Select Query', visibility: 'advanced', description: 'The columns to return, separated by commas; empty for all of them.' })),
    $search: optional(text({ title: 'Search', visibility: 'advanced', description: 'Words to search for in the index of Customer. It cannot be combined with an expand query.' })),
    $expand: optional(text({ title: 'Expand Query', visibility: 'advanced', description: 'Related entities to include. It cannot be combined with a search or a select query.' })),
    $count: optional(yesNo({ title: 'Count', visibility: 'advanced', description: 'Whether to return the total number of items that pass the filter.' })),
  },
  output: record('ItemList', {
    value: list(Item, { title: 'Items', description: 'The items of this page.' }),
    '@odata.count': optional(wholeNumber({ title: 'Total Count', description: 'The number of items that pass the filter, if it was asked for.' })),
    '@odata.nextLink': optional(text({ title: 'Next Link', description: 'The address of the next page; empty on the last one.', visibility: 'advanced' })),
  }),
  pageable: { nextLink: '@odata.nextLink' },
  code: codeFragment(`${__dirname}/item-page.cs`, 'ItemPage'),
});
