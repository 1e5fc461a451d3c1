/** Policies: what TypeScript tells its authors while writing, and JavaScript authors only here. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Authentication } from '../../model/connection';
import type { Connector } from '../../model/connector';
import type { Policy, PolicyTemplateId, PolicyTemplates } from '../../model/policy';
import { emitConnectionFields } from '../connection-emit';
import type { Rule } from './rule';

type Presence<T> = { readonly [P in keyof T]-?: Record<never, never> extends Pick<T, P> ? 'optional' : 'required' };

/** The parameters of each template at run time; the type follows from the model's, so that the two can't part. */
const templates: { readonly [T in PolicyTemplateId]: Presence<PolicyTemplates[T]> } = {
  setheader: { name: 'required', value: 'required', existsAction: 'optional' },
  setqueryparameter: { name: 'required', value: 'required', existsAction: 'optional' },
  dynamichosturl: { urlTemplate: 'required' },
  routerequesttoendpoint: { newPath: 'required', httpMethod: 'optional' },
  pollingtrigger: { triggerConfig: 'required', triggerDataPath: 'required' },
  setproperty: { newPropertyParentPathTemplate: 'required', newPropertySubPathTemplate: 'required', propertyValuePathTemplate: 'required' },
  stringreplace: { propertyParentPath: 'required', propertySubPath: 'required', sourceString: 'required', replacementString: 'required', newPropertyPath: 'required' },
  convertobjecttoarray: { propertyParentPath: 'required', propertySubPath: 'required', newPropertyPath: 'required', keyName: 'required', valueName: 'required' },
  convertarraytoobject: { propertyParentPath: 'required', propertySubPath: 'required', keyWithinCollectionPath: 'required', newPropertyPath: 'required', retainKey: 'optional' },
  stringtoarray: { propertyParentPath: 'required', propertySubPath: 'required', delimiterList: 'required', childPropertyName: 'required', newPropertyPath: 'required' },
  updatenextlink: { nextLinkPropertyName: 'required', nextLinkParentPropertyPath: 'optional' },
  setvaluefromurl: { parameterTemplate: 'required', parameterValueUrl: 'required', parameterValuePathTemplate: 'required', httpMethod: 'optional' },
  encodepropertyvalue: { propertyParentPath: 'required', propertySubPath: 'required', newPropertyPath: 'required' },
  moveproperties: { srcParentPath: 'required', srcSubPath: 'required', dstParentPath: 'required', dstSubPath: 'required', copyOnlySubProperties: 'required' },
  setconnectionstatustounauthenticated: { statusCode: 'required' },
  dynamicsubdomain: { urlTemplate: 'required' },
};

const at = ({ place }: Connector, policy: Policy, code: string, what: string, why: string, todo: string): Diagnostic =>
  ({ code, severity: 'error', what: `The policy "${policy.title}" ${what}.`, why, todo, where: inModel(place, 'policies') });

/** The platform skips or fails on what it does not know, without a word at save time. */
export const policyParameters: Rule = function* (connector) {
  for (const policy of connector.policies ?? []) {
    const known: Readonly<Record<string, 'required' | 'optional'>> | undefined = templates[policy.template];
    if (!known) {
      yield at(connector, policy, 'policy-template-unknown', `uses the template ${String(policy.template)}, which does not exist`, 'The platform ignores a template it does not know.', `Use one of: ${Object.keys(templates).join(', ')}.`);
      continue;
    }
    for (const name of Object.keys(policy.parameters).filter(each => !(each in known))) {
      yield at(connector, policy, 'policy-parameter-unknown', `gives ${policy.template} the parameter ${name}, which it does not have`, 'A misspelt parameter has no effect, and nothing says so.', `Its parameters: ${Object.keys(known).join(', ')}.`);
    }
    for (const name of Object.keys(known).filter(each => known[each] === 'required' && !(each in policy.parameters))) {
      yield at(connector, policy, 'policy-parameter-missing', `does not give ${policy.template} the parameter ${name}`, 'Without it the policy fails on every call.', `Add ${name}.`);
    }
  }
};

/** A policy for an operation that does not exist never runs. */
export const policyOperations: Rule = function* (connector) {
  const ids = new Set(connector.operations.map(operation => operation.operationId));
  for (const policy of connector.policies ?? []) {
    for (const named of policy.operations) {
      const known = typeof named === 'string' ? ids.has(named) : connector.operations.includes(named);
      if (known) continue;
      const id = typeof named === 'string' ? named : named.operationId;
      yield at(connector, policy, 'policy-operation-unknown', `applies to ${id}, which is not among the connector's operations`, 'The platform matches by operation id; this policy would never run there.', typeof named === 'string' ? 'Pass the operation itself instead of its id, or correct the id.' : `Add ${id} to \`operations\`.`);
    }
  }
};

/** The connection parameters that every way of connecting has; a policy may count on no other. */
function dependableParameters(authentication: Authentication): ReadonlySet<string> {
  if (authentication.kind === 'none') return new Set();
  const lists = (authentication.kind === 'sets' ? authentication.sets.map(set => set.parameters) : [authentication.parameters])
    .map(parameters => Object.keys(emitConnectionFields(parameters)).map(name => name.toLowerCase()));
  const [first = [], ...others] = lists;
  return new Set(first.filter(name => others.every(list => list.includes(name))));
}

/** @connectionParameters('x') without a second argument needs x in every way of connecting. */
export const policyConnectionParameters: Rule = function* (connector) {
  const declared = dependableParameters(connector.authentication);
  for (const policy of connector.policies ?? []) {
    const text = JSON.stringify(policy.parameters);
    for (const [, name] of text.matchAll(/@?connectionParameters\('([^']+)'\)/gi)) {
      // A sign-in's own sub-parameters (token:…) may come from its address templates, which are not fields.
      if (name === undefined || declared.has(name.toLowerCase()) || name.includes(':')) continue;
      yield at(connector, policy, 'policy-connection-parameter-unknown', `reads the connection parameter ${name}, which ${connector.authentication.kind === 'sets' ? 'not every parameter set has' : 'is not declared'}`, 'The expression would fail, and with it every call of such a connection.', `Declare it, or give a default: @connectionParameters('${name}','…').`);
    }
  }
};
