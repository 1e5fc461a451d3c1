import { action, codeFragment, dateTime, list, optional, record, send, text, wholeNumber, yesNo } from 'konektor';
import { activateSegment as activate, allSegments, deactivateSegment as deactivate } from '../api';
import { instance, segment } from '../parameters';

const SegmentSize = record('SegmentSize', {
  segmentName: text({ title: 'Segment Name', description: 'The unique name that other actions take as segment.' }),
  displayName: text({ title: 'Display Name', description: 'The name of the segment for people.' }),
  description: optional(text({ title: 'Description', description: 'What the segment is about.' })),
  state: optional(text({ title: 'State', description: 'Whether the segment is kept up to date, such as active or inactive.' })),
  memberCount: optional(wholeNumber({ title: 'Member Count', description: 'The number of members at the newest evaluation.' })),
  evaluatedAt: optional(dateTime({ title: 'Evaluated At', description: 'When the segment was evaluated.' })),
  evaluationStatus: optional(text({ title: 'Evaluation Status', description: 'How the newest evaluation ended, such as CompletedSuccess.' })),
});

export const listSegments = action({
  operationId: 'ListSegments',
  visibility: 'important',
  summary: 'List segments',
  description: 'Lists the segments of an instance with their number of members, their state and the time of their newest evaluation.',
  method: 'get', path: '/instances/{instanceId}/manage/segments',
  parameters: { instanceId: instance },
  output: record('SegmentList', { value: list(SegmentSize, { title: 'Segments', description: 'The segments, sorted by display name.' }) }),

  run: ({ instanceId }) => send(allSegments({ instanceId }), answer => ({
    value: answer.select(SegmentSize, segment => ({
      segmentName: segment.name,
      displayName: segment.friendlyName.orElse(segment.name),
      description: segment.description,
      state: segment.state,
      memberCount: segment.evaluationStatus.entityCount,
      evaluatedAt: segment.evaluationStatus.evaluationDate,
      evaluationStatus: segment.evaluationStatus.jobStatus,
    })).sortedBy(segment => segment.displayName),
  })),
});

export const activateSegment = action({
  operationId: 'ActivateSegment',
  visibility: 'advanced',
  summary: 'Activate a segment',
  description: 'Activates a segment, so that it is evaluated with each refresh. Nothing changes when it is active already.',
  method: 'put', path: '/instances/{instanceId}/manage/segments/{segmentName}/activate',
  parameters: { instanceId: instance, segmentName: segment },
  run: ({ instanceId, segmentName }) => send(activate({ instanceId, segmentName })),
});

export const deactivateSegment = action({
  operationId: 'DeactivateSegment',
  visibility: 'advanced',
  summary: 'Deactivate a segment',
  description: 'Deactivates a segment, so that it is not evaluated any more. Its definition stays, and it can be activated again.',
  method: 'put', path: '/instances/{instanceId}/manage/segments/{segmentName}/deactivate',
  parameters: { instanceId: instance, segmentName: segment },
  run: ({ instanceId, segmentName }) => send(deactivate({ instanceId, segmentName })),
});

export const isCustomerInSegment = action({
  operationId: 'IsCustomerInSegment',
  visibility: 'important',
  summary: 'Is a customer in a segment',
  description: 'Tells whether a customer is a member of a segment, and whether there is a customer with that ID at all. It is composed of public calls that filter customers.',
  method: 'get', path: '/actions/instances/{instanceId}/segments/{segmentName}/members/{customerId}',
  parameters: {
    instanceId: instance, segmentName: segment,
    customerId: text({ title: 'Customer ID', description: 'The CustomerId of the unified customer profile.' }),
  },
  output: record('SegmentMembership', {
    isMember: yesNo({ title: 'Is Member', description: 'Whether the customer is a member of the segment.' }),
    customerExists: yesNo({ title: 'Customer Exists', description: 'Whether there is a customer with this ID.' }),
    customerId: text({ title: 'Customer ID', description: 'The CustomerId that was asked for.' }),
    segmentName: text({ title: 'Segment Name', description: 'The unique name of the segment.' }),
  }),
  code: codeFragment(`${__dirname}/segment-membership.cs`, 'SegmentMembership'),
});
