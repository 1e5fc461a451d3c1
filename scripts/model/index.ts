/** The public door: what authors import as `konektor`. Nothing else is public. */
export { action } from './action';
export { apiCall, type ApiRequest } from './api-call';
export { codeFragment, refuseWhen, send } from './answer';
export { connectionSecret, connectionText, entraServicePrincipal, entraUser, type Authentication, type ConnectionParameter, type ConnectionParameterSet } from './connection';
export { defineConnector, type Connector } from './connector';
export { constant } from './expression/combine';
export { formula } from './expression/formula';
export { Condition, InstantExpression, ListExpression, NumberExpression, ObjectExpression, TextExpression, YesNoExpression,
  type ExpressionOf, type Nullness, type Produced, type ProducedOf, type RecordExpression } from './expression/recorder';
export { forEach, when } from './flow/control-steps';
export { variable } from './flow/variable';
export { flow, on, type Flow } from './flow/flow';
export { perform, type FlowStep } from './flow/flow-step';
export { now, type DateTimeValue, type FlowCondition, type FlowValueOf, type ListValue, type NumberValue, type ObjectValue, type RecordValue, type TextValue,
  type YesNoValue } from './flow/flow-values';
export { outlook } from './flow/outlook';
export { teams } from './flow/teams';
export { dropDown, lookup, schemaLookup, shapeFrom, type DropDown, type Lookup, type SchemaLookup } from './lookup';
export { body, header, type Operation, type Parameter, type Parameters } from './operation';
export { crossing, itemsOf, itemsWithin, newItems, type Poll } from './poll';
export { pollingTrigger } from './polling-trigger';
export { policy, type Policy } from './policy';
export { dateTime, decimalNumber, dynamicRecord, freeForm, list, mapOf, optional, record, text, wholeNumber, yesNo,
  type Schema, type ValueOf } from './schema';
export { choose, sentence } from './sentence-and-choice';
export { webhookTrigger } from './webhook-trigger';
