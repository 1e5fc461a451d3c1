import { dynamicRecord, shapeFrom } from 'konektor';
import { itemShape } from '../../lookups/item-shape';
import { instance, table } from '../../parameters';

/** A row of the chosen table; the designer asks for its columns. */
export const Item = dynamicRecord(shapeFrom(itemShape, { instanceId: instance, table }), { title: 'Item', description: 'The columns of the item.' });
