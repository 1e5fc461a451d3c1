import type { Assumptions } from '../assumptions';
import type { Clock } from '../clocks/clock';
import type { Connection } from '../connections/connection';
import type { InstalledConnector } from '../connectors/installed-connector';
import type { TokenProvider } from './authentication';
import type { BackendHttp } from './backend-http';
import type { RunnableCode } from './custom-code-runner';
import type { GatewayLimits } from './gateway-limits';

/** What a gateway is made of. */
export interface GatewayOptions {
  /** `code` is the loaded script of a connector that has one. */
  readonly connectors: readonly { readonly connector: InstalledConnector; readonly code?: RunnableCode }[];
  readonly connections: readonly Connection[];
  readonly backend: BackendHttp;
  readonly tokens: TokenProvider;
  readonly clock: Pick<Clock, 'now'>;
  /** `scheme://host[:port]` under which the gateway is reached; a function where a server still has to find its port. */
  readonly publicOrigin: string | (() => string);
  readonly assumed?: Partial<Assumptions>;
  /** Values that policies read by @environmentVariables, by schema name. */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /** What happens to an operation with policies of templates that nobody knows: default `refuse`, a 501 that names them. */
  readonly unrunPolicies?: 'refuse' | 'leaveOut';
  /** What addresses are signed with that services may call. Default random: such addresses are then good until the process ends. */
  readonly addressSecret?: Uint8Array;
  /** Limits other than the documented ones; Infinity lifts one. */
  readonly limits?: Partial<GatewayLimits>;
  /** Ids of calls; default random. */
  readonly newCallId?: () => string;
}
