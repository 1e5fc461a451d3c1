import { flow, on, outlook, perform, sentence, when } from 'konektor';
import { readMeasure } from '../actions/read-measure';
import { activateSegment, deactivateSegment } from '../actions/segments';
import { measureThresholdCrossed } from '../triggers/measure-threshold-crossed';
import { campaignSegment, dataOwners, instance, measure } from './variables';

export const switchCampaignSegment = flow({
  name: 'Switch a segment when a business measure crosses a threshold',
  description: 'Activates a segment when a business measure rises above a threshold, deactivates it when the measure falls below, and mails the data owners.',
  trigger: on(measureThresholdCrossed, { instanceId: instance, measureName: measure, threshold: 2_000_000, direction: 'either' }),
  steps: crossing => {
    const { instanceId } = crossing;
    const present = perform(readMeasure, { instanceId, measureName: crossing.measureName });
    return [
      when('If the measure rose', crossing.crossed.is('above'), [
        perform(activateSegment, { instanceId, segmentName: campaignSegment }),
      ], [
        perform(deactivateSegment, { instanceId, segmentName: campaignSegment }),
      ]),
      present,
      outlook.sendEmail({
        to: dataOwners,
        subject: sentence`${crossing.displayName} went ${crossing.crossed} ${crossing.threshold.formatted('#,##0.##')}`,
        body: sentence`<p>${crossing.summary}</p><p>At present it is ${present.output.value.formatted('#,##0.##').orElse('unknown')}; the newest evaluation: ${present.output.evaluationState.orElse('none')}.</p>`,
      }),
    ];
  },
});
