/** A second, optional probe: whether a connection can sign in as an application, and its token arrives. */
import { action } from '../../model/action';
import { entraServicePrincipal } from '../../model/connection';
import { defineConnector, type Connector } from '../../model/connector';
import type { CodeFragment, Operation } from '../../model/operation';
import { batchOf } from '../../model/polling-trigger';
import { record, text } from '../../model/schema';

/** Every tenant has it, and an application gets a token for it without any permission. */
const resource = 'https://graph.microsoft.com';

/** Answers the trigger; the class is the script itself. */
const code: CodeFragment = { className: 'Script', fileName: 'sign-in-script.cs', source: '' };

/** A polling trigger that is answered by code of its own; the builder for authors knows detectors alone. */
export const signInTrigger: Operation = {
  ...action({
    operationId: 'OnSignIn', summary: 'When a connection has signed in', description: 'Tells once as whom the connection has signed in.', visibility: 'important',
    method: 'get', path: '/trigger/signin', parameters: {}, code,
    output: batchOf(record('ProbeSignIn', {
      scheme: text({ title: 'Scheme', description: 'The first word of the header Authorization.' }),
      kind: text({ title: 'Kind', description: 'Whether the token is that of an application or of a user.' }),
      audience: text({ title: 'Audience', description: 'What the token is meant for.' }),
    })),
  }),
  kind: 'pollingTrigger', hint: 'Tells once as whom the connection has signed in.',
};

/** The connector. Its one way to sign in is a connection parameter set, as the connectors of this toolchain have it. */
export const signInConnector: Connector = defineConnector({
  title: 'Konektor Probe Sign In',
  description: 'Finds out whether a connection can sign in as an application. It sends nothing to anyone.',
  version: '1.0.0',
  host: 'example.com', categories: ['IT Operations'], brandColor: '#5B4B8A',
  authentication: {
    kind: 'sets', title: 'Authentication type', description: 'How the connection signs in.',
    sets: [{
      name: 'servicePrincipal', title: 'Service principal (Microsoft Entra ID application)', description: 'Sign in as an application that needs no permission.',
      parameters: { token: entraServicePrincipal(resource) },
    }],
  },
  operations: [signInTrigger],
});
