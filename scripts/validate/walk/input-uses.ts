/** Which operations take a definition in their inputs, directly or through other definitions. */
import { member } from '../json';
import type { DefinitionIndex } from './definition-index';
import { referencesIn } from './definition-uses';
import type { OperationNode } from './nodes';

const known = new WeakMap<DefinitionIndex, ReadonlyMap<string, ReadonlySet<OperationNode>>>();
const none: ReadonlySet<OperationNode> = new Set();

/** The operations whose bodies hold a definition of that name. Made once for an index. */
export function inputUsers(index: DefinitionIndex, definition: string): ReadonlySet<OperationNode> {
  const before = known.get(index) ?? usersOf(index);
  known.set(index, before);
  return before.get(definition) ?? none;
}

function usersOf(index: DefinitionIndex): ReadonlyMap<string, ReadonlySet<OperationNode>> {
  const direct = new Map<string, ReadonlySet<string>>();
  const referred = (name: string): ReadonlySet<string> => {
    const names = direct.get(name) ?? referencesIn(index.target(`#/definitions/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'definitions')?.value);
    direct.set(name, names);
    return names;
  };
  const users = new Map<string, Set<OperationNode>>();
  for (const operation of index.operations) {
    const waiting: string[] = operation.parameters.flatMap(({ parameter }) => [...referencesIn(member(parameter, 'schema'))]);
    const seen = new Set<string>();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const operations = users.get(name) ?? new Set<OperationNode>();
      users.set(name, operations.add(operation));
      waiting.push(...referred(name));
    }
  }
  return users;
}
