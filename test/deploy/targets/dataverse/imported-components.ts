import type { SolutionConnectionReference, SolutionConnector, SolutionEnvironmentVariable, SolutionIdentity, SolutionWorkflow } from '../../../../scripts/package/solution/solution';

type Row = Readonly<Record<string, unknown>>;
/** Rows that an import of a solution makes or changes. */
export interface Imported {
  readonly uniqueName: string;
  readonly version: string;
  readonly isManaged: boolean;
  readonly connectors: readonly Row[];
  readonly flows: readonly Row[];
  readonly references: readonly Row[];
  readonly definitions: readonly Row[];
  readonly neededConnectors: readonly string[];
}

export async function componentsOf({ identity, connectors, workflows, references, variables }: { readonly identity: SolutionIdentity; readonly connectors: readonly SolutionConnector[]; readonly workflows: readonly SolutionWorkflow[]; readonly references: readonly SolutionConnectionReference[]; readonly variables: readonly SolutionEnvironmentVariable[] }): Promise<Imported> {
  return {
    uniqueName: identity.uniqueName, version: identity.version, isManaged: identity.managed === '1',
    connectors: await Promise.all(connectors.map(async ({ connectorId, logicalName, displayName, description, brandColor, scriptOperations, files }) => {
      const text = async (role: keyof typeof files): Promise<string | null> => { const file = files[role]; return file ? Buffer.from(await file.read()).toString('utf8') : null; };
      return {
        connectorid: connectorId, name: logicalName, displayname: displayName, description, iconbrandcolor: brandColor, scriptoperations: scriptOperations ? JSON.stringify(scriptOperations) : null,
        openapidefinition: await text('openapidefinition'), connectionparameters: await text('connectionparameters'), connectionparametersets: await text('connectionparametersets'), policytemplateinstances: await text('policytemplateinstances'),
        customcodeblobcontent: (await text('customcodeblobcontent'))?.replaceAll('\n', '\r\n'),
      };
    })),
    // The platform writes the environment's own internal ids into a flow's references, as exports of two environments show.
    flows: await Promise.all(workflows.map(async ({ workflowId, name, file }) => ({ workflowid: workflowId, name, clientdata: Buffer.from(await file?.read() ?? []).toString('utf8').replaceAll(/("name": "shared_placehld[^"]*)0000000000000000"/g, '$19f745961df205669"') }))),
    references: references.map(({ logicalName, displayName, apiId }) => ({ connectionreferencelogicalname: logicalName, connectionreferencedisplayname: displayName, connectorid: apiId })),
    definitions: variables.map(({ schemaName }) => ({ schemaname: schemaName })),
    neededConnectors: references.flatMap(({ customConnectorId }) => (customConnectorId === undefined ? [] : [customConnectorId])),
  };
}
