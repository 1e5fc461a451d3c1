/** The list of what a solution brings, against what is in it. */
import { found, type FindingKind, type Report } from '../finding-kind';
import { placeOfElement, type InspectedSolution } from '../inspected-solution';
import type { CheckFamily } from './part-check';

/** Component types of Dataverse that a solution of connectors and flows has. */
const WORKFLOW = 29;
const REFERENCE = 371;
const CONNECTOR = 372;
/** From here on numbers are given by each environment. */
const PER_ENVIRONMENT = 10_000;

export const rootMissing: FindingKind = {
  code: 'solution-root-missing', severity: 'error',
  why: 'An import adds what is listed among the root components; the rest stays outside of the solution, or is dropped.',
  policy: ['5000.1.1.16'],
};
export const rootUnknown: FindingKind = {
  code: 'solution-root-unknown', severity: 'error',
  why: 'An import looks for every root component in the solution and stops when it is not there.',
  policy: ['5000.1.1.16'],
};
export const rootNameDiffers: FindingKind = { code: 'solution-root-name', severity: 'error', why: 'The name of a root component is how the platform finds it in the environment.' };
export const rootReference: FindingKind = {
  code: 'solution-root-reference', severity: 'error',
  why: 'A connection reference belongs into <connectionreferences> alone; with one among the root components the import fails.',
};
export const rootPerEnvironment: FindingKind = { code: 'solution-root-number', severity: 'error', why: 'Component types above 10000 have another number in every environment.' };

export const rootComponents: CheckFamily = { solution };

function solution({ manifest, rootComponents: roots, connectors, workflows, customizations }: InspectedSolution, report: Report): void {
  if (!manifest) return;
  const cloudFlows = workflows.filter(each => each.isCloudFlow);
  for (const each of connectors) {
    const { connector: { title, identity } } = each;
    const root = roots.find(({ type, id }) => type === CONNECTOR && id === identity.connectorId) ?? roots.find(({ type, schemaName }) => type === CONNECTOR && schemaName === identity.logicalName);
    if (!root) {
      report(found(rootMissing, placeOfElement(each),
        `The connector "${title}" is not among the root components.`,
        `Add <RootComponent type="${CONNECTOR}" id="{${identity.connectorId}}" schemaName="${identity.logicalName}" behavior="0" /> to solution.xml.`));
    } else if (root.id !== undefined && root.id !== identity.connectorId) {
      report(found(rootNameDiffers, placeOfElement(root),
        `The root component of "${identity.logicalName}" has the id ${root.id}, and the connector's is ${identity.connectorId}.`,
        'Write the same id in both places.'));
    } else if (root.schemaName !== undefined && root.schemaName !== identity.logicalName) {
      report(found(rootNameDiffers, placeOfElement(root),
        `The root component of the connector ${identity.connectorId} is named "${root.schemaName}", and the connector "${identity.logicalName}".`,
        'Write the same name in both places.'));
    }
  }
  for (const each of cloudFlows) {
    if (!roots.some(({ type, id }) => type === WORKFLOW && id === each.workflowId)) {
      report(found(rootMissing, placeOfElement(each),
        `The flow "${each.name}" is not among the root components.`,
        `Add <RootComponent type="${WORKFLOW}" id="{${each.workflowId}}" behavior="0" /> to solution.xml.`));
    }
  }
  for (const root of roots) {
    const { type, id = '', schemaName = '' } = root;
    const name = schemaName || id;
    const at = placeOfElement(root);
    if (type === REFERENCE) report(found(rootReference, at, `The connection reference ${name} is a root component.`, 'Remove the line.'));
    else if (type > PER_ENVIRONMENT) report(found(rootPerEnvironment, at, `The root component ${name} has the type ${type}.`, 'Remove the line, and export the solution again with the component.'));
    // Without customizations nothing can be said about what is missing; that they are missing is a finding of its own.
    else if (customizations && type === CONNECTOR && !connectors.some(each => each.connector.identity.connectorId === id || each.connector.identity.logicalName === schemaName)) {
      report(found(rootUnknown, at,
        `The root component ${name} is a connector, and no such connector is in the solution.`,
        'Remove the line, or add the connector.'));
    } else if (customizations && type === WORKFLOW && !workflows.some(each => each.workflowId === id)) {
      report(found(rootUnknown, at,
        `The root component ${name} is a flow, and no such flow is in the solution.`,
        'Remove the line, or add the flow.'));
    }
  }
}
