import type { OperationNode } from '../walk/nodes';
import { brief } from './brief';

/** How a sentence calls an operation: by its id in quotation marks, or by its method and path where it has none. A sentence may begin with either. */
export const quotedOperation = ({ operationId, method, path }: OperationNode): string =>
  (operationId === undefined ? brief(`${method.toUpperCase()} ${path.path}`) : `"${brief(operationId)}"`);
