import { lookup, send } from 'konektor';
import { listInstances } from '../api';
import { Choice } from './choice';

/** Every instance. It needs no input, so it also tells whether a connection works. */
export const instances = lookup({
  operationId: 'LookUpInstances',
  summary: 'Look up instances',
  description: 'Lists the instances that the connection may see, by name.',
  path: '/instances',
  parameters: {},
  item: Choice,

  run: () => send(listInstances({}), answer => ({
    value: answer.select(Choice, instance => ({
      id: instance.instanceId,
      title: instance.name.orElse(instance.instanceId),
    })).sortedBy(choice => choice.title),
  })),
});
