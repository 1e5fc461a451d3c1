/** The synthetic model in TypeSpec. */
import type { SyntheticModel, SyntheticOperation, SyntheticRecord, SyntheticValue, ValueKind } from './description';

/** The text of a .tsp file that `tsp compile` takes with the autorest emitter. */
export const typespecSource = (model: SyntheticModel): string => `import "@typespec/http";
import "@typespec/openapi";

using TypeSpec.Http;
using TypeSpec.OpenAPI;

@service(#{ title: ${quoted(model.title)} })
@info(#{ version: "1.0.0" })
@doc(${quoted(model.description)})
@server("https://${model.host}", "The service.")
namespace Synthetic;

${model.records.map(recordText).join('\n')}
${model.operations.map(operationText).join('\n')}`;

const recordText = ({ name, description, properties }: SyntheticRecord): string => `@doc(${quoted(description)})
model ${name} {
${properties.map(property => `  ${valueText('', property)};\n`).join('')}}
`;

const operationText = ({ operationId, summary, description, method, path, pathParameters, queryParameters, record }: SyntheticOperation): string => `@operationId(${quoted(operationId)})
@summary(${quoted(summary)})
@doc(${quoted(description)})
@route(${quoted(path)})
@${method}
op ${operationId.charAt(0).toLowerCase()}${operationId.slice(1)}(
${[
  ...pathParameters.map(value => `  ${valueText('@path ', value)},\n`),
  ...queryParameters.map(value => `  ${valueText('@query ', value)},\n`),
  ...(method === 'post' ? [`  @body body: ${record},\n`] : []),
].join('')}): ${record};
`;

const typeOf: Readonly<Record<ValueKind, string>> = { text: 'string', wholeNumber: 'int64', decimalNumber: 'float64', yesNo: 'boolean', dateTime: 'utcDateTime' };

const valueText = (place: string, { name, kind, title, description, required }: SyntheticValue): string =>
  `${place}@summary(${quoted(title)}) @doc(${quoted(description)}) ${name}${required ? '' : '?'}: ${typeOf[kind]}`;

const quoted = (words: string): string => JSON.stringify(words);
