/** The synthetic model in Konektor's language. */
import type { SyntheticModel, SyntheticOperation, SyntheticRecord, SyntheticValue } from './description';

/** Who answers the operations: the backend as it is, or custom code that a lambda of each operation describes. */
export type AnsweredBy = 'backend' | 'customCode';

/** The text of a TypeScript module that exports the connector as default, as an author would write it. */
export const konektorSource = (model: SyntheticModel, answeredBy: AnsweredBy = 'backend'): string => `import { action${answeredBy === 'customCode' ? ', apiCall' : ''}, body, dateTime, decimalNumber, defineConnector, optional, record${answeredBy === 'customCode' ? ', send' : ''}, text, wholeNumber, yesNo } from 'konektor';

${model.records.map(recordText).join('\n')}
${model.operations.map(operation => operationText(operation, answeredBy)).join('\n')}
export default defineConnector({
  title: ${quoted(model.title)},
  description: ${quoted(model.description)},
  version: '1.0.0', host: ${quoted(model.host)}, categories: ['Data'], brandColor: '#112233',
  authentication: { kind: 'none' },
  operations: [${model.operations.map(operation => constantOf(operation.operationId)).join(', ')}],
});
`;

const recordText = ({ name, description, properties }: SyntheticRecord): string => `const ${constantOf(name)} = record(${quoted(name)}, {
${properties.map(valueText).join('')}}, { description: ${quoted(description)} });
`;

const operationText = (operation: SyntheticOperation, answeredBy: AnsweredBy): string => {
  const { operationId, summary, description, method, path, pathParameters, queryParameters, record } = operation;
  return `const ${constantOf(operationId)} = action({
  operationId: ${quoted(operationId)},
  summary: ${quoted(summary)},
  description: ${quoted(description)},
  method: '${method}', path: ${quoted(path)},
  parameters: {
${[...pathParameters, ...queryParameters].map(valueText).join('')}${method === 'post' ? `  body: body(${constantOf(record)}),\n` : ''}  },
  output: ${constantOf(record)},
${answeredBy === 'customCode' ? runText(operation) : ''}});
`;
};

/** A lambda that reads the thing, whatever the operation is: what it costs is the recording and the C# of six values. */
function runText({ path, pathParameters, record }: SyntheticOperation): string {
  const names = pathParameters.map(each => each.name).join(', ');
  const declared = pathParameters.map(each => `${each.name}: text()`).join(', ');
  const values = ['thingId', 'displayName', 'stock', 'price', 'isForSale', 'changedAt'].map(name => `${name}: thing.${name}`).join(', ');
  return `  run: ({ ${names} }) => send(apiCall({ method: 'GET', path: ${quoted(path)}, parameters: { ${declared} }, answer: ${constantOf(record)} })({ ${names} }), thing => ({ ${values} })),
`;
}

function valueText({ name, kind, title, description, required }: SyntheticValue): string {
  const schema = `${kind}({ title: ${quoted(title)}, description: ${quoted(description)} })`;
  return `  ${name}: ${required ? schema : `optional(${schema})`},\n`;
}

const quoted = (words: string): string => `'${words.replace(/['\\]/g, '\\$&')}'`;
const constantOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
