/** The README for makers, line for line. */
import assert from 'node:assert/strict';
import { makerReadme } from '../../scripts/generate/maker-readme';
import { action, body, defineConnector, list, optional, record, text, yesNo } from '../../scripts/model';
import { dynamic, parameterSets, polling, publisher, shared, webhook } from './connectors';

/** The lines of a README from one heading up to another. */
function lines(text: string, from: string, to: string): string[] {
  assert.ok(text.includes(from) && text.includes(to));
  return text.slice(text.indexOf(from), text.indexOf(to)).trimEnd().split('\n');
}

describe('makerReadme', () => {
  it('writes every section, and each way to connect', () => {
    assert.deepEqual(makerReadme(parameterSets, publisher).split('\n'), [
      '# Contoso Orders',
      '',
      'Works with the orders of Contoso, for tests of the generators.',
      '',
      '## Publisher: Contoso',
      '',
      'Support: Contoso Support, [support@contoso.com](mailto:support@contoso.com), <https://contoso.com/support>. Website: <https://contoso.com>. Privacy policy: <https://contoso.com/privacy>.',
      '',
      '## Prerequisites',
      '',
      '* Access to the service at `orders.contoso.com`.',
      '* The credentials described under Obtaining Credentials.',
      '* A plan that includes custom connectors (premium).',
      '',
      '## Obtaining Credentials',
      '',
      'How to sign in. There are 2 ways to connect.',
      '',
      '### User',
      '',
      'As yourself.',
      '',
      '1. Whoever deploys the connector registers an application in Microsoft Entra ID, once for each environment.',
      '2. As redirect address (type Web) it gets `https://global.consent.azure-apim.net/redirect` followed by a slash and the id of the connector, which its Security page shows after creation.',
      '3. It gets delegated permission for `https://orders.contoso.com` (Orders.Read), and a client secret. Client id and secret are entered when the connector is deployed; they are in none of its files.',
      '4. Makers sign in with their own account when they create a connection.',
      '',
      '| Field | Required | Description |',
      '| --- | --- | --- |',
      '| Subscription key | yes | The key of your shop. |',
      '',
      '### Application',
      '',
      'As an application.',
      '',
      '1. Register an application in Microsoft Entra ID and create a client secret for it.',
      '2. Give the application access to `https://orders.contoso.com`.',
      '3. Enter tenant ID, client ID and client secret in the connection dialog. No person signs in.',
      '',
      '| Field | Required | Description |',
      '| --- | --- | --- |',
      '| Tenant ID | yes | The ID of the Microsoft Entra tenant that the application belongs to. |',
      '| Client ID | yes | The application (client) ID of the app registration. |',
      '| Client secret | yes | A secret of the app registration. |',
      '| Subscription key | yes | The key of your shop. |',
      '',
      '## Supported Operations',
      '',
      '## Known Issues and Limitations',
      '',
      '* A connection may make 500 calls a minute; beyond that the platform answers 429 and tries again later.',
      '* Operations with custom code cannot run through an on-premises data gateway.',
      '',
      '## Deployment Instructions',
      '',
      'Import the solution of this connector into an environment, or create a custom connector from the files beside this text (`apiDefinition.swagger.json`, `apiProperties.json`, `script.csx`). Then create a connection as described under Obtaining Credentials.',
    ]);
  });

  it('lists a polling trigger with its parameters and outputs, and recommends a recurrence', () => {
    assert.deepEqual(lines(makerReadme(polling, publisher), '### Triggers', '## Deployment Instructions'), [
      '### Triggers',
      '',
      '#### When an order is placed',
      '',
      'Operation id: `OnOrderPlaced`',
      '',
      'Starts a flow for each new order.',
      '',
      'Parameters',
      '',
      '| Name | Key | Required | Type | Description |',
      '| --- | --- | --- | --- | --- |',
      '| Shop | `shop` | yes | text | The shop to look at. |',
      '| Status | `status` | no | text | Only orders in this status. One of: Open, Paid. Default: Open. Advanced. |',
      '',
      'Output',
      '',
      '| Name | Path | Type | Description |',
      '| --- | --- | --- | --- |',
      '| Events | `value` | list of object | The events since the last check, oldest first. |',
      '| Order | `value[].id` | text | The id of the order. |',
      '| Amount | `value[].amount` | number | What it costs. |',
      '| Placed at | `value[].placedAt` | date and time | When it was placed. |',
      '| Note | `value[].note` | text | What the buyer wrote. |',
      '',
      '## Getting Started',
      '',
      'Create an automated flow, choose a trigger such as "When an order is placed", create the connection and fill in the parameters.',
      '',
      'Recommended recurrence: every **15 minutes**. The designer suggests 3, which asks the service five times as often without telling you much sooner. The first check after a flow is turned on only remembers where things stand; events count from then on.',
      '',
      '## Known Issues and Limitations',
      '',
      '* A connection may make 500 calls a minute; beyond that the platform answers 429 and tries again later.',
      '* Triggers look for changes at the interval of the flow, so an event arrives up to one interval after it happened.',
      '* One check hands out at most 100 events, oldest first; the rest follows at once.',
      '* When a flow was off for longer than the service keeps its history, the next events say so in their history property where they have one.',
      '* After an input of a trigger is changed, its flow starts again from then on.',
      '* Operations with custom code cannot run through an on-premises data gateway.',
    ]);
  });

  it('lists what is in a body one by one, and a shape that is known only at design time', () => {
    assert.deepEqual(lines(makerReadme(dynamic, publisher), '#### Create order', '#### Create order (deprecated)'), [
      '#### Create order',
      '',
      'Operation id: `CreateOrder_V2`',
      '',
      'Creates an order.',
      '',
      'Parameters',
      '',
      '| Name | Key | Required | Type | Description |',
      '| --- | --- | --- | --- | --- |',
      '| Region | `region` | yes | text | The region. |',
      '| Branch | `body/where/branch` | yes | text | The branch. |',
      '| Order | `body/order` | yes | object, shaped by the inputs | The order. |',
      '',
      'Output',
      '',
      '| Name | Path | Type | Description |',
      '| --- | --- | --- | --- |',
      '| Order |  | object, shaped by the inputs | The order as it was created. |',
    ]);
  });

  it('shows what a webhook posts, not the subscription, and hides the callback address', () => {
    assert.deepEqual(lines(makerReadme(webhook, publisher), 'Parameters', '## Getting Started'), [
      'Parameters',
      '',
      '| Name | Key | Required | Type | Description |',
      '| --- | --- | --- | --- | --- |',
      '| Secret | `subscription/target/secret` | no | text |  |',
      '',
      'Output',
      '',
      '| Name | Path | Type | Description |',
      '| --- | --- | --- | --- |',
      '| Order | `orderId` | text | The order. |',
    ]);
  });

  it('escapes bars and line breaks in tables, and leaves internal values out', () => {
    const connector = defineConnector({
      ...shared,
      operations: [action({
        operationId: 'A', summary: 'Do it', description: 'Does it.', method: 'post', path: '/a',
        parameters: { it: body(record({ mode: text({ title: 'Mode', description: 'One | two\nor three.' }), hidden: text({ visibility: 'internal', default: 'x' }), dry: optional(yesNo({ title: 'Dry run', default: true })) })) },
        output: list(record({ tags: list(text(), { title: 'Tags' }), secret: text({ visibility: 'internal' }) })),
      })],
    });
    assert.deepEqual(lines(makerReadme(connector, publisher), 'Parameters', '## Known Issues'), [
      'Parameters', '',
      '| Name | Key | Required | Type | Description |', '| --- | --- | --- | --- | --- |',
      '| Mode | `it/mode` | yes | text | One \\| two or three. |',
      '| Dry run | `it/dry` | no | yes or no | Default: Yes. |', '',
      'Output', '',
      '| Name | Path | Type | Description |', '| --- | --- | --- | --- |',
      '| Tags | `[].tags` | list of text |  |',
    ]);
  });
});
