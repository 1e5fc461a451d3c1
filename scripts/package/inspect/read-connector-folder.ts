/** The connector in a folder as paconn and pac know it. */
import { isObject, member, objectAt, textAt } from '../../validate/json';
import { operationsOf, textsIn, type InspectedConnector } from './inspected-connector';
import type { OpenedFile } from './opened-file';
import { connectorFolderNames } from './recognise';

export function readConnectorFolder(files: readonly OpenedFile[], shown: string): { readonly connector: InspectedConnector; readonly settings: OpenedFile | undefined } {
  const names = connectorFolderNames(files.map(file => file.path));
  const file = (name: string | undefined): OpenedFile | undefined => files.find(each => each.path === name);
  const definition = file(names.definition);
  const properties = file(names.properties);
  const info = isObject(definition?.value) ? objectAt(definition.value, 'info') : undefined;
  const inner = isObject(properties?.value) ? objectAt(properties.value, 'properties') : undefined;
  const scriptOperations = inner && textsIn(member(inner, 'scriptOperations'));
  return {
    settings: file(names.settings),
    connector: {
      title: textAt(info, 'title') ?? '', description: textAt(info, 'description') ?? '', identity: undefined,
      place: definition?.at('/info/title') ?? properties?.whole() ?? { kind: 'file', file: shown },
      definition, properties, parameters: undefined, parameterSets: undefined, policies: undefined,
      script: file(names.script), namesScript: names.script !== undefined, icon: file(names.icon), namesIcon: names.icon !== undefined,
      scriptOperations: scriptOperations && properties ? { names: scriptOperations, place: properties.at('/properties/scriptOperations') } : undefined,
      operations: operationsOf(definition?.value),
    },
  };
}
