/** The synthetic model in Konektor's language. */
import type { SyntheticModel, SyntheticOperation, SyntheticRecord, SyntheticValue } from './description';

/** Who answers the operations: the backend as it is, or custom code that a lambda of each operation describes. */
export type AnsweredBy = 'backend' | 'customCode';

/** What a connector may have besides its operations, as source: names to import, declarations, and lists of constants. */
export interface MoreSource { readonly imports: readonly string[]; readonly declarations: string; readonly operations: readonly string[]; readonly flows: readonly string[] }
const nothingMore: MoreSource = { imports: [], declarations: '', operations: [], flows: [] };

/** The text of a TypeScript module that exports the connector as default, as an author would write it. */
export const konektorSource = (model: SyntheticModel, answeredBy: AnsweredBy = 'backend', more: MoreSource = nothingMore): string => `import { ${more.imports.map(name => `${name}, `).join('')}action${answeredBy === 'customCode' ? ', apiCall' : ''}, body, dateTime, decimalNumber, defineConnector, optional, record${answeredBy === 'customCode' ? ', send' : ''}, text, wholeNumber, yesNo } from 'konektor';

${model.records.map(recordText).join('\n')}
${model.operations.map(operation => operationText(operation, answeredBy)).join('\n')}
${more.declarations}export default defineConnector({
  title: ${quoted(model.title)},
  description: ${quoted(model.description)},
  version: '1.0.0', host: ${quoted(model.host)}, categories: ['Data'], brandColor: '#112233',
  authentication: { kind: 'none' },
  operations: [${[...more.operations, ...model.operations.map(operation => constantOf(operation.operationId))].join(', ')}],
${more.flows.length > 0 ? `  flows: [${more.flows.join(', ')}],\n` : ''}});
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

/** A lambda that passes every parameter on and answers every property, so that the build has nothing to warn of. */
function runText({ method, path, pathParameters, queryParameters, record }: SyntheticOperation): string {
  const parameters = [...pathParameters, ...queryParameters];
  const names = parameters.map(each => each.name).join(', ');
  const declared = parameters.map(({ name, kind, required }) => `${name}: ${required ? `${kind}()` : `optional(${kind}())`}`).join(', ');
  const valuesOf = (source: string): string => ['thingId', 'displayName', 'stock', 'price', 'isForSale', 'changedAt'].map(name => `${name}: ${source}.${name}`).join(', ');
  const sent = method === 'post' ? { given: ', body', declared: `, body: ${constantOf(record)}`, value: `, { ${valuesOf('body')} }` } : { given: '', declared: '', value: '' };
  return `  run: ({ ${names}${sent.given} }) => send(apiCall({ method: '${method.toUpperCase()}', path: ${quoted(path)}, parameters: { ${declared} }${sent.declared}, answer: ${constantOf(record)} })({ ${names} }${sent.value}), thing => ({ ${valuesOf('thing')} })),
`;
}

function valueText({ name, kind, title, description, required }: SyntheticValue): string {
  const schema = `${kind}({ title: ${quoted(title)}, description: ${quoted(description)} })`;
  return `  ${name}: ${required ? schema : `optional(${schema})`},\n`;
}

const quoted = (words: string): string => `'${words.replace(/['\\]/g, '\\$&')}'`;
export const constantOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
