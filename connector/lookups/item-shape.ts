import { codeFragment, schemaLookup, text } from 'konektor';

const code = codeFragment(`${__dirname}/item-shape.cs`, 'ItemShape');

/** The columns of a table as a schema: keys first, then as the service lists them. */
export const itemShape = schemaLookup({
  operationId: 'LookUpItemShape',
  summary: 'Look up the columns of a table',
  description: 'Describes the items of a table.',
  path: '/lookup/instances/{instanceId}/tables/{table}/shape',
  parameters: { instanceId: text(), table: text() },
  code,
});
