/** Names and ids of what a solution holds: unique, well-formed, and with the publisher's prefix. */
import { found, type FindingKind, type Report } from '../finding-kind';
import { placeOfElement, type InspectedSolution, type PlacedElement } from '../inspected-solution';
import type { CheckFamily } from './part-check';

export const idTwice: FindingKind = { code: 'solution-id-twice', severity: 'error', why: 'The second one overwrites the first at import, or the import fails.' };
export const idForm: FindingKind = { code: 'solution-id-form', severity: 'error', why: 'Dataverse takes a GUID here, such as 1612d9de-f47a-4837-8a8a-d48ac47ec0e2.' };
export const logicalNamePrefix: FindingKind = {
  code: 'connector-name-prefix', severity: 'error',
  why: 'Dataverse lets a publisher make only names that begin with its prefix, and the name cannot be changed after the first import.',
};

export const namesAndIds: CheckFamily = { solution };

/** Two to eight letters and digits, a letter first. */
const otherPrefix = /^[a-z][a-z0-9]{1,7}_/i;
const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function solution({ connectors, workflows, references, environmentVariables, identity: { prefix } }: InspectedSolution, report: Report): void {
  twice('connector id', connectors, each => each.connector.identity.connectorId, report);
  twice('connector name', connectors, each => each.connector.identity.logicalName, report);
  twice('flow id', workflows, each => each.workflowId, report);
  twice('connection reference', references, each => each.logicalName, report);
  twice('environment variable', environmentVariables, each => each.schemaName, report);
  for (const each of connectors) {
    const { connectorId, logicalName } = each.connector.identity;
    if (!isGuid.test(connectorId)) {
      report(found(idForm, placeOfElement(each),
        `The connector "${logicalName}" has the id "${connectorId}".`,
        'Write a GUID, and the same one among the root components.'));
    }
    if (prefix !== '' && !logicalName.startsWith(`${prefix}_`)) {
      // A solution may hold what another publisher made, under that one's prefix.
      const isOfOther = otherPrefix.test(logicalName);
      report(found(logicalNamePrefix, placeOfElement(each),
        `The connector is called "${logicalName}", and the publisher's prefix is "${prefix}".`,
        isOfOther ? `Nothing, if another publisher made it; else let the name begin with ${prefix}_.` : `Let the name begin with ${prefix}_.`,
        isOfOther ? 'information' : 'error'));
    }
  }
  for (const each of workflows) {
    if (!isGuid.test(each.workflowId)) report(found(idForm, placeOfElement(each), `The flow "${each.name}" has the id "${each.workflowId}".`, 'Write a GUID, in the name of its file and among the root components too.'));
  }
}

function twice<T extends PlacedElement>(what: string, all: readonly T[], nameOf: (each: T) => string, report: Report): void {
  const seen = new Map<string, T>();
  for (const each of all) {
    const name = nameOf(each);
    const first = name === '' ? undefined : seen.get(name);
    if (first) report({ ...found(idTwice, placeOfElement(each), `The ${what} ${name} occurs twice.`, 'Give each its own.'), related: [{ where: placeOfElement(first), what: 'The first one stands here.' }] });
    else seen.set(name, each);
  }
}
