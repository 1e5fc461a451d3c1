import type { Rule } from '../../rule';
import { notificationTrigger, triggerSimulation } from './notification.rule';
import { pollingPolicy, triggerValuePath } from './polling.rule';
import { triggerBatchShape, triggerShape } from './shape.rule';
import { triggerValue } from './value.rule';
import { webhookUrlInBody, webhookUrlInternal, webhookUrlRequired, webhookUrlString, webhookUrlValue } from './webhook-address.rule';
import { webhook201, webhookContentPosition, webhookContentUnused, webhookDelete, webhookTriggerMark, webhookUrlPresent } from './webhook-path.rule';
import { triggerHint, triggerHintPosition, triggerSummaryWhen } from './wording.rule';

export const triggersRules: readonly Rule[] = [
  triggerValue,
  triggerBatchShape,
  triggerShape,
  triggerSummaryWhen,
  triggerHint,
  triggerHintPosition,
  webhookContentPosition,
  webhookContentUnused,
  webhookUrlPresent,
  webhookUrlValue,
  webhookUrlInBody,
  webhookUrlInternal,
  webhookUrlRequired,
  webhookUrlString,
  webhookTriggerMark,
  webhookDelete,
  webhook201,
  notificationTrigger,
  triggerSimulation,
  pollingPolicy,
  triggerValuePath,
];
