import type { LogEntry } from '../../script-host';
import { messageOf } from '../error-message';
import type { Finding } from '../finding';
import { errorResponse, type HttpResponse } from './http-message';

/** One request that left for a backend. The address shows no secrets. */
export interface BackendCall {
  readonly method: string;
  readonly uri: string;
  /** Absent where no answer came; then `error` says why. */
  readonly status?: number;
  readonly error?: string;
}

/** An answer of the gateway, and how it came about. */
export interface GatewayAnswer extends HttpResponse {
  readonly operationId?: string;
  readonly answeredBy: 'gateway' | 'customCode' | 'backend';
  readonly backendCalls: readonly BackendCall[];
  readonly logs: readonly LogEntry[];
  readonly findings: readonly Finding[];
  /** True where a policy says that this answer means: the connection must be signed in again. */
  readonly unauthenticated?: true;
}

/** An answer of the gateway's own, for a call that went no further. */
export function refusal(status: number, code: string, message: string): GatewayAnswer {
  return { ...errorResponse(status, code, message), answeredBy: 'gateway', backendCalls: [], logs: [], findings: [] };
}

/** What a call that rejected comes to for whoever called: a broken script host is no answer of the platform's, but a lost connection. */
export const gatewayFailed = (error: unknown): GatewayAnswer => refusal(502, 'GatewayFailed', messageOf(error));
