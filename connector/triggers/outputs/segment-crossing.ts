import { record, text, wholeNumber } from 'konektor';
import { crossed, crossedAt, historyIncomplete, instanceId, previousAt, summary } from './shared';

export const SegmentCrossing = record('SegmentCrossing', {
  summary, instanceId,
  segmentName: text({ title: 'Segment Name', description: 'The unique name of the segment.' }),
  displayName: text({ title: 'Display Name', description: 'The name of the segment as people see it.' }),
  threshold: wholeNumber({ title: 'Threshold', description: 'The number of members that was watched for.' }),
  memberCount: wholeNumber({ title: 'Members', description: 'The number of members after the crossing.' }),
  previousMemberCount: wholeNumber({ title: 'Previous Members', description: 'The number of members before the crossing.' }),
  change: wholeNumber({ title: 'Change', description: 'The difference to the number before; negative when it fell.' }),
  crossed, crossedAt, previousAt, historyIncomplete,
});
