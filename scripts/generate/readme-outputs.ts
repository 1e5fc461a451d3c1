/** What an operation hands back, as rows of a table. */
import { schemaOf, type Kind, type Schema } from '../model/schema';
import { cell } from './readme-table';

/** What people call each kind of value; a kind without a word does not compile. */
const words: { readonly [K in Kind]: string } = {
  text: 'text', wholeNumber: 'whole number', decimalNumber: 'number', yesNo: 'yes or no', dateTime: 'date and time',
  list: 'list', map: 'object', freeForm: 'object', dynamic: 'object, shaped by the inputs', record: 'object',
};

/** The type of a value in words. */
export const typeName = (schema: Schema): string => (schema.kind === 'list' ? `list of ${words[schema.of.kind]}` : words[schema.kind]);

/** One row for each visible value: title, path (`[]` stands for each item of a list), type, description. Depth first. */
export function outputRows(schema: Schema, path = ''): string[][] {
  if (schema.visibility === 'internal') return [];
  const own = path === '' && (schema.kind === 'record' || schema.kind === 'list')
    ? [] // an answer without a name of its own says nothing; its content follows
    : [[cell(schema.title ?? (path.split('.').at(-1) || 'Body')), path === '' ? '' : `\`${path}\``, typeName(schema), cell(schema.description ?? '')]];
  return [...own, ...below(schema, path)];
}

function below(schema: Schema, path: string): string[][] {
  switch (schema.kind) {
    case 'record': return Object.entries(schema.properties).flatMap(([name, property]) => outputRows(schemaOf(property), path === '' ? name : `${path}.${name}`));
    case 'list': return schema.of.kind === 'record' ? below(schema.of, `${path}[]`) : [];
    default: return [];
  }
}
