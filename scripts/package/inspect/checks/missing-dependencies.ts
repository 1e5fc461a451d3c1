/** What a solution says that it needs from the environment. */
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedFlow } from '../inspected-flow';
import { placeOfElement, type InspectedSolution } from '../inspected-solution';
import type { CheckFamily, Surroundings } from './part-check';

export const dependencyNeedless: FindingKind = {
  code: 'solution-dependency-needless', severity: 'error',
  why: 'The import refuses to begin while the environment lacks what is listed, although the solution itself brings it.',
};
export const dependencyMissing: FindingKind = {
  code: 'solution-dependency-missing', severity: 'error',
  why: 'The list is how the import finds out, before it begins, that the environment lacks the connector; without it the flow is imported and cannot be switched on.',
};

export const missingDependencies: CheckFamily = { solution, flow };

function solution({ missingDependencies: announced, connectors, workflows, references, environmentVariables }: InspectedSolution, report: Report): void {
  const own = new Set([
    ...connectors.flatMap(({ connector: { identity } }) => [identity.connectorId, identity.logicalName]), ...workflows.map(({ workflowId }) => workflowId),
    ...references.map(({ logicalName }) => logicalName), ...environmentVariables.map(({ schemaName }) => schemaName),
  ].filter(name => name !== ''));
  for (const each of announced) {
    const brought = each.required.find(name => own.has(name));
    if (brought !== undefined) report(found(dependencyNeedless, placeOfElement(each), `${brought} is listed as a missing dependency, and the solution holds it.`, 'Remove the entry.'));
  }
}

function flow({ name, file, references }: InspectedFlow, report: Report, _: Surroundings, within: InspectedSolution | undefined): void {
  if (!within?.manifest) return;
  const announced = new Set(within.missingDependencies.flatMap(({ required }) => required));
  for (const { connectorName, logicalName, key, pointer } of references) {
    if (connectorName === undefined || announced.has(connectorName) || within.connectors.some(({ connector: { identity } }) => identity.logicalName === connectorName)) continue;
    const declared = within.references.find(reference => reference.logicalName === logicalName);
    // The reference may announce the connector by its id, or be itself what is missing.
    if ((declared?.connectorId !== undefined && announced.has(declared.connectorId)) || (logicalName !== undefined && announced.has(logicalName))) continue;
    report(found(dependencyMissing, file.at(`${pointer}/api/logicalName`),
      `The flow "${name}" uses the custom connector ${connectorName} as "${key}"; it is neither in the solution nor among its missing dependencies.`,
      `Add a missing dependency of type 372 with the schema name ${connectorName}, or the connector.`));
  }
}
