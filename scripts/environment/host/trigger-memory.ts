import type { Gateway } from '../gateway/gateway';
import { jsonOf, type JsonValue, textOf } from '../json';
import { decoded, queryParts, splitAddress } from '../gateway/query-string';
import type { TriggerState } from '../flows/run-recorder';
import { readPollState } from './poll-state';

/** What a trigger remembers between polls, in the open. */
export interface TriggerMemory {
  readonly polls: number;
  readonly triggerUri?: string;
  readonly nextUri?: string;
  /** The query of the next address. What the operation does not declare is the trigger's own state. */
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly declared: boolean }[];
  readonly decoded?: { readonly parameter: string; readonly format: string; readonly value: JsonValue };
}

/** Decodes a trigger's kept state: ours by its form, others' where they are JSON, also in base64. `declared` are the query parameters of the operation. */
export function triggerMemory(state: TriggerState | undefined, declared: readonly string[]): TriggerMemory {
  if (!state) return { polls: 0, parameters: [] };
  const parameters = queryParts(splitAddress(state.nextUri ?? state.triggerUri).query).map(({ name, value }) => ({ name: decoded(name), value: decoded(value ?? ''), declared: declared.includes(decoded(name)) }));
  for (const { name, value, declared: isDeclared } of parameters) {
    const read = isDeclared ? undefined : readState(value);
    if (read) return { polls: state.polls, triggerUri: state.triggerUri, ...(state.nextUri === undefined ? {} : { nextUri: state.nextUri }), parameters, decoded: { parameter: name, ...read } };
  }
  return { polls: state.polls, triggerUri: state.triggerUri, ...(state.nextUri === undefined ? {} : { nextUri: state.nextUri }), parameters };
}

/** The names of the query parameters that a flow's trigger declares; none where the operation is not there. */
export function declaredQuery(gateway: Gateway, connectionId: string, operationId: string): readonly string[] {
  const connector = gateway.connectionIds.find(({ id }) => id === connectionId)?.connector;
  const operation = gateway.connectors.find(({ name }) => name === connector)?.operations.find(each => each.operationId === operationId);
  return operation?.parameters.filter(parameter => parameter['in'] === 'query').map(parameter => textOf(parameter['name']) ?? '') ?? [];
}

function readState(value: string): { readonly format: string; readonly value: JsonValue } | undefined {
  const own = readPollState(value);
  if (own) return { format: 'konektor v1', value: own };
  const json = structured(Buffer.from(value, 'utf8'));
  if (json !== undefined) return { format: 'JSON', value: json };
  if (!/^[A-Za-z0-9+/_-]{4,}={0,2}$/.test(value)) return undefined;
  const inside = structured(Buffer.from(value, 'base64'));
  return inside === undefined ? undefined : { format: 'JSON in base64', value: inside };
}

/** Objects and lists only: a bare number or word is what it is already. */
function structured(bytes: Uint8Array): JsonValue | undefined {
  const value = jsonOf(bytes);
  return typeof value === 'object' && value !== null ? value : undefined;
}
