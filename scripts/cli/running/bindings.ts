/** What a person gives a flow, with names that may be shortened, as the API takes it. */
import type { BodyOf, Wire } from '../../environment/api-client';
import { byName } from './by-name';

type Pairs = Readonly<Record<string, string>>;

/** Throws UserError for a reference, a connection or a variable that is not there, or that may be several. */
export function bindingsOf(flow: Wire<'Flow'>, connections: readonly Wire<'Connection'>[], toConnections: Pairs, toVariables: Pairs): BodyOf<'bindFlow'> {
  const references = flow.connections.map(({ reference, required }) => ({ id: reference, name: withoutPrefix(reference), required }));
  // Who shortens a name means one that needs a connection.
  const needing = references.filter(({ required }) => required);
  const meantBy = (asked: string): string => (needing.some(each => mayBe(each, asked)) ? byName(needing, asked, referenceKind) : byName(references, asked, referenceKind)).id;
  const variables = flow.variables.map(({ schemaName }) => ({ id: schemaName, name: withoutPrefix(schemaName) }));
  return {
    connections: Object.fromEntries(Object.entries(toConnections).map(([reference, connection]) => {
      return [meantBy(reference), byName(connections.map(each => ({ ...each, name: each.title })), connection, 'connection').id];
    })),
    variables: Object.fromEntries(Object.entries(toVariables).map(([name, value]) => [byName(variables, name, 'variable of this flow').id, value])),
  };
}

const referenceKind = 'connection reference of this flow';
const mayBe = ({ id, name }: { readonly id: string; readonly name: string }, asked: string): boolean => [id, name].some(each => each.toLowerCase().startsWith(asked.trim().toLowerCase()));

/** Logical names begin with the publisher's prefix, which is the same for all of them. */
const withoutPrefix = (name: string): string => name.slice(name.indexOf('_') + 1);
