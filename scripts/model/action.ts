import { callerOf } from '../diagnostics/place';
import { handlerFor, type Answered, type NoExtraSent, type SentFor } from './answer';
import { sharedPart, type Action, type Operation, type OperationDetails, type Parameters } from './operation';
import type { Schema } from './schema';

interface ActionDetails<P extends Parameters, O extends Schema | undefined> extends OperationDetails<P> {
  readonly method: Operation['method'];
  readonly path: string;
  readonly output?: O;
  /** 200 with an output, 204 without, unless said otherwise. */
  readonly successStatus?: number;
  readonly pageable?: NonNullable<Operation['pageable']>;
}

/** An action: answered by an expression over one call (`run`), by a C# fragment (`code`), or by the backend as it is. */
export function action<const P extends Parameters, const O extends Schema | undefined = undefined, E extends SentFor<O> = SentFor<O>>(
  details: ActionDetails<P, O> & Answered<P, E> & NoExtraSent<E, O>,
): Action<P, O> {
  const { method, path, output, pageable, parameters } = details;
  return {
    ...sharedPart(details), kind: 'action', method, path, parameters,
    ...(output ? { output } : {}), ...(pageable ? { pageable } : {}),
    successStatus: details.successStatus ?? (output ? 200 : 204),
    ...handlerFor(details.parameters, details, output), place: callerOf(action),
  };
}
