/** The Customer Insights connector: its identity, how it connects, and its operations. */
import { connectionSecret, defineConnector, entraServicePrincipal, entraUser, policy } from 'konektor';
import { actions } from './actions';
import { basePath, host } from './api';
import { flows } from './flows';
import { lookups } from './lookups';
import { instances } from './lookups/instances';
import { triggers } from './triggers';

/** The resource that a token must be meant for; it is not the host of the service. */
const resource = 'https://api.ci.ai.microsoft.com';

const subscriptionKey = connectionSecret({
  title: 'Subscription Key',
  description: 'The primary or secondary key of the Customer Insights environment; an administrator finds it in Settings, Permissions, APIs.',
  tooltip: 'Each Customer Insights environment has a key of its own, so each needs a connection of its own.',
});

export default defineConnector({
  title: 'Customer Insights Automation',
  description: 'Works with Dynamics 365 Customer Insights - Data: starts a flow when a data source is refreshed or fails, when a segment or measure crosses a threshold and when the system is refreshed, reads and writes unified customer data, and runs refreshes.',
  serviceName: 'Customer Insights',
  version: '1.0.0',
  host,
  basePath,
  categories: ['Data', 'Marketing'],
  brandColor: '#0B6A6E',
  authentication: {
    kind: 'sets',
    title: 'Authentication type',
    description: 'Sign in yourself, or let an application of your own sign in.',
    sets: [
      {
        name: 'user',
        title: 'User (Microsoft Entra ID)',
        description: 'Sign in with your work account. The connection may do what your role in Customer Insights allows.',
        parameters: { token: entraUser({ resource, redirectMode: 'GlobalPerConnector' }), subscriptionKey },
      },
      {
        name: 'servicePrincipal',
        title: 'Service principal (Microsoft Entra ID application)',
        description: 'Sign in as an application that is a user of the Customer Insights environment. The connection does not depend on a person.',
        parameters: { token: entraServicePrincipal(resource), subscriptionKey },
      },
    ],
  },
  policies: [
    policy('setheader', {
      title: 'Subscription key header',
      section: 'Request',
      parameters: { name: 'Ocp-Apim-Subscription-Key', value: "@connectionParameters('subscriptionKey')", existsAction: 'override' },
    }),
  ],
  operations: [...triggers, ...actions, ...lookups],
  flows,
  testConnection: instances,
  // Partitions are files in Azure storage.
  storageHosts: ['.blob.core.windows.net', '.dfs.core.windows.net'],
});
