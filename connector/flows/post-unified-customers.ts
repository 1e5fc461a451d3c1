import { choose, flow, on, perform, sentence, teams } from 'konektor';
import { getEntities } from '../actions/get-entities';
import { getItems } from '../actions/get-items';
import { getPartitionsV2 } from '../actions/get-partitions';
import { listSegments } from '../actions/segments';
import { unificationRefreshCompleted } from '../triggers/unification-refresh-completed';
import { channel, instance, team } from './variables';

export const postUnifiedCustomers = flow({
  name: 'Post to Teams when customers are unified',
  description: 'Posts to a Teams channel how many customers, entities and segments there are after unification has succeeded.',
  trigger: on(unificationRefreshCompleted, { instanceId: instance }),
  steps: unified => {
    const dataset = unified.instanceId;
    const customers = perform(getItems, { dataset, table: 'Customer', $top: 1, $count: true }, 'Count the customers');
    const files = perform(getPartitionsV2, { dataset, table: 'Customer' }, 'Find the files of Customer');
    const entities = perform(getEntities, { dataset });
    const segments = perform(listSegments, { instanceId: dataset });
    const started = choose(unified.submission.is('scheduled'), 'by the schedule', 'by a person');
    return [
      customers, files, entities, segments,
      teams.postMessage({
        team, channel,
        message: sentence`<p>${unified.summary} It was started ${started}.</p><ul><li>Customers: ${customers.output['@odata.count'].formatted('#,##0').orElse('unknown')}</li><li>Files of Customer: ${files.output.value.count()}, written at ${files.output.refreshedAt.formatted('yyyy-MM-dd HH:mm').orElse('an unknown time')}</li><li>Entities: ${entities.output.value.count()}</li><li>Segments: ${segments.output.value.count()}</li></ul>`,
      }),
    ];
  },
});
