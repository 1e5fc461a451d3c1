import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Connector } from '../../model/connector';

/** Looks at a whole connector and yields what is wrong, in any order. */
export type Rule = (connector: Connector) => Iterable<Diagnostic>;
