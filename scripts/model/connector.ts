import type { Diagnostic } from '../diagnostics/diagnostic';
import { callerOf, type Place } from '../diagnostics/place';
import type { Authentication } from './connection';
import type { Flow } from './flow/flow';
import type { Operation } from './operation';
import type { Policy } from './policy';

/** The 19 categories that the platform knows (Microsoft, certification submission). */
export type Category =
  | 'AI' | 'Business Management' | 'Business Intelligence' | 'Collaboration' | 'Commerce' | 'Communication' | 'Content and Files' | 'Data' | 'Finance'
  | 'Human Resources' | 'Internet of Things' | 'IT Operations' | 'Lifestyle and Entertainment' | 'Marketing' | 'Productivity' | 'Sales and CRM' | 'Security'
  | 'Social Media' | 'Website';

export interface ConnectorDetails {
  readonly title: string;
  readonly description: string;
  /** What error messages call the service behind the connector; the title when left out. */
  readonly serviceName?: string;
  /** Semantic version of the connector. */
  readonly version: string;
  /** Host name alone. */
  readonly host: string;
  readonly basePath?: string;
  readonly categories: readonly [Category] | readonly [Category, Category];
  /** #RRGGBB; shown behind the icon. */
  readonly brandColor: `#${string}`;
  readonly authentication: Authentication;
  readonly policies?: readonly Policy[];
  readonly operations: readonly Operation[];
  /** The operation that tells whether a connection works: GET, without parameters that a person must fill in. */
  readonly testConnection?: Operation;
  /** Hosts, besides the service's own, that custom code may read data from: suffixes such as .blob.core.windows.net. */
  readonly storageHosts?: readonly string[];
  /** Sample flows over the operations; packages carry them, turned off. */
  readonly flows?: readonly Flow[];
}

/** A connector as data: everything else is derived from it. Publisher and contact come from konektor.yaml. */
export interface Connector extends ConnectorDetails {
  readonly kind: 'connector';
  readonly place: Place | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Defines a connector. Findings of its operations travel with it; `check` (generate/check.ts) adds its own. */
export function defineConnector(details: ConnectorDetails): Connector {
  return { ...details, kind: 'connector', place: callerOf(defineConnector), diagnostics: [...details.operations, ...details.flows ?? []].flatMap(part => part.diagnostics) };
}
/** True for what `defineConnector` returned. */
export const isConnector = (value: unknown): value is Connector => typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'connector';
