import { flow, forEach, on, perform, sentence, when } from 'konektor';
import { createItem } from '../actions/create-item';
import { getItem } from '../actions/get-item';
import { getItems } from '../actions/get-items';
import { isCustomerInSegment } from '../actions/segments';
import { updateItem } from '../actions/update-item';
import { segmentThresholdCrossed } from '../triggers/segment-threshold-crossed';
import { instance, segment } from './variables';

/** The names of columns are those of an instance with loyalty data; another instance has others. */
export const promoteMembers = flow({
  name: 'Promote members when a segment crosses a threshold',
  description: 'Gives the first hundred members of a segment the loyalty tier Gold and records it as an activity. Adjust the names of the columns to your entities.',
  trigger: on(segmentThresholdCrossed, { instanceId: instance, segmentName: segment, threshold: 10_000 }, { everyMinutes: 60 }),
  steps: crossing => {
    const dataset = crossing.instanceId;
    const members = perform(getItems, { dataset, table: 'Customer', $filter: sentence`IsMemberOfSegment('${crossing.segmentName}')`, $select: 'CustomerId', $top: 100 }, 'Get the members');
    return [
      members,
      forEach('For each member', members.output.value, member => {
        const customerId = member.text('CustomerId').orElse('');
        // The list is as old as the last refresh of the index, so that a member may have left.
        const membership = perform(isCustomerInSegment, { instanceId: dataset, segmentName: crossing.segmentName, customerId });
        const customer = perform(getItem, { dataset, table: 'Customer', id: customerId }, 'Get the customer');
        return [
          membership,
          customer,
          when('If the tier is due', membership.output.isMember.isYes().and(customer.output.text('LoyaltyTier').is('Gold', 'Platinum').not()), [
            perform(updateItem, { dataset, table: 'Customer', id: customerId, item: { LoyaltyTier: 'Gold' } }, 'Update the customer'),
            perform(createItem, {
              dataset, table: 'UnifiedActivity',
              // One activity a customer and crossing: the run can be repeated.
              item: {
                ActivityId: sentence`${crossing.segmentName}-${customerId}-${crossing.crossedAt.formatted('yyyyMMddHHmmss')}`, CustomerId: customerId,
                ActivityType: 'Promotion', ActivityTime: crossing.crossedAt, Title: sentence`Became a Gold member with segment ${crossing.displayName}`,
              },
            }, 'Record the promotion'),
          ]),
        ];
      }),
    ];
  },
});
