import { createHash } from 'node:crypto';
import { expandTemplate, type Expansion, namesPlaceholder, type TemplateValues } from './sign-in-template';
import type { ClientCredentialsSettings, CodeSettings, ProviderTemplates } from './sign-in-settings';

/** A request to a provider's real address, or why none can be made. */
export type ProviderRequest = { readonly address: string; readonly body: string } | { readonly problem: string };

/** What changes from sign-in to sign-in. */
export interface SignInValues { readonly redirectUrl: string; readonly state: string; readonly codeVerifier: string }

/** The address of the page where a person signs in. Without a placeholder for the state nobody could tell who comes back. */
export function authorizationAddress(settings: CodeSettings, { redirectUrl, state, codeVerifier }: SignInValues): { readonly address: string } | { readonly problem: string } {
  const { address, query } = settings.authorization;
  if (!namesPlaceholder(address + query, 'state')) return { problem: 'its authorization address has no {State}, so it can\'t be told whose sign-in comes back' };
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const made = built({ address, query, body: '' }, withValues(settings.values, { redirectUrl, state, codeChallenge }));
  return 'problem' in made ? made : { address: made.address };
}

/** The request that turns a code into tokens. */
export const codeRequest = (settings: CodeSettings, clientSecret: string, code: string, { redirectUrl, codeVerifier }: SignInValues): ProviderRequest =>
  built(settings.token, withValues(settings.values, { clientSecret: secretOf(settings.values, clientSecret), code, redirectUrl, codeVerifier }));

/** The request that renews an access token. */
export const refreshRequest = (settings: CodeSettings, refresh: ProviderTemplates, clientSecret: string, refreshToken: string, redirectUrl: string): ProviderRequest =>
  built(refresh, withValues(settings.values, { clientSecret: secretOf(settings.values, clientSecret), refreshToken, redirectUrl }));

/** The request by which an application signs in. */
export const clientCredentialsRequest = (settings: ClientCredentialsSettings, clientSecret: string): ProviderRequest =>
  built(settings.token, withValues(settings.values, { clientSecret: secretOf(settings.values, clientSecret) }));

/** A secret that was filled in (`token:clientSecret`) is the one of the app that was filled in beside it. */
const secretOf = (values: TemplateValues, own: string): string => values.get('clientsecret') ?? own;

const withValues = (values: TemplateValues, more: Readonly<Record<string, string>>): TemplateValues =>
  new Map([...values, ...Object.entries(more).map(([name, value]) => [name.toLowerCase(), value] as const)]);

function built({ address, query, body }: ProviderTemplates, values: TemplateValues): ProviderRequest {
  const parts = [expandTemplate(address, values, value => value), expandTemplate(query, values), expandTemplate(body, values)] as const;
  const unknown = [...new Set(parts.flatMap(part => ('unknown' in part ? part.unknown : [])))];
  if (unknown.length > 0) return { problem: `its templates name ${unknown.map(name => `{${name}}`).join(', ')}, which nothing stands for: neither a custom parameter nor a connection parameter "token:<name>"` };
  const [base, question, content] = parts.map(textIn);
  const joined = joinedQuery(base ?? '', question ?? '');
  return URL.canParse(joined) ? { address: joined, body: content ?? '' } : { problem: `"${base}" is no address` };
}

const textIn = (part: Expansion): string => ('text' in part ? part.text : '');

/** Query templates start with `?` in most connectors and without it in some; the address may have a query already. */
function joinedQuery(address: string, query: string): string {
  const bare = query.replace(/^[?&]/, '');
  return bare === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${bare}`;
}
