/** Connection references: what flows call them, what the solution declares, and whose connections they are. */
import { isInternalId } from '../../solution/names';
import { holdsOthers } from '../component-kinds';
import { found, type FindingKind, type Report } from '../finding-kind';
import { callsOf, type InspectedFlow } from '../inspected-flow';
import { placeOfElement, type InspectedSolution } from '../inspected-solution';
import type { CheckFamily, Surroundings } from './part-check';

export const keyUnknown: FindingKind = {
  code: 'flow-reference-unknown', severity: 'error',
  why: 'The step names a connection that the flow does not list, so the platform cannot bind one to it.',
};
export const referenceMissing: FindingKind = {
  code: 'flow-reference-missing', severity: 'error',
  why: 'An import binds a flow to the connection references of the environment, and refuses a flow whose reference is neither there nor announced as missing.',
};
export const referenceOfOther: FindingKind = { code: 'reference-connector', severity: 'error', why: 'The connection that the reference is bound to would be one of another connector.' };
export const referenceConnectorUnknown: FindingKind = {
  code: 'reference-connector-unknown', severity: 'error',
  why: 'An import looks for the custom connector by this id, and refuses the reference when it is neither there nor announced as missing.',
};
export const referenceUnused: FindingKind = { code: 'reference-unused', severity: 'information', why: 'Whoever imports the solution is asked for a connection that no flow in it uses.' };
export const internalId: FindingKind = {
  code: 'internal-id-fixed', severity: 'warning',
  why: 'The internal id of a custom connector ends in a number that every environment gives anew, so it leads nowhere in another one.',
};
export const referenceNamed: FindingKind = {
  code: 'reference-name-internal', severity: 'information',
  why: 'The name carries the internal id of one environment, which tells nothing in the others.',
};

export const references: CheckFamily = { solution, flow };

function solution(within: InspectedSolution, report: Report): void {
  const { references: declared, connectors, workflows, missingDependencies } = within;
  const cloudFlows = workflows.filter(({ isCloudFlow }) => isCloudFlow);
  // What a flow that can't be read uses is not known, and apps and agents use references too.
  const isKnown = cloudFlows.length > 0 && cloudFlows.every(each => each.flow) && !holdsOthers(within);
  const used = new Set(workflows.flatMap(({ flow: each }) => each?.references.map(({ logicalName }) => logicalName) ?? []));
  const announced = new Set(missingDependencies.flatMap(({ required }) => required));
  for (const reference of declared) {
    const { logicalName, apiId, connectorId } = reference;
    const at = placeOfElement(reference);
    if (isKnown && !used.has(logicalName)) {
      report(found(referenceUnused, at,
        `No flow of the solution uses the connection reference ${logicalName}.`,
        'Remove it, unless something else in the environment uses it.'));
    }
    if (connectorId === undefined) {
      if (isInternalId(apiId)) {
        report(found(internalId, at,
          `The connection reference ${logicalName} names its custom connector by its internal id alone.`,
          'Add <customconnectorid> with the id of the connector, which is the same everywhere.'));
      }
    } else if (!connectors.some(each => each.connector.identity.connectorId === connectorId) && !announced.has(connectorId) && !namedDependency(announced, workflows, logicalName)) {
      report(found(referenceConnectorUnknown, at,
        `The connection reference ${logicalName} is for the custom connector ${connectorId}, which is neither in the solution nor among its missing dependencies.`,
        'Add the connector, or a missing dependency of type 372 with its id.'));
    }
    if (/^[^_]+_shared.*5f[0-9a-f]{16}_/.test(logicalName)) report(found(referenceNamed, at, `The connection reference is called ${logicalName}.`, 'Choose a name of your own before flows use it.'));
  }
}

/** A missing dependency may name the connector by its logical name, which the flows know. */
function namedDependency(announced: ReadonlySet<string>, workflows: InspectedSolution['workflows'], logicalName: string): boolean {
  return workflows.some(({ flow: each }) => each?.references.some(reference => reference.logicalName === logicalName && reference.connectorName !== undefined && announced.has(reference.connectorName)));
}

function flow(each: InspectedFlow, report: Report, { connectors }: Surroundings, within: InspectedSolution | undefined): void {
  const keys = new Set(each.references.map(({ key }) => key));
  for (const { call, name } of callsOf(each)) {
    if (call.connectionName !== undefined && !keys.has(call.connectionName)) {
      report(found(keyUnknown, each.file.at(`${call.pointer}/connectionName`),
        `The step "${name}" uses the connection "${call.connectionName}", which is not among the flow's connection references.`,
        'Add it to connectionReferences, or name one that is there.'));
    }
    if (within && call.apiId !== undefined && isInternalId(call.apiId)) {
      report(found(internalId, each.file.at(`${call.pointer}/apiId`),
        `The step "${name}" names its custom connector by its internal id.`,
        'Leave apiId empty: the connection reference says which connector it is.'));
    }
  }
  if (!within) return;
  const announced = new Set(within.missingDependencies.flatMap(({ required }) => required));
  for (const { logicalName, connectorName, apiName, pointer, key } of each.references) {
    if (connectorName === undefined && apiName !== undefined && isInternalId(apiName)) {
      report(found(internalId, each.file.at(`${pointer}/api/name`),
        `The connection "${key}" names its custom connector by its internal id alone.`,
        'Add api.logicalName with the logical name of the connector.'));
    }
    if (logicalName === undefined) continue;
    const declared = within.references.find(reference => reference.logicalName === logicalName);
    if (!declared && !announced.has(logicalName)) {
      report(found(referenceMissing, each.file.at(`${pointer}/connection/connectionReferenceLogicalName`),
        `The connection reference ${logicalName} is neither in the solution nor among its missing dependencies.`,
        'Add it to <connectionreferences>.'));
    }
    const connector = connectors.find(({ identity }) => identity !== undefined && identity.logicalName === connectorName);
    if (declared?.connectorId !== undefined && connector?.identity && connector.identity.connectorId !== declared.connectorId) {
      report(found(referenceOfOther, placeOfElement(declared),
        `The connection reference ${logicalName} is for the connector ${declared.connectorId}, and the flow "${each.name}" uses it for "${connectorName}", whose id is ${connector.identity.connectorId}.`,
        'Write the same connector in both places.'));
    }
  }
}
