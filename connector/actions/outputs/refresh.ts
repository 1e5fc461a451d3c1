import { dateTime, list, optional, record, text, wholeNumber, yesNo } from 'konektor';

/** A step of a refresh that did not succeed. */
const step = {
  taskId: text({ title: 'Task ID', description: 'The unique ID of this attempt.' }),
  name: optional(text({ title: 'Step Name', description: 'The name of what was refreshed, such as a data source.' })),
  operationType: optional(text({ title: 'Step Operation', description: 'The kind of step, such as ingestion or merge.' })),
  status: optional(text({ title: 'Step Status', description: 'The status of the step.' })),
  endedAt: optional(dateTime({ title: 'Step Ended At', description: 'When the step ended.' })),
  errorCode: optional(text({ title: 'Error Code', description: 'The error code of the service.' })),
  errorMessage: optional(text({ title: 'Error Message', description: 'The error message of the service.' })),
};

/** A refresh with the root cause of its failure. */
export const Refresh = record('Refresh', {
  jobId: text({ title: 'Job ID', description: 'The unique ID of the refresh.' }),
  summary: text({ title: 'Summary', description: 'One sentence about the refresh, ready to be sent.' }),
  status: optional(text({ title: 'Status', description: 'The status of the refresh, such as running, successful or failed.' })),
  operationType: optional(text({ title: 'Operation', description: 'What is refreshed: all, or one kind of step.' })),
  submission: optional(text({ title: 'Submission', description: 'How the refresh was started: scheduled or onDemand.' })),
  submittedAt: optional(dateTime({ title: 'Submitted At', description: 'When the refresh was submitted.' })),
  endedAt: optional(dateTime({ title: 'Ended At', description: 'When the refresh ended; empty while it runs.' })),
  isOver: yesNo({ title: 'Is Over', description: 'Whether the refresh has ended.' }),
  // In place: a shared definition could not say what the step is to this refresh, because nothing may stand beside $ref.
  failedStep: optional(record(step, { title: 'Failed Step', description: 'The step that is the root cause of the failure; empty when none failed.' })),
  skippedSteps: list(record(step), { title: 'Skipped Steps', description: 'The steps that were skipped because they depend on the failed step.' }),
  failedStepCount: wholeNumber({ title: 'Failed Step Count', description: 'How many steps failed for good.' }),
});
