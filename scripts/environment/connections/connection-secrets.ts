import { type Connection, declaredParameters } from './connection';
import type { InstalledConnector } from '../connectors/installed-connector';
import { objectOr, textOf } from '../json';

/** Names under which secrets are kept although they are declared as plain text. */
const secretNames = /key|secret|pass|pwd|token|credential|signature/i;
const plainTypes: ReadonlySet<string> = new Set(['string', 'int', 'bool']);

/** The values of a connection that nobody may see: declared as secret, named like one, or not declared at all. */
export function secretValues(connector: InstalledConnector, connection: Connection): readonly string[] {
  const declared = declaredParameters(connector, connection);
  const isPlain = (name: string): boolean => plainTypes.has((textOf(objectOr(declared[name])['type']) ?? '').toLowerCase()) && !secretNames.test(name.replace(/^token:/i, ''));
  return Object.entries(connection.values).flatMap(([name, value]) => (isPlain(name) ? [] : [value]));
}
