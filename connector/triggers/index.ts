import { dataSourceRefreshFailed } from './data-source-refresh-failed';
import { dataSourceRefreshSucceeded } from './data-source-refresh-succeeded';
import { fullRefreshCompleted } from './full-refresh-completed';
import { measureThresholdCrossed } from './measure-threshold-crossed';
import { segmentThresholdCrossed } from './segment-threshold-crossed';
import { unificationRefreshCompleted } from './unification-refresh-completed';

/** The six triggers, in the order in which makers see them. */
export const triggers = [
  dataSourceRefreshFailed, dataSourceRefreshSucceeded, segmentThresholdCrossed, measureThresholdCrossed, fullRefreshCompleted, unificationRefreshCompleted,
];
