import { lookup, send, text } from 'konektor';
import { allSegments } from '../api';
import { Choice, titleUnless } from './choice';

/** The segments of an instance. The API gives all of them in one answer. */
export const segments = lookup({
  operationId: 'LookUpSegments',
  summary: 'Look up segments',
  description: 'Lists the segments of an instance, by name.',
  path: '/lookup/instances/{instanceId}/segments',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(allSegments({ instanceId }), answer => ({
    value: answer.select(Choice, segment => ({
      id: segment.name,
      title: titleUnless(segment.state.is('inactive'), segment.friendlyName.orElse(segment.name)),
    })).sortedBy(choice => choice.title),
  })),
});
