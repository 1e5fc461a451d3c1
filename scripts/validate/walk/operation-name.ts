import type { OperationNode } from './nodes';

/** How a sentence calls an operation: by its id, or by its method and path where it has none. */
export const operationName = ({ operationId, method, path }: OperationNode): string => operationId ?? `${method.toUpperCase()} ${path.path}`;
