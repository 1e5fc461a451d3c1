import { decimalNumber, record, text } from 'konektor';
import { crossed, crossedAt, historyIncomplete, instanceId, previousAt, summary } from './shared';

export const MeasureCrossing = record('MeasureCrossing', {
  summary, instanceId,
  measureName: text({ title: 'Measure Name', description: 'The unique name of the measure.' }),
  displayName: text({ title: 'Display Name', description: 'The name of the measure as people see it.' }),
  threshold: decimalNumber({ title: 'Threshold', description: 'The value that was watched for.' }),
  value: decimalNumber({ title: 'Value', description: 'The value after the crossing.' }),
  previousValue: decimalNumber({ title: 'Previous Value', description: 'The value before the crossing.' }),
  change: decimalNumber({ title: 'Change', description: 'The difference to the value before; negative when it fell.' }),
  crossed, crossedAt, previousAt, historyIncomplete,
});
