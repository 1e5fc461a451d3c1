/** README.md for makers: what the connector does, how to connect, and every operation with what goes in and out. */
import type { Connector } from '../model/connector';
import { propertyOf, type Operation, type Parameter } from '../model/operation';
import { schemaOf, type Schema } from '../model/schema';
import { credentialsSection } from './readme-credentials';
import { outputRows, typeName } from './readme-outputs';
import type { Publisher } from './publisher';
import { cell, table } from './readme-table';

/**
 * The text, with the sections that certification asks for (publisher, prerequisites, supported operations, obtaining
 * credentials, known issues and limitations, deployment instructions). Pure; made of the model's own wording.
 */
export function makerReadme(connector: Connector, publisher: Publisher): string {
  const visible = connector.operations.filter(operation => operation.visibility !== 'internal');
  const triggers = visible.filter(operation => operation.kind === 'pollingTrigger' || operation.kind === 'webhookTrigger');
  const actions = visible.filter(operation => !triggers.includes(operation));
  return [
    `# ${connector.title}`, connector.description,
    `## Publisher: ${publisher.name}`,
    `Support: ${publisher.contact.name}, [${publisher.contact.email}](mailto:${publisher.contact.email}), <${publisher.contact.url}>. Website: <${publisher.website}>. Privacy policy: <${publisher.privacyPolicy}>.`,
    '## Prerequisites', ...prerequisites(connector),
    '## Obtaining Credentials', ...credentialsSection(connector.authentication),
    '## Supported Operations',
    ...(triggers.length > 0 ? ['### Triggers', ...triggers.flatMap(operationSection)] : []),
    ...(actions.length > 0 ? ['### Actions', ...actions.flatMap(operationSection)] : []),
    ...gettingStarted(triggers),
    '## Known Issues and Limitations', limitations(connector, visible).map(line => `* ${line}`).join('\n'),
    '## Deployment Instructions',
    'Import the solution of this connector into an environment, or create a custom connector from the files beside this text (`apiDefinition.swagger.json`, `apiProperties.json`'
      + `${connector.operations.some(operation => operation.handler.kind !== 'backend') ? ', `script.csx`' : ''}). Then create a connection as described under Obtaining Credentials.`,
  ].join('\n\n');
}

/** What people need before they start, as one list. */
export function prerequisites({ authentication, host }: Connector): string[] {
  return [[
    `* Access to the service at \`${host}\`.`,
    ...(authentication.kind === 'none' ? [] : ['* The credentials described under Obtaining Credentials.']),
    '* A plan that includes custom connectors (premium).',
  ].join('\n')];
}

function operationSection(operation: Operation): string[] {
  const outputs = operation.notification?.schema ?? operation.output;
  const inputs = Object.entries(operation.parameters).flatMap(([name, parameter]) => parameterRows(operation, name, parameter));
  return [
    `#### ${operation.summary}`,
    `Operation id: \`${operation.operationId}\`${operation.deprecated ? ' (deprecated)' : ''}${operation.status === 'Preview' ? ' (preview)' : ''}`,
    operation.description,
    ...(inputs.length > 0 ? ['Parameters', table(['Name', 'Key', 'Required', 'Type', 'Description'], inputs)] : ['No parameters.']),
    ...(outputs ? ['Output', table(['Name', 'Path', 'Type', 'Description'], outputRows(outputs))] : ['No output.']),
  ];
}

/** Internal values are never seen; of an object in the body its properties are what a maker fills in, so they are listed instead. */
function parameterRows(operation: Operation, name: string, parameter: Parameter): string[][] {
  const property = propertyOf(parameter);
  const rows = (schema: Schema, key: string, required: boolean): string[][] => {
    if (parameter.kind !== 'body' || schema.kind !== 'record' || schema.visibility === 'internal') return inputRow(key, schema, required);
    return Object.entries(schema.properties)
      .filter(([inner]) => operation.notification === undefined || `${key}/${inner}` !== `${name}/${operation.notification.urlIn}`)
      .flatMap(([inner, each]) => rows(schemaOf(each), `${key}/${inner}`, required && each.kind !== 'optional'));
  };
  return rows(schemaOf(property), name, property.kind !== 'optional');
}

function inputRow(key: string, schema: Schema, required: boolean): string[][] {
  if (schema.visibility === 'internal') return [];
  const shown = [
    ...(schema.description ? [schema.description] : []),
    ...(schema.kind === 'text' && schema.choices ? [`One of: ${schema.choices.map(choice => choice.title).join(', ')}.`] : []),
    ...('default' in schema && schema.default !== undefined ? [`Default: ${defaultTitle(schema, schema.default)}.`] : []),
    ...(schema.visibility === 'advanced' ? ['Advanced.'] : []),
  ];
  return [[cell(schema.title ?? key), `\`${key}\``, required ? 'yes' : 'no', typeName(schema), cell(shown.join(' '))]];
}

const defaultTitle = (schema: Schema, value: string | number | boolean): string => {
  const choice = schema.kind === 'text' ? schema.choices?.find(each => each.value === value) : undefined;
  return choice?.title ?? (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value));
};

/** The interval weighs freshness against the limit of calls that all flows of a connection share. */
function gettingStarted(triggers: readonly Operation[]): string[] {
  const [first] = triggers;
  if (!first) return [];
  return [
    '## Getting Started',
    `Create an automated flow, choose a trigger such as "${first.summary}", create the connection and fill in the parameters.`,
    ...(triggers.some(trigger => trigger.kind === 'pollingTrigger')
      ? ['Recommended recurrence: every **15 minutes**. The designer suggests 3, which asks the service five times as often without telling you much sooner. The first check after a flow is turned on only remembers where things stand; events count from then on.']
      : []),
  ];
}

/** What people should know before they rely on it, a sentence each. */
export function limitations(connector: Connector, visible: readonly Operation[]): string[] {
  const polling = visible.some(operation => operation.kind === 'pollingTrigger');
  return [
    'A connection may make 500 calls a minute; beyond that the platform answers 429 and tries again later.',
    ...(polling ? [
      'Triggers look for changes at the interval of the flow, so an event arrives up to one interval after it happened.',
      'One check hands out at most 100 events, oldest first; the rest follows at once.',
      'When a flow was off for longer than the service keeps its history, the next events say so in their history property where they have one.',
      'After an input of a trigger is changed, its flow starts again from then on.',
    ] : []),
    ...(connector.operations.some(operation => operation.handler.kind !== 'backend') ? ['Operations with custom code cannot run through an on-premises data gateway.'] : []),
  ];
}
