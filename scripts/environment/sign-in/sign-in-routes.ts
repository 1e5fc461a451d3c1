import { messageOf } from '../error-message';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { randomUUID } from 'node:crypto';
import type { ConnectionSignIn } from './connection-sign-in';
import { Pending } from './pending-sign-ins';
import { standInBase } from './provider-address';
import { consentPage, outcomePage, pageHeaders, signInsPage } from './sign-in-pages';
import { SignInProblem } from './sign-in-problem';
import { type AuthorizationRequest, flavourOf } from './stand-in/authorization-request';
import type { AuthorizationServer } from './stand-in/authorization-server';
import { OAuthRefusal } from './stand-in/oauth-refusal';

export interface SignInRoutesOptions {
  readonly connections: Pick<ConnectionSignIn, 'returned' | 'subjectOf'>;
  readonly standIn: AuthorizationServer;
  readonly clock: { now(): number };
  /** Names of requests in errors; default random. */
  readonly newId?: () => string;
}

/** No form or token request is larger, in bytes. */
const largestForm = 65_536;

/**
 * The pages and the token address of sign-ins, below `/sign-in`: the stand-in at `/sign-in/at/{host}/…` (GET asks a person, POST
 * gives tokens), the reply address `/sign-in/redirect`, and `/sign-in/sign-ins`, where sign-ins are revoked. The server that
 * serves them must check Host and Origin.
 */
export function signInRoutes({ connections, standIn, clock, newId = randomUUID }: SignInRoutesOptions): Hono {
  const app = new Hono();
  const asked = new Pending<AuthorizationRequest>();
  const revocations = new Pending<true>();
  const html = (text: string, status = 200): Response => new Response(text, { status, headers: pageHeaders });
  const back = (location: string): Response => new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } });

  app.use('/sign-in/*', bodyLimit({ maxSize: largestForm, onError: () => html(outcomePage('Too large', [`A form here has at most ${largestForm} bytes.`]), 413) }));

  app.notFound(() => html(outcomePage('There is no such page', ['Sign-ins begin at the address that a connection gives. Begin there again.']), 404));
  // Without it every failure would be printed with its stack, and a page would say nothing.
  app.onError(error => html(outcomePage('That did not work', [error.message]), 500));

  app.get(`${standInBase}/*`, context => {
    const { provider, path, query } = providerIn(context.req.url);
    try {
      const request = standIn.authorization(provider, path, query);
      return html(consentPage(request, standIn.accounts, asked.keep(request), connections.subjectOf(request.state)));
    } catch (error) {
      return html(outcomePage('The sign-in can\'t go on', [refusalOf(error).description(flavourOf(provider)), 'Correct how the connector signs in.']), 400);
    }
  });

  app.post(`${standInBase}/*`, async context => {
    const { provider, path } = providerIn(context.req.url);
    const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
    try {
      const form = new URLSearchParams(await context.req.text());
      return context.json(standIn.token(provider, path, form, basicOf(context.req.header('Authorization'))), 200, headers);
    } catch (error) {
      // What the stand-in could not keep, for want of space, it may be able to keep later.
      if (!(error instanceof OAuthRefusal)) return context.json({ error: 'temporarily_unavailable', error_description: messageOf(error) }, 503, headers);
      return context.json(error.body(flavourOf(provider), clock.now(), newId()), error.status, headers);
    }
  });

  app.post('/sign-in/consent', async context => {
    const form = new URLSearchParams(await context.req.text());
    const request = asked.take(form.get('ticket') ?? '');
    if (!request) return html(outcomePage('The sign-in has ended', ['It was answered before, or not begun here. Begin it again.']), 400);
    const account = standIn.accounts.find(each => each.account === form.get('account'));
    return back(form.get('decision') === 'accept' && account ? standIn.consent(request, account) : standIn.decline(request));
  });

  app.get('/sign-in/redirect', async context => {
    try {
      const { connection, account } = await connections.returned(new URL(context.req.url).searchParams);
      return html(outcomePage('Signed in', [`The connection "${connection}" is signed in${account === undefined ? '' : ` as ${account}`}.`, 'You can close this page.']));
    } catch (error) {
      if (!(error instanceof SignInProblem)) throw error;
      return html(outcomePage('Not signed in', [error.message]), error.kind === 'unavailable' ? 502 : 400);
    }
  });

  app.get('/sign-in/sign-ins', () => html(signInsPage(standIn.signIns, revocations.keep(true))));

  app.post('/sign-in/sign-ins/revoke', async context => {
    const form = new URLSearchParams(await context.req.text());
    if (!revocations.take(form.get('ticket') ?? '')) return html(outcomePage('Not revoked', ['The page was used before, or was not made here. Open it again.']), 400);
    return standIn.revoke(form.get('id') ?? '') ? back('/sign-in/sign-ins') : html(outcomePage('Not revoked', ['There is no such sign-in.']), 404);
  });

  return app;
}

/** The provider that is stood in for, and the path and query that it was asked with, as they were written. */
function providerIn(address: string): { readonly provider: string; readonly path: string; readonly query: URLSearchParams } {
  const { pathname, searchParams } = new URL(address);
  const [, provider = '', path = '/'] = /^([^/]*)(\/.*)?$/.exec(pathname.slice(standInBase.length + 1)) ?? [];
  return { provider: decodeURIComponent(provider), path, query: searchParams };
}

/** Client and secret of HTTP Basic, each percent-encoded in a form's way (RFC 6749, 2.3.1). */
function basicOf(header: string | undefined): { readonly clientId: string; readonly secret: string } | undefined {
  const given = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (given === undefined) return undefined;
  const [clientId = '', ...secret] = Buffer.from(given, 'base64').toString('utf8').split(':');
  const [first, second] = [clientId, secret.join(':')].map(text => new URLSearchParams(`v=${text}`).get('v') ?? '');
  return { clientId: first ?? '', secret: second ?? '' };
}

function refusalOf(error: unknown): OAuthRefusal {
  if (error instanceof OAuthRefusal) return error;
  throw error;
}
