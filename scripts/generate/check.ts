/** Finds what is wrong with a connector before anything is generated from it: the mistakes that types can't see. */
import type { Diagnostic, Where } from '../diagnostics/diagnostic';
import type { Connector } from '../model/connector';
import { pathParameters, uniqueAddresses, uniqueOperationIds } from './check/addresses';
import { connectionNames, staticCredentials } from './check/connections';
import { numbersFit, parametersReadable, pollCalls, requestsSimple } from './check/expressions';
import { flowInputs } from './check/flow-inputs';
import { flowNames, flowVariables, stepNames } from './check/flow-names';
import { flowActions, flowTriggers } from './check/flow-operations';
import { answersInReach } from './check/flow-reach';
import { formulaMeanings, formulaNames, fragmentNames, valuesInReach } from './check/formulas';
import { internalNeedsDefault, oneBody, parametersUsed, simpleOutsideBody } from './check/inputs';
import { policyConnectionParameters, policyOperations, policyParameters } from './check/policies';
import { fragmentClasses, recordNames } from './check/records';
import { connectionTest, lookupArguments, lookupsAnswerOneList, lookupsListed } from './check/references';
import type { Rule } from './check/rule';
import { callbackAddress, eventWording, oneNotificationPerPath, pollingOutput } from './check/triggers';

const rules: readonly Rule[] = [
  uniqueOperationIds, uniqueAddresses, pathParameters,
  lookupsListed, lookupArguments, lookupsAnswerOneList, connectionTest,
  internalNeedsDefault, simpleOutsideBody, oneBody, parametersUsed,
  recordNames, fragmentClasses, fragmentNames,
  formulaNames, formulaMeanings, valuesInReach,
  parametersReadable, requestsSimple, pollCalls, numbersFit,
  pollingOutput, eventWording, callbackAddress, oneNotificationPerPath,
  policyParameters, policyOperations, policyConnectionParameters,
  staticCredentials, connectionNames,
  flowNames, stepNames, flowVariables, flowTriggers, flowActions, flowInputs, answersInReach,
];

/**
 * Everything that is wrong with a connector, its builders' own findings (lambdas) included, sorted by place: file,
 * line, column, then the property inside the call. Pure; throws nothing.
 */
export function checkConnector(connector: Connector): Diagnostic[] {
  return [...connector.diagnostics, ...rules.flatMap(rule => [...rule(connector)])]
    .map(diagnostic => ({ diagnostic, key: sortKey(diagnostic.where) }))
    .sort((left, right) => compare(left.key, right.key) || compare([left.diagnostic.code, left.diagnostic.what], [right.diagnostic.code, right.diagnostic.what]))
    .map(({ diagnostic }) => diagnostic);
}

type Key = readonly (string | number)[];

/** Findings without a place come last. */
function sortKey(where: Where): Key {
  if (where.kind === 'file') return [0, where.file, where.line ?? 0, where.column ?? 0, where.pointer ?? ''];
  const { place, property = [] } = where;
  return place ? [0, place.file, place.line, place.column, property.join('.')] : [1, '', 0, 0, property.join('.')];
}

function compare(left: Key, right: Key): number {
  for (const [index, value] of left.entries()) {
    const other = right[index];
    if (other !== undefined && value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
