import { connectionForms } from '../../connections/connection-form';
import type { Environment } from '../../environment';
import { objectOr, textOf } from '../../json';
import { operationSummary } from '../../operation-card/operation-summary';
import { policiesOf, unrunPolicies } from '../../gateway/policies/policy-instance';
import { runTemplates } from '../../gateway/policies/run-policies';
import type { Wire } from '../contract/shapes';

/** A connector as the API shows it. Throws RequestError 'missing'. */
export function connectorView(environment: Environment, name: string): Wire<'Connector'> {
  const { facts, connector } = environment.connectors.get(name);
  const summaries = connector.operations.map(operationSummary);
  return {
    name, title: connector.title, description: textOf(objectOr(connector.definition['info'])['description']) ?? '', ...(facts.version === undefined ? {} : { version: facts.version }),
    installedAt: new Date(facts.installedAt).toISOString(), operations: summaries.length, triggers: summaries.filter(({ kind }) => kind.endsWith('Trigger')).length,
    customCode: connector.script !== undefined, address: `${environment.address}/apim/${name}`, findings: unrunPolicies(policiesOf(connector), runTemplates),
  };
}

export function connectorDetails(environment: Environment, name: string): Wire<'ConnectorDetails'> {
  const { connector } = environment.connectors.get(name);
  const testOperation = textOf(objectOr(objectOr(connector.definition['x-ms-capabilities'])['testConnection'])['operationId']);
  return {
    connector: connectorView(environment, name), connectionForms: connectionForms(connector), operations: connector.operations.map(operationSummary),
    ...(testOperation === undefined ? {} : { testOperation }),
  };
}

/** What is kept of a connector, as files. Throws RequestError 'missing'. */
export function connectorFiles(environment: Environment, name: string): Wire<'PackageFiles'> {
  environment.connectors.get(name);
  const { definition, properties, script } = environment.store.connectors.get(name) ?? {};
  return { name, files: [
    { path: 'apiDefinition.swagger.json', text: JSON.stringify(definition) },
    ...(properties === undefined ? [] : [{ path: 'apiProperties.json', text: JSON.stringify(properties) }]),
    ...(script === undefined ? [] : [{ path: 'script.csx', text: script }]),
  ] };
}
