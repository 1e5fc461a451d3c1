/** The calls behind the two data source triggers. */
import { itemsWithin, type TextExpression } from 'konektor';
import { listDataSources, listJobs, workflowStatus } from '../api';

/** The tasks of recent jobs; each attempt of a refresh is a task of its own. */
export const ingestionTasks = (instanceId: TextExpression) => itemsWithin(listJobs({ instanceId, includeTasks: true }), job => job.tasks);
/** The present state of each node of the workflow: it knows which data source a job refreshed. */
export const status = (instanceId: TextExpression) => workflowStatus({ instanceId });
/** All data sources with their names. */
export const dataSources = (instanceId: TextExpression) => listDataSources({ instanceId });
