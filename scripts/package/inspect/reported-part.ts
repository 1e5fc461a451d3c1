/** What people are told of each part: its kind, a few facts, and what is inside. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { isObject, objectAt, type JsonValue, textAt } from '../../validate/json';
import { callsOf, type InspectedFlow } from './inspected-flow';
import type { InspectedConnector, InspectedOperation } from './inspected-connector';
import type { InspectedSolution, InspectedWorkflow } from './inspected-solution';
import { otherComponents, otherFolders, processKind } from './component-kinds';
import type { Fact, ReportedPart } from './package-report';
import { partsIn, type Part } from './part';
import { counted } from '../../diagnostics/counted';

/** `findings` are those of the whole inspection; only the verdict of a certification package needs them. */
export function reportedPart(part: Part, findings: readonly Diagnostic[]): ReportedPart {
  const { name } = part;
  const inside = (): readonly ReportedPart[] => partsIn(part).map(each => reportedPart(each, findings));
  switch (part.kind) {
    case 'solution': return { name, kind: kindOf(part.solution), ...solution(part.solution) };
    case 'connector folder': return { name, kind: 'connector folder', facts: connectorFacts(part.connector), children: [] };
    case 'certification package': return { name, kind: part.kind, facts: [fact('Structure', verdict(findings)), ...list('Beside it', part.files.map(file => file.path))], children: inside() };
    case 'inner package': return { name, kind: 'inner package of a certification', facts: [], children: inside() };
    case 'legacy flow package': return { name, kind: part.kind, facts: legacyFacts(part.files.find(file => /^manifest\.json$/i.test(file.path))?.value), children: part.flows.map(each => flow(each)) };
    case 'flow definition': return { name, kind: 'definition of a flow', facts: flowFacts(part.flow), children: [] };
    case 'deployment settings': return { name, kind: 'settings of a deployment', facts: [], children: [] };
    case 'packages': return { name, kind: counted(part.parts.length, 'package'), facts: [], children: inside() };
    case 'unknown': return { name, kind: `no package: ${part.reason}`, facts: [], children: [] };
  }
}

const fact = (label: string, value: Fact['value']): Fact => ({ label, value });
const given = (label: string, value: string | undefined): readonly Fact[] => (value ? [fact(label, value)] : []);
/** Each item once, in the order of the first; nothing for none. */
const list = (label: string, items: readonly string[]): readonly Fact[] => (items.length > 0 ? [fact(label, [...new Set(items)])] : []);

function kindOf({ connectors, workflows, customizations }: InspectedSolution): string {
  if (!customizations) return 'solution that can\'t be read';
  if (connectors.length > 0) return workflows.length > 0 ? 'solution of connector and flows' : 'connector solution';
  return workflows.length > 0 ? 'flow solution' : 'solution without connectors and flows';
}

function solution(each: InspectedSolution): Pick<ReportedPart, 'facts' | 'children'> {
  const { identity: { uniqueName, title, version, managed, publisher, prefix }, form, connectors, workflows, references, environmentVariables, missingDependencies } = each;
  return {
    facts: [
      ...given('Name', title === '' || title === uniqueName ? uniqueName : `${title} (${uniqueName})`), ...given('Version', version),
      ...given('Managed', { 0: 'no', 1: 'yes', 2: 'packed as both' }[managed]), ...given('Publisher', publisher && `${publisher}, prefix ${prefix}`),
      ...(form === 'unpacked' ? [fact('Form', 'unpacked for source control')] : []),
      ...list('References', references.map(({ logicalName }) => logicalName)),
      ...list('Variables', environmentVariables.map(({ schemaName }) => schemaName)),
      ...list('Also holds', otherComponents(each)), ...list('Not looked into', otherFolders(each)),
      ...list('Needs', missingDependencies.map(({ required }) => required.find(name => name.includes('_')) ?? required.find(name => /^[0-9a-f]{8}-/.test(name)) ?? required.join(' '))),
    ],
    children: [
      ...connectors.map(({ connector }): ReportedPart => ({ name: connector.title, kind: 'connector', facts: connectorFacts(connector), children: [] })),
      ...workflows.map(workflow),
    ],
  };
}

