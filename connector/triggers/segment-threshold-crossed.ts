import { choose, crossing, pollingTrigger, sentence, wholeNumber } from 'konektor';
import { listSegments } from '../api';
import { instance, segment } from '../parameters';
import { direction } from './options';
import { SegmentCrossing } from './outputs/segment-crossing';

export const segmentThresholdCrossed = pollingTrigger({
  operationId: 'OnSegmentThresholdCrossed',
  summary: 'When a segment crosses a threshold',
  description: 'Starts a flow when the number of members of a segment rises above a threshold; with the advanced setting, also when it falls below.',
  hint: 'To see it work now, choose a threshold just below the present size and refresh the segment after a growth.',
  path: '/trigger/instances/{instanceId}/segmentThresholdCrossed',
  parameters: {
    instanceId: instance, segmentName: segment,
    threshold: wholeNumber({ title: 'Threshold', description: 'The number of members that the segment must exceed.' }),
    direction,
  },
  output: SegmentCrossing,

  poll: ({ instanceId, segmentName, threshold, direction }) => crossing({
    read: listSegments({ instanceId, includeHistoricStats: true }),
    source: segments => segments.first(segment => segment.name.equals(segmentName)),
    series: segment => segment.evaluationStatusHistory.append(segment.evaluationStatus).where(point => point.jobStatus.is('CompletedSuccess')),
    at: point => point.evaluationDate,
    value: point => point.entityCount,
    threshold,
    direction: direction.orElse('above'),
    event: ({ source, value, previousValue, at, previousAt, rising, historyIncomplete }) => ({
      summary: sentence`Segment ${source.friendlyName.orElse(source.name)} ${choose(rising.isYes(), 'rose above', 'fell below')} ${threshold} members: it had ${previousValue} and has ${value} now.`,
      instanceId,
      segmentName: source.name,
      displayName: source.friendlyName.orElse(source.name),
      threshold,
      memberCount: value,
      previousMemberCount: previousValue,
      change: value.minus(previousValue),
      crossed: choose(rising.isYes(), 'above', 'below'),
      crossedAt: at,
      previousAt,
      historyIncomplete,
    }),
  }),
});
