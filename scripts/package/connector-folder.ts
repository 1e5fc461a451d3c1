/**
 * The folder that paconn, pac and a person work with. The two tools differ: paconn knows a connector by its internal
 * name, pac by its id in Dataverse, so each has settings of its own; and paconn refuses to update a connector whose
 * properties have a stackOwner (its README), so there are two files of properties.
 */
import type { ApiProperties } from '../generate/properties';
import { packageFile, type PackageFile } from './package-file';

export { clientIdPlaceholder } from '../generate/connection-emit';

export interface FolderContent {
  /** The texts of `generate`. */
  readonly definition: string;
  readonly properties: ApiProperties;
  readonly script: string | undefined;
  readonly readme: string;
  readonly icon: Uint8Array | undefined;
  /** The id that the connector has where its solution was imported. */
  readonly connectorId: string;
}

/** Stand where only the deployer knows the value; both tools refuse them. */
export const connectorIdPlaceholder = 'placeholder-connector-id-as-paconn-shows-it-after-create';
export const environmentPlaceholder = 'placeholder-environment-id';

/** The files of the folder, without its name in front. */
export function connectorFolder({ definition, properties, script, readme, icon, connectorId }: FolderContent): readonly PackageFile[] {
  const settings = (apiProperties: string, id: string): string => json({
    connectorId: id, environment: environmentPlaceholder, apiProperties, apiDefinition: 'apiDefinition.swagger.json',
    // An empty name would remove the icon or the script.
    ...(icon ? { icon: 'icon.png' } : {}), ...(script === undefined ? {} : { script: 'script.csx' }),
  });
  return [
    packageFile('apiDefinition.swagger.json', definition),
    packageFile('apiProperties.json', json(properties)),
    packageFile('apiProperties.paconn.json', json(withoutStackOwner(properties))),
    ...(icon ? [packageFile('icon.png', icon)] : []),
    packageFile('readme.md', readme),
    ...(script === undefined ? [] : [packageFile('script.csx', script)]),
    packageFile('settings.json', settings('apiProperties.paconn.json', connectorIdPlaceholder)),
    packageFile('settings.pac.json', settings('apiProperties.json', connectorId)),
  ];
}

function withoutStackOwner({ properties: { stackOwner: _, ...properties } }: ApiProperties): object {
  return { properties };
}

/** Two spaces, and a line feed at the end. */
export const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
