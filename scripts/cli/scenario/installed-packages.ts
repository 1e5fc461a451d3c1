/** What the environment installs: the connector and the flows out of the very zips that were packaged, never out of sources. */
import { installedConnector, solutionContents, type ConnectorArtifacts, type SolutionContents } from '../../environment';
import { PackageError } from '../../package/package-error';
import { readSolution } from '../../package/solution/read-solution';
import { openZip } from '../../package/zip/read-zip';
import type { PackagedZip, PackagedZips } from '../environment-seam';
import { UserError } from '../user-error';

export interface InstalledPackages {
  readonly connector: ConnectorArtifacts;
  /** Undefined for a connector without flows. */
  readonly flows: SolutionContents | undefined;
}

/** Reads the zips. Throws UserError for one that can't be read, or that brings no connector. */
export async function installedPackages({ connector, flows }: PackagedZips): Promise<InstalledPackages> {
  const { connectors: [artifacts] } = await contentsOf(connector);
  if (!artifacts) throw new UserError(`${connector.name} brings no connector.`);
  return { connector: artifacts, flows: flows && await contentsOf(flows) };
}

async function contentsOf(zip: PackagedZip): Promise<SolutionContents> {
  try {
    const opened = await openZip(zip);
    try {
      return await solutionContents(await readSolution(opened.files));
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof PackageError) throw new UserError(error.message);
    throw error;
  }
}

/** "Customer Insights Automation and 8 flows". */
export function installedInWords({ connector, flows }: InstalledPackages): string {
  const count = flows?.flows.length ?? 0;
  return `${installedConnector(connector).title}${count === 0 ? '' : ` and ${count} flow${count === 1 ? '' : 's'}`}`;
}
