/** Operations as sentences name them. */
import { operationName } from '../../walk/operation-name';
import type { OperationNode } from '../../walk/nodes';

/** The id in quotation marks; method and path without them where there is no id. A sentence may begin with either. */
export const quotedOperation = (node: OperationNode): string => (node.operationId === undefined ? operationName(node) : `"${operationName(node)}"`);
