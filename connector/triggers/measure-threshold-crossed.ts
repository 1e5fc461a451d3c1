import { choose, crossing, decimalNumber, pollingTrigger, refuseWhen, sentence } from 'konektor';
import { getMeasure } from '../api';
import { instance, measure } from '../parameters';
import { direction } from './options';
import { MeasureCrossing } from './outputs/measure-crossing';

export const measureThresholdCrossed = pollingTrigger({
  operationId: 'OnMeasureThresholdCrossed',
  summary: 'When a business measure crosses a threshold',
  description: 'Starts a flow when the value of a business measure without a dimension rises above a threshold; with the advanced setting, also when it falls below.',
  hint: 'To see it work now, choose a threshold just below the present value and refresh the measure after a growth.',
  path: '/trigger/instances/{instanceId}/measureThresholdCrossed',
  parameters: {
    instanceId: instance, measureName: measure,
    threshold: decimalNumber({ title: 'Threshold', description: 'The value that the measure must exceed.' }),
    direction,
  },
  output: MeasureCrossing,

  poll: ({ instanceId, measureName, threshold, direction }) => crossing({
    read: getMeasure({ instanceId, measureName, includeHistoricStats: true }),
    refuse: measure => [
      refuseWhen(measure.definition.kind.is('attribute').or(measure.definition.isProfile.isYes()),
        'This measure belongs to customers: it has a value for each customer, so there is no single value that could cross a threshold. Choose a business measure without a dimension.'),
      refuseWhen(measure.definition.isScalar.isYes().or(measure.definition.isManualQueryScalar.isYes()).not().or(measure.definition.dimensions.count().above(0)),
        'This measure has a dimension: it has a value for each member of the dimension, so there is no single value that could cross a threshold. Choose a business measure without a dimension.'),
    ],
    source: measure => measure,
    series: measure => measure.outputHistory.append(measure.output),
    at: output => output.evaluationTime,
    value: output => output.values.onlyEntry().toNumber(),
    threshold,
    direction: direction.orElse('above'),
    event: ({ source, value, previousValue, at, previousAt, rising, historyIncomplete }) => ({
      summary: sentence`Measure ${source.displayName.orElse(source.name)} ${choose(rising.isYes(), 'rose above', 'fell below')} ${threshold}: it was ${previousValue} and is ${value} now.`,
      instanceId,
      measureName: source.name,
      displayName: source.displayName.orElse(source.name),
      threshold,
      value,
      previousValue,
      change: value.minus(previousValue),
      crossed: choose(rising.isYes(), 'above', 'below'),
      crossedAt: at,
      previousAt,
      historyIncomplete,
    }),
  }),
});
