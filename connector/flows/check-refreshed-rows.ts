import { flow, forEach, on, perform, sentence, teams, when } from 'konektor';
import { getPartitionData } from '../actions/get-partition-data';
import { getPartitions } from '../actions/get-partitions';
import { runRefresh } from '../actions/run-refresh';
import { dataSourceRefreshSucceeded } from '../triggers/data-source-refresh-succeeded';
import { channel, dataSource, instance, sourceTable, team } from './variables';

/** A refresh can succeed and bring nothing: the files of the entity are there and empty. */
export const checkRefreshedRows = flow({
  name: 'Check the rows when a data source refresh succeeds',
  description: 'Looks into every file of an entity after its data source was refreshed, posts empty ones to a Teams channel, and starts a refresh of the segments.',
  trigger: on(dataSourceRefreshSucceeded, { instanceId: instance, dataSourceId: dataSource }),
  steps: refreshed => {
    const partitions = perform(getPartitions, { dataset: refreshed.instanceId, table: sourceTable });
    const segments = perform(runRefresh, { instanceId: refreshed.instanceId, refresh: { operationType: 'segmentation' } }, 'Refresh the segments');
    return [
      partitions,
      forEach('For each partition', partitions.output.value, partition => {
        const rows = perform(getPartitionData, { dataset: refreshed.instanceId, table: sourceTable, partition: partition.name, $top: 1 });
        return [
          rows,
          when('If the partition is empty', rows.output.rowCount.equals(0), [
            teams.postMessage({ team, channel, message: sentence`<p>${refreshed.summary} But partition ${partition.name} of ${sourceTable} has no rows.</p>` }),
          ]),
        ];
      }),
      segments,
    ];
  },
});
