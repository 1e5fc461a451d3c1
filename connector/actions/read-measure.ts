import { action, dateTime, decimalNumber, mapOf, optional, record, send, text, yesNo } from 'konektor';
import { readMeasure as read } from '../api';
import { hasOneValue } from '../one-value';
import { anyMeasure, instance } from '../parameters';

export const readMeasure = action({
  operationId: 'ReadMeasure',
  visibility: 'important',
  summary: 'Read a measure',
  description: 'Reads the present value of a measure. Only a business measure without a dimension has one value; for any other measure the value is empty, and its entity holds the values.',
  method: 'get', path: '/instances/{instanceId}/manage/measures/{measureName}',
  parameters: { instanceId: instance, measureName: anyMeasure },
  output: record('MeasureValue', {
    measureName: text({ title: 'Measure Name', description: 'The unique name of the measure.' }),
    displayName: text({ title: 'Display Name', description: 'The name of the measure for people.' }),
    description: optional(text({ title: 'Description', description: 'What the measure is about.' })),
    value: optional(decimalNumber({ title: 'Value', description: 'The value at the newest successful evaluation.' })),
    evaluatedAt: optional(dateTime({ title: 'Evaluated At', description: 'When the value was calculated.' })),
    hasOneValue: yesNo({ title: 'Has One Value', description: 'Whether this is a business measure without a dimension.' }),
    evaluationState: optional(text({ title: 'Evaluation State', description: 'How the newest evaluation ended, such as completed or failed.' })),
    evaluationError: optional(text({ title: 'Evaluation Error', description: 'Why the newest evaluation failed, if it did.' })),
    values: optional(mapOf(text(), { title: 'Values', visibility: 'advanced', description: 'The results as text, by the name of the calculation.' })),
  }),

  run: ({ instanceId, measureName }) => send(read({ instanceId, measureName }), measure => ({
    measureName: measure.name,
    displayName: measure.displayName.orElse(measure.name),
    description: measure.description,
    value: measure.output.values.onlyEntry().toNumber(),
    evaluatedAt: measure.output.evaluationTime,
    hasOneValue: hasOneValue(measure),
    evaluationState: measure.latestEvaluation.state,
    evaluationError: measure.latestEvaluation.error,
    values: measure.output.values,
  })),
});
