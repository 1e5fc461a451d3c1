import type { Clock } from '../clocks/clock';
import type { FlowEngine } from '../flows/flow-engine';
import type { Gateway } from '../gateway/gateway';
import type { EnvironmentStore } from '../store/environment-store';
import type { EventLog } from './environment-event';
import type { ScriptLibrary } from './script-library';
import type { SignIn } from './sign-in';

/** What the parts of an environment share. */
export interface EnvironmentCore {
  readonly store: EnvironmentStore;
  readonly gateway: Gateway;
  readonly engine: FlowEngine;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly scripts: ScriptLibrary;
  readonly signIn: SignIn;
}
