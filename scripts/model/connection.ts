/** Connections: what a maker fills in, how it authenticates, and the sets to choose from (Microsoft, connection parameters and multi-auth). */

import { built } from './builder-place';

/** What the connection dialog shows for one field. */
export interface FieldWording { readonly title: string; readonly description: string; readonly tooltip?: string }

/** A field of the connection dialog. Secrets are `secureText`. */
export type ConnectionParameter =
  | (FieldWording & { readonly kind: 'text' | 'secureText'; readonly required: boolean; readonly choices?: readonly { readonly value: string; readonly title: string }[]; readonly default?: string })
  | (FieldWording & { readonly kind: 'yesNo' | 'wholeNumber'; readonly required: boolean })
  | EntraUserSignIn | EntraServicePrincipal | GenericSignIn;

/** Where the sign-in comes back to. New connectors must use an address of their own (since February 2024). */
export type RedirectMode = 'Global' | 'GlobalPerConnector';

/** Sign-in of a user with Microsoft Entra ID (identity provider `aad`). */
export interface EntraUserSignIn {
  readonly kind: 'entraUser';
  readonly resource: string;
  readonly scopes?: readonly string[];
  readonly redirectMode: RedirectMode;
}
/** Client credentials of an application with Microsoft Entra ID: tenant, client id and secret are asked for. */
export interface EntraServicePrincipal { readonly kind: 'entraServicePrincipal'; readonly resource: string }
/** OAuth 2 authorization code with another provider. */
export interface GenericSignIn {
  readonly kind: 'oauth2';
  readonly authorizationUrl: string; readonly tokenUrl: string; readonly refreshUrl: string;
  readonly scopes: readonly string[]; readonly redirectMode: RedirectMode;
}

export type ConnectionParameters = Readonly<Record<string, ConnectionParameter>>;
export interface ConnectionParameterSet { readonly name: string; readonly title: string; readonly description: string; readonly parameters: ConnectionParameters }

/** How a connection authenticates: nothing, one list of parameters, or sets to choose from. */
export type Authentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'parameters'; readonly parameters: ConnectionParameters; readonly apiKey?: { readonly name: string; readonly in: 'header' | 'query' }; readonly basic?: true }
  | { readonly kind: 'sets'; readonly title: string; readonly description: string; readonly sets: readonly [ConnectionParameterSet, ...ConnectionParameterSet[]] };

/** A line of text in the connection dialog. */
export const connectionText = (wording: FieldWording & { readonly required?: boolean; readonly default?: string }): ConnectionParameter => built({ ...wording, kind: 'text' as const, required: wording.required ?? true }, connectionText);
/** A secret: never shown again, never exported. */
export const connectionSecret = (wording: FieldWording & { readonly required?: boolean }): ConnectionParameter => built({ ...wording, kind: 'secureText' as const, required: wording.required ?? true }, connectionSecret);
/** Sign-in of a user with Microsoft Entra ID for a resource. */
export const entraUser = (details: Omit<EntraUserSignIn, 'kind'>): EntraUserSignIn => built({ kind: 'entraUser', ...details }, entraUser);
/** An application's own sign-in with Microsoft Entra ID for a resource. */
export const entraServicePrincipal = (resource: string): EntraServicePrincipal => built({ kind: 'entraServicePrincipal', resource }, entraServicePrincipal);
