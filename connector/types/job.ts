import { dateTime, list, optional, record, text, yesNo } from 'konektor';

/** CIResult of the public API: an error. It may hold further ones (`ciResults`), which repeat the cause. */
export const ServiceError = record({
  errorCode: optional(text()),
  message: optional(text()),
  name: optional(text()),
  exceptionCulprit: optional(text()),
  resultSeverity: optional(text()),
});

/** GraphTaskInfo: one step of a job. It has no identifier of the data source, segment or measure it works on. */
export const Task = record({
  taskId: text(),
  taskStatus: optional(text()),
  operationType: optional(text()),
  subType: optional(text()),
  jobIds: optional(list(text())),
  friendlyName: optional(text()),
  submittedTimestamp: optional(dateTime()),
  endTimestamp: optional(dateTime()),
  ciError: optional(ServiceError),
  ciErrors: optional(list(ServiceError)),
  waitingTaskIds: optional(list(text())),
});

/** GraphJobInfo: one refresh. The tasks are there only when they were asked for. */
export const Job = record({
  jobId: text(),
  jobType: optional(text()),
  jobSubmissionKind: optional(text()),
  jobStatus: optional(text()),
  operationType: optional(text()),
  subType: optional(text()),
  submittedTimestamp: optional(dateTime()),
  endTimestamp: optional(dateTime()),
  idList: optional(list(text())),
  shouldForceRunRequestedNodes: optional(yesNo()),
  tasks: optional(list(Task)),
});

/** GraphNodeInfo: the present state of one data source, segment, measure or step of the system. */
export const Node = record({
  operationType: optional(text()),
  subType: optional(text()),
  identifier: optional(text()),
  friendlyName: optional(text()),
  jobIds: optional(list(text())),
  taskStatus: optional(text()),
  lastSuccessJobIds: optional(list(text())),
  endTimestamp: optional(dateTime()),
  lastSuccessfulTimestamp: optional(dateTime()),
  ciError: optional(ServiceError),
  ciErrors: optional(list(ServiceError)),
});
