import type { StandInAccount } from './stand-in/authorization-server';
import type { AuthorizationRequest } from './stand-in/authorization-request';
import type { Grant } from './stand-in/grants';

/** Pages without scripts. Nothing of them is loaded from anywhere, no other page may frame them, and forms go back to where they came from. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Frame-Options': 'DENY', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store',
};

const style = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1b1a19;background:#fff}h1{font-size:1.4rem}'
  + 'dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}fieldset{border:1px solid #8a8886;margin:1rem 0;padding:.5rem 1rem}label{display:block;padding:.25rem 0}'
  + 'button{font:inherit;padding:.4rem 1.2rem;margin-right:.5rem}.note{border-left:4px solid #8a8886;padding-left:.8rem}table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}';

/** What the environment knows of a sign-in that the provider can't know. */
export interface SignInSubject { readonly connector: string; readonly connection: string }

/** Asks a person who signs in, to what, and whether they consent. `ticket` names the request in the form. */
export function consentPage(request: AuthorizationRequest, accounts: readonly StandInAccount[], ticket: string, subject: SignInSubject | undefined): string {
  const facts: readonly (readonly [string, string])[] = [
    ...(subject ? [['Connector', subject.connector], ['Connection', subject.connection]] as const : []),
    ['Application (client ID)', request.clientId], ['Identity provider', request.provider],
    ...(request.resource === undefined ? [] : [['For the resource', request.resource]] as const),
    ['Asks for', request.scope === '' ? 'no scopes' : request.scope],
  ];
  const choices = accounts.map(({ account, name }, index) =>
    `<label><input type="radio" name="account" value="${escaped(account)}"${index === 0 ? ' checked' : ''}> ${escaped(name)}, ${escaped(account)}</label>`).join('');
  return page('Sign in', `<p class="note">This page stands in for ${escaped(request.provider)}. Nothing is sent there, and no password is asked for. The accounts are placeholders.</p>
<dl>${facts.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<form method="post" action="/sign-in/consent"><input type="hidden" name="ticket" value="${escaped(ticket)}">
<fieldset><legend>Sign in as</legend>${choices}</fieldset>
<button name="decision" value="accept">Accept</button><button name="decision" value="decline">Decline</button></form>`);
}

/** Tells how it ended. */
export const outcomePage = (title: string, sentences: readonly string[]): string => page(title, sentences.map(sentence => `<p>${escaped(sentence)}</p>`).join('\n'));

/** Everyone who signed in at the stand-in, each with a button to revoke, as an administrator could. */
export function signInsPage(signIns: readonly Omit<Grant, 'access' | 'refresh'>[], ticket: string): string {
  if (signIns.length === 0) return outcomePage('Sign-ins', ['Nobody has signed in yet.']);
  const rows = signIns.map(({ id, account, clientId, provider, createdAt, revokedAt }) => {
    const state = revokedAt === undefined
      ? `<form method="post" action="/sign-in/sign-ins/revoke"><input type="hidden" name="ticket" value="${escaped(ticket)}"><input type="hidden" name="id" value="${escaped(id)}"><button>Revoke</button></form>`
      : `revoked ${instant(revokedAt)}`;
    return `<tr><td>${escaped(account ?? `application ${clientId}`)}</td><td>${escaped(provider)}</td><td>${instant(createdAt)}</td><td>${state}</td></tr>`;
  });
  return page('Sign-ins', `<table><thead><tr><th scope="col">Who</th><th scope="col">Stands in for</th><th scope="col">Since</th><th scope="col">State</th></tr></thead><tbody>${rows.join('')}</tbody></table>`);
}

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - konektor stand-in</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>
${content}
</main></body></html>
`;

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19) + 'Z';

/** Text as it may stand in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