function connectorFacts({ title, identity, definition, operations, script, scriptOperations, policies, properties, parameters, parameterSets, icon }: InspectedConnector): readonly Fact[] {
  const count = (is: (operation: InspectedOperation) => boolean): number => [...operations.values()].filter(is).length;
  const internal = count(({ isInternal }) => isInternal);
  const inProperties = isObject(properties?.value) ? objectAt(properties.value, 'properties') : undefined;
  const host = isObject(definition?.value) ? textAt(definition.value, 'host') : undefined;
  const policyCount = lengthOf(policies?.value ?? inProperties?.['policyTemplateInstances']);
  return [
    ...(identity ? [...given('Name', identity.logicalName), ...given('Id', identity.connectorId)] : given('Title', title)),
    ...given('Host', host),
    fact('Operations', [counted(count(each => each.isTrigger && !each.isInternal), 'trigger'), counted(count(each => !each.isTrigger && !each.isInternal), 'action'), ...(internal > 0 ? [`${internal} internal`] : [])].join(', ')),
    fact('Connection', connection(parameters?.value ?? inProperties?.['connectionParameters'], parameterSets?.value ?? inProperties?.['connectionParameterSets'])),
    ...(script ? [fact('Code', `${script.name}, for ${scriptOperations ? counted(scriptOperations.names.length, 'operation') : 'all operations'}`)] : []),
    ...(policyCount > 0 ? [fact('Policies', String(policyCount))] : []),
    ...given('Icon', icon?.name),
  ];
}

const lengthOf = (value: JsonValue | undefined): number => (Array.isArray(value) ? value.length : 0);

function connection(parameters: JsonValue | undefined, sets: JsonValue | undefined): Fact['value'] {
  const values = isObject(sets) ? lengthOf(sets['values']) : 0;
  if (values > 0) return `${counted(values, 'way')} to connect`;
  const names = isObject(parameters) ? Object.keys(parameters) : [];
  return names.length === 0 ? 'no parameters' : names;
}

function workflow({ name, workflowId, isOn, isCloudFlow, category, flow: each }: InspectedWorkflow): ReportedPart {
  return { name, kind: isCloudFlow ? `flow, switched ${isOn ? 'on' : 'off'}` : processKind(category), facts: [fact('Id', workflowId), ...(each ? flowFacts(each) : [])], children: [] };
}

const flow = (each: InspectedFlow): ReportedPart => ({ name: each.name, kind: 'flow', facts: flowFacts(each), children: [] });

function flowFacts(each: InspectedFlow): readonly Fact[] {
  const connectors = each.references.flatMap(({ connectorName, apiName }) => connectorName ?? apiName ?? []);
  return [
    ...list('Trigger', each.triggers.map(({ name, type, call }) => `${call?.operationId ?? name} (${type})`)),
    fact('Actions', String(each.actions.length)),
    ...list('Connectors', connectors), ...list('Calls', callsOf(each).map(({ call: { operationId } }) => operationId)),
  ];
}

function legacyFacts(manifest: JsonValue | undefined): readonly Fact[] {
  const details = isObject(manifest) ? objectAt(manifest, 'details') : undefined;
  const resources = isObject(manifest) ? objectAt(manifest, 'resources') : undefined;
  const apis = Object.keys(resources ?? {}).flatMap(key => { const each = objectAt(resources, key); return textAt(each, 'type') === 'Microsoft.PowerApps/apis' ? textAt(objectAt(each, 'details'), 'displayName') ?? [] : []; });
  return [...given('Name', textAt(details, 'displayName')), ...list('Connectors', apis)];
}

/** The verdict of Microsoft's validator, from the findings of its own steps. */
function verdict(findings: readonly Diagnostic[]): string {
  const steps = new Set(findings.flatMap(({ microsoft = [] }) => microsoft.flatMap(each => /^ConnectorPackageValidator (V\d+)$/.exec(each)?.[1] ?? [])));
  return steps.size === 0 ? 'passes Microsoft\'s package validator' : `fails Microsoft's package validator at ${[...steps].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))).join(', ')}`;
}
