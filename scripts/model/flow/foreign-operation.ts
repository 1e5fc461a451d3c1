/** Calls of operations that belong to Microsoft's own connectors. */
import type { Place } from '../../diagnostics/place';
import type { Parameters } from '../operation';
import { givenInputs, type FlowInputs } from './flow-input';
import type { CallStep, ForeignOperation } from './flow-step';

/** A step that calls such an operation. `place` is the author's call. */
export const foreignCall = <P extends Parameters>(operation: ForeignOperation<P>, inputs: FlowInputs<NoInfer<P>>, name: string | undefined, place: Place | undefined): CallStep =>
  ({ kind: 'call', name: name ?? operation.summary, operation, inputs: givenInputs(operation.parameters, inputs), place });
