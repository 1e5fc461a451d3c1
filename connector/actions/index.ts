/** Every action. The ten that are documented for Microsoft's connector come first. */
import { createItem } from './create-item';
import { getEntities } from './get-entities';
import { getItem } from './get-item';
import { getItems } from './get-items';
import { getPartitionData } from './get-partition-data';
import { getPartitions, getPartitionsV2 } from './get-partitions';
import { readMeasure } from './read-measure';
import { cancelRefresh, getRefresh, listRefreshes } from './refreshes';
import { getRefreshOutcome, runRefresh, runRefreshAndWait } from './run-refresh';
import { activateSegment, deactivateSegment, isCustomerInSegment, listSegments } from './segments';
import { sendStatusReport, sendStatusReportV2 } from './status-report';
import { updateItem } from './update-item';

export const actions = [
  createItem, updateItem, getEntities, getItem, getItems, getPartitionData, getPartitions, getPartitionsV2, sendStatusReport, sendStatusReportV2,
  runRefresh, runRefreshAndWait, getRefreshOutcome, listRefreshes, getRefresh, cancelRefresh,
  listSegments, activateSegment, deactivateSegment, isCustomerInSegment, readMeasure,
];
