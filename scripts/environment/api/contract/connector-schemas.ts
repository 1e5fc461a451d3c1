import { anything, either, instant, type JsonSchema, list, mapOf, number, oneOf, record, ref, text, yesNo } from './json-schema';

const visibility = oneOf('As the definition says; `none` where it says nothing.', 'none', 'important', 'advanced', 'internal');
const operationSummary = {
  operationId: text('Its id in the definition.'), title: text('Its summary, under which makers find it.'), description: text('What it does; may be empty.'),
  kind: oneOf('What it is in a flow.', 'action', 'pollingTrigger', 'webhookTrigger', 'webhookAction'), visibility,
  deprecated: yesNo('True where makers should no longer use it.'), method: text('HTTP method.'), path: text('Path template below the base path.'),
};

/** Connectors, what their connections ask for, and their operations as the designer shows them. */
export const connectorSchemas = {
  Finding: record({ code: text('What kind of finding it is.'), what: text('What is wrong.'), why: text('Why it matters.'), todo: text('What to do.') }),
  Connector: record({
    name: text('Its name in addresses, the same in every environment.'), title: text('Its title.'), description: text('What it is for; may be empty.'),
    'version?': text('Version of the solution or definition it came with.'), installedAt: instant('When it was installed last.'),
    operations: number('How many operations it has.'), triggers: number('How many of them are triggers.'), customCode: yesNo('Whether it has custom code.'),
    address: text('Where the gateway answers for it, without connection.'), findings: list(ref('Finding'), 'What of it is not run here.'),
  }),
  ConnectorDetails: record({
    connector: ref('Connector'),
    connectionForms: list(ref('ConnectionForm'), 'The ways to connect; a connector without connection parameter sets has one, without a name.'),
    'testOperation?': text('The operation that tests a connection, where the definition names one.'),
    operations: list(ref('OperationSummary'), 'All operations, in the order of the definition.'),
  }),
  ConnectionForm: record({
    'name?': text('Name of the parameter set.'), title: text('What people choose.'), description: text('More about it; may be empty.'),
    parameters: list(ref('ConnectionParameter'), 'What is asked for, in the order of the form.'),
  }),
  ConnectionParameter: record({
    name: text('Its name.'), title: text('The words beside its field.'), description: text('May be empty.'),
    kind: oneOf('`signIn` is not filled in but done; `gateway` and `unsupported` are not run here.', 'text', 'secret', 'number', 'boolean', 'signIn', 'gateway', 'unsupported'),
    required: yesNo('Whether a connection needs it.'), hidden: yesNo('Whether the form leaves it out.'), 'default?': anything('What counts where it is not filled in.'),
    'choices?': list(ref('Choice'), 'The values that may be chosen.'), 'identityProvider?': text('Who signs in.'),
  }),
  Choice: record({ title: text('What people see.'), value: anything('What is sent.') }),
  OperationSummary: record(operationSummary),
  OperationCard: record({
    ...operationSummary, connector: text('Name of its connector.'), 'hint?': text('The trigger\'s hint for testing.'),
    fields: list(ref('Field'), 'Its fields in the order of the designer: important ones, required ones, the rest, advanced ones, and at last the hidden ones.'),
    outputs: list(ref('OutputField'), 'What later steps can use, in the order of the response schema.'),
    'batch?': yesNo('For a trigger: whether one answer may hold several events.'),
    'dynamicOutputs?': record({ operationId: text('The operation that gives the schema.'), needs: list(text('Path of a field.'), 'Fields that must be filled first.') }),
  }),
  Field: record({
    path: text('How a flow names it: the parameter\'s name, or `body/name` for fields of a body.'), name: text('Its own name.'), title: text('The words beside it.'), description: text('May be empty.'),
    in: oneOf('Where its value goes.', 'path', 'query', 'header', 'body', 'formData'), type: oneOf('JSON type.', 'string', 'number', 'integer', 'boolean', 'array', 'object', 'file', 'any'),
    'format?': text('Format of the definition: date-time, byte, binary, uri, …'), required: yesNo('Whether a value must be given.'), visibility,
    shown: oneOf('Where the designer shows it.', 'main', 'advanced', 'hidden'), 'default?': anything('What counts where nothing is given.'),
    'choices?': list(ref('Choice'), 'A fixed list, with display names where the definition gives them.'),
    'dropDown?': record({ operationId: text('The operation behind the list.'), needs: list(text('Path of a field.'), 'Fields that must be filled first.'), 'notRun?': text('Why the list can\'t be had here.') }),
    'dynamicSchema?': record({ operationId: text('The operation that gives the fields inside.'), needs: list(text('Path of a field.'), 'Fields that must be filled first.') }),
    'items?': record({ type: text('JSON type of an item.'), fields: list(ref('Field'), 'The fields of an item that is an object; their paths count from the item.'), 'choices?': list(ref('Choice'), 'Fixed values of an item.') }),
  }),
  OutputField: record({
    path: text('How a flow names it: `body/name`, with `[]` behind a list.'), title: text('The words for it.'), description: text('May be empty.'), type: text('JSON type.'), 'format?': text('Format.'), visibility,
  }),
  Choices: either(
    record({ state: oneOf('The list is there.', 'resolved'), operationId: text('The operation that was called.'), choices: list(ref('Choice'), 'In the order of the answer.') }),
    record({ state: oneOf('Another field must be filled first; nothing was called.', 'waiting'), needs: list(record({ path: text('Path of the field.'), title: text('Its title.') }), 'What is missing.'), message: text('"Fill X first."') }),
    record({ state: oneOf('The call failed, or its answer has no list.', 'failed'), 'operationId?': text('The operation.'), 'status?': number('Status of its answer.'), message: text('What went wrong.') }),
  ),
  DynamicSchema: either(
    record({ state: oneOf('The schema is there.', 'resolved'), operationId: text('The operation that was called.'), schema: anything('The schema as it came.'), fields: list(ref('Field'), 'Its fields, for inputs.'), outputs: list(ref('OutputField'), 'Its fields, for outputs.') }),
    record({ state: oneOf('Another field must be filled first; nothing was called.', 'waiting'), needs: list(record({ path: text('Path of the field.'), title: text('Its title.') }), 'What is missing.'), message: text('"Fill X first."') }),
    record({ state: oneOf('The call failed, or its answer has no schema.', 'failed'), 'operationId?': text('The operation.'), 'status?': number('Status of its answer.'), message: text('What went wrong.') }),
  ),
  Installation: record({
    connectors: list(record({ name: text('Its name.'), title: text('Its title.'), outcome: oneOf('An update keeps connections.', 'installed', 'updated', 'unchanged'), findings: list(ref('Finding'), 'What validation says besides errors.') }), 'In the order of the package.'),
    flows: list(record({ id: text('Its id.'), name: text('Its name.'), outcome: oneOf('An update keeps bindings and trigger state.', 'installed', 'updated', 'unchanged'), missing: list(text('A sentence.'), 'What it still needs before it can be turned on.') }), 'In the order of the package.'),
  }),
  PackageFiles: record({
    name: text('What messages call it.'),
    files: list(record({ path: text('Relative, with slashes.'), 'text?': text('Content as text.'), 'base64?': text('Content as bytes.') }), 'The files of a connector folder or an unpacked solution.'),
  }),
  Values: mapOf(anything('A value.'), 'By name.'),
} as const satisfies Readonly<Record<string, JsonSchema>>;
