import { flow, on, outlook, sentence } from 'konektor';
import { segmentThresholdCrossed } from '../triggers/segment-threshold-crossed';
import { dataOwners, instance, segment } from './variables';

/** A scenario of the product documentation. */
export const mailDataOwners = flow({
  name: 'Mail the data owners when a segment crosses a threshold',
  description: 'Mails the people who look after the data when a segment has grown beyond a number of members.',
  trigger: on(segmentThresholdCrossed, { instanceId: instance, segmentName: segment, threshold: 10_000 }),
  steps: crossing => [
    outlook.sendEmail({
      to: dataOwners,
      subject: sentence`${crossing.displayName} has passed ${crossing.threshold.formatted('#,##0')} members`,
      body: sentence`<p>${crossing.summary}</p><p>The change is ${crossing.change.formatted('+#,##0;-#,##0')} since ${crossing.previousAt.formatted('yyyy-MM-dd HH:mm').orElse('the evaluation before')}; evaluated at ${crossing.crossedAt.formatted('yyyy-MM-dd HH:mm')} UTC.</p>`,
    }),
  ],
});
