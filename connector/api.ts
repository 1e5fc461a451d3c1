/**
 * The public Customer Insights API (v1), as far as the connector uses it. Paths, parameters and shapes are those of
 * the published client libraries; an enumeration's spelling varies, so names are compared without case (`is`).
 */
import { apiCall, list, optional, text, wholeNumber, yesNo } from 'konektor';
import { DataSourceInfo, EntityMetadata, EntityModel, InstanceInfo, Job, MeasureMetadata, Node, ODataRows, SegmentMetadata } from './types';

/** The service's base address is https://api.ci.ai.dynamics.com/v1. */
export const host = 'api.ci.ai.dynamics.com';
export const basePath = '/v1';

const instanceId = text();

/** The environments (instances) that the connection may see. */
export const listInstances = apiCall({ method: 'GET', path: '/instances', parameters: {}, answer: list(InstanceInfo) });

/** Every data source of an instance. */
export const listDataSources = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/datasources', parameters: { instanceId }, answer: list(DataSourceInfo),
});

/** Every table of an instance, with its columns. */
export const listEntities = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/entities', parameters: { instanceId }, answer: EntityModel,
});

/** One table with its columns and files. */
export const getEntity = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/entities/{entityName}', parameters: { instanceId, entityName: text() }, answer: EntityMetadata,
});

/** Rows of a table, at most 100 a call. */
export const readData = apiCall({
  method: 'GET', path: '/instances/{instanceId}/data/{table}', answer: ODataRows,
  parameters: {
    instanceId, table: text(),
    $filter: optional(text()), $search: optional(text()), $select: optional(text()), $orderby: optional(text()),
    $expand: optional(text()), $top: optional(wholeNumber()), $skip: optional(wholeNumber()), $count: optional(yesNo()),
  },
});

/** Every segment. The API has no call that reads one: list, and pick by name. */
export const allSegments = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/segments', parameters: { instanceId }, answer: list(SegmentMetadata),
});

/** Every segment, with as much history as a poll needs. */
export const listSegments = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/segments', answer: list(SegmentMetadata),
  parameters: { instanceId, includeHistoricStats: optional(yesNo()) },
  window: { kind: 'days', parameter: 'historicStatsDays', first: 10, most: 365 },
});

/** Starts to keep a segment up to date. */
export const activateSegment = apiCall({
  method: 'PUT', path: '/instances/{instanceId}/manage/segments/{segmentName}/activate', parameters: { instanceId, segmentName: text() }, answer: yesNo(),
});

/** Stops to keep a segment up to date; its definition stays. */
export const deactivateSegment = apiCall({
  method: 'PUT', path: '/instances/{instanceId}/manage/segments/{segmentName}/deactivate', parameters: { instanceId, segmentName: text() }, answer: yesNo(),
});

/** Every measure, without history. */
export const listMeasures = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/measures', parameters: { instanceId }, answer: list(MeasureMetadata),
});

/** One measure with its latest result. */
export const readMeasure = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/measures/{measureName}', parameters: { instanceId, measureName: text() }, answer: MeasureMetadata,
});

/** One measure, with as much history as a poll needs. */
export const getMeasure = apiCall({
  method: 'GET', path: '/instances/{instanceId}/manage/measures/{measureName}', answer: MeasureMetadata,
  parameters: { instanceId, measureName: text(), includeHistoricStats: optional(yesNo()) },
  window: { kind: 'days', parameter: 'historicStatsDays', first: 30, most: 365 },
});

// Workflow calls are documented under /workflows (client libraries, 2021) and, for jobs, under /manage/workflows
// (product documentation, 2024). Nothing says which one an environment has, so each call knows both.
const workflow = '/instances/{instanceId}/workflows/main';
const managedWorkflow = '/instances/{instanceId}/manage/workflows/main';

/** The newest refreshes, newest submission first, as many as a poll needs. */
export const listJobs = apiCall({
  method: 'GET', path: `${workflow}/jobs`, otherPath: `${managedWorkflow}/jobs`, answer: list(Job),
  parameters: { instanceId, includeTasks: optional(yesNo()) },
  window: { kind: 'count', parameter: 'top', steps: [100, 1000], age: job => job.submittedTimestamp },
});

/** The newest refreshes, newest submission first; the API gives 10 unless `top` says otherwise. */
export const recentJobs = apiCall({
  method: 'GET', path: `${workflow}/jobs`, otherPath: `${managedWorkflow}/jobs`, answer: list(Job),
  parameters: { instanceId, includeTasks: optional(yesNo()), top: optional(wholeNumber({ size: 32 })) },
});

/** One refresh. */
export const getJob = apiCall({
  method: 'GET', path: `${workflow}/jobs/{jobId}`, otherPath: `${managedWorkflow}/jobs/{jobId}`, answer: Job,
  parameters: { instanceId, jobId: text(), includeTasks: optional(yesNo()) },
});

/** Stops a refresh that has not ended. */
export const cancelJob = apiCall({
  method: 'POST', path: `${workflow}/jobs/{jobId}/cancel`, otherPath: `${managedWorkflow}/jobs/{jobId}/cancel`, answer: Job,
  parameters: { instanceId, jobId: text() },
});

/** The present state of every data source, segment, measure and step. Nothing there when nothing ever ran. */
export const workflowStatus = apiCall({
  method: 'GET', path: `${workflow}/status`, otherPath: `${managedWorkflow}/status`, answer: list(Node), missing: 'empty',
  parameters: { instanceId },
});
