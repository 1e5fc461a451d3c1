/** Properties that several triggers give, worded once. */
import { dateTime, optional, text, yesNo } from 'konektor';

export const summary = text({ title: 'Summary', description: 'What happened, as one sentence ready to post or mail.' });
export const instanceId = text({ title: 'Instance ID', description: 'The identifier of the Customer Insights instance.' });
export const jobId = text({ title: 'Job ID', description: 'The identifier of the refresh that this belongs to.' });
export const taskId = text({ title: 'Task ID', description: 'The identifier of this step of the refresh.' });
export const status = optional(text({ title: 'Status', description: 'The result, as the service names it.' }));
export const submission = optional(text({ title: 'Started By', description: 'Whether a schedule or a person started the refresh (scheduled or onDemand).' }));
export const startedAt = optional(dateTime({ title: 'Submitted At', description: 'When it was handed to the service.' }));
export const endedAt = optional(dateTime({ title: 'Ended At', description: 'When it ended.' }));
export const errorCode = optional(text({ title: 'Error Code', description: 'The code of the error that the service gave, if any.' }));
export const errorMessage = optional(text({ title: 'Error Message', description: 'The error in the words of the service, if any.' }));
export const crossed = text({ title: 'Crossed', description: 'The direction: above when it rose above the threshold, below when it fell below it.' });
export const crossedAt = dateTime({ title: 'Crossed At', description: 'The time of the evaluation that crossed the threshold.' });
export const previousAt = optional(dateTime({ title: 'Previous Evaluation At', description: 'The time of the evaluation before it.' }));
export const historyIncomplete = yesNo({
  title: 'History Incomplete',
  description: 'Yes when the trigger was off for longer than the history of the service reaches back, so that earlier events may be missing.',
});
