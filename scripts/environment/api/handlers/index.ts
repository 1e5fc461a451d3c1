import type { OperationName } from '../contract/routes';
import type { HandlersOf, ServedApart } from '../handler';
import { connectionHandlers } from './connection-handlers';
import { connectorHandlers } from './connector-handlers';
import { environmentHandlers } from './environment-handlers';
import { flowHandlers } from './flow-handlers';
import { runHandlers } from './run-handlers';

/** What serves each operation of the contract; one that is missing does not compile. */
export const handlers: HandlersOf<Exclude<OperationName, ServedApart>> = { ...environmentHandlers, ...connectorHandlers, ...connectionHandlers, ...flowHandlers, ...runHandlers };
