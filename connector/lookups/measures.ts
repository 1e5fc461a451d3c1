import { lookup, send, text } from 'konektor';
import { listMeasures } from '../api';
import { Choice } from './choice';
import { hasOneValue } from '../one-value';

/** Every measure of an instance. */
export const measures = lookup({
  operationId: 'LookUpMeasures',
  summary: 'Look up measures',
  description: 'Lists the measures of an instance, by name.',
  path: '/lookup/instances/{instanceId}/measures',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(listMeasures({ instanceId }), answer => ({
    value: answer.select(Choice, measure => ({
      id: measure.name,
      title: measure.displayName.orElse(measure.name),
    })).sortedBy(choice => choice.title),
  })),
});

/** The measures with exactly one value: only these can cross a threshold. */
export const scalarMeasures = lookup({
  operationId: 'LookUpScalarMeasures',
  summary: 'Look up measures with one value',
  description: 'Lists the business measures of an instance that have no dimension, by name.',
  path: '/lookup/instances/{instanceId}/scalarMeasures',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(listMeasures({ instanceId }), answer => ({
    value: answer.where(measure => hasOneValue(measure)).select(Choice, measure => ({
      id: measure.name,
      title: measure.displayName.orElse(measure.name),
    })).sortedBy(choice => choice.title),
  })),
});
