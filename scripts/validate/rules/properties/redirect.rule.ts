import { inSignIn } from '../../examples/sign-in';
import { isArray, member, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';
import { eachSignIn } from './sign-in-settings';

const modes: readonly string[] = ['Global', 'GlobalPerConnector', 'Direct'];

export const oauthRedirectModeKnown = rule<{ readonly mode: JsonValue; readonly meant: string | undefined }>({
  code: 'oauth-redirect-mode-known',
  title: 'A redirect mode is Global, GlobalPerConnector or Direct',
  severity: always('warning'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.5, recent: 100, independent: 100, applicable: 205 },
  why: 'The mode decides to which address the sign-in comes back. With an unknown one it is not known what the platform does.',
  says: ({ mode, meant }) => ({ what: `The redirect mode ${quoted(mode)} is not known.`, todo: `Write ${meant === undefined ? '"GlobalPerConnector"' : `"${meant}"`}.` }),
  fix: { safe: true, title: 'Write it with capitals.', edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined) },
  examples: () => ({
    good: [...modes.map(redirectMode => inSignIn({ redirectMode })), inSignIn({ redirectMode: undefined })],
    bad: [
      { example: inSignIn({ redirectMode: 'global' }), at: ['/redirectMode'], fixed: inSignIn({ redirectMode: 'Global' }) },
      { example: inSignIn({ redirectMode: 'Local' }), at: ['/redirectMode'] },
    ],
  }),
  check: ({ report }) => eachSignIn(({ settings, spot }) => {
    const mode = member(settings, 'redirectMode');
    if (mode === undefined || (typeof mode === 'string' && modes.includes(mode))) return;
    report(spot.at('redirectMode'), { mode, meant: typeof mode === 'string' ? modes.find(each => each.toLowerCase() === mode.toLowerCase()) : undefined });
  }),
});

export const oauthRedirectMode = rule<{ readonly mode: string | undefined }>({
  code: 'oauth-redirect-mode',
  title: 'A new connector has its own redirect address',
  severity: platformThen('warning', 'error'),
  source: 'pull requests since February 2024',
  evidence: { certified: 15.1, applicable: 205 },
  why: 'Since February 2024 new connectors must use the mode GlobalPerConnector. With the shared address, any other connector could receive the sign-in.',
  page: 'Connectors that were published before keep their shared address, which is why few have the new mode. **Do not change the mode of a published connector** without registering the new redirect address with the identity provider first: all sign-ins fail until that is done. The address is `https://global.consent.azure-apim.net/redirect/` followed by the connector\'s id, which exists after the connector was created; it differs from environment to environment.',
  says: ({ mode }) => ({
    what: mode === undefined ? 'The sign-in has no redirectMode.' : `The redirect mode "${mode}" sends sign-ins to an address that all connectors share.`,
    todo: 'Write "GlobalPerConnector", and register the connector\'s own redirect address with the identity provider; switch this rule off for a connector that was published before 2024.',
  }),
  examples: () => ({
    good: [inSignIn({ redirectMode: 'GlobalPerConnector' }), inSignIn({ customParameters: { grantType: { value: 'client_credentials' } }, redirectMode: undefined })],
    bad: [{ example: inSignIn({ redirectMode: 'Global' }), at: ['/redirectMode'] }, { example: inSignIn({ redirectMode: undefined }), at: [''] }],
  }),
  check: ({ report }) => eachSignIn(({ settings, spot, withoutPerson }) => {
    const mode = member(settings, 'redirectMode');
    if (withoutPerson || mode === 'GlobalPerConnector') return;
    if (mode === undefined) report(spot, { mode });
    else if (mode === 'Global' || mode === 'Direct') report(spot.at('redirectMode'), { mode });
  }),
});

/** The addresses that sign-ins come back to; in per-connector mode the connector's id follows. */
const redirectAddress = /^https:\/\/global(?:-test)?\.consent\.azure-apim\.net\/redirect(?:\/[\w-]*)?$/;

export const oauthRedirectUrl = rule<{ readonly url: JsonValue }>({
  code: 'oauth-redirect-url',
  title: 'Sign-ins come back to the platform\'s global address',
  severity: always('warning'),
  source: 'certification submission',
  evidence: { certified: 97.8, recent: 97.7, independent: 100, applicable: 180 },
  why: 'After the sign-in the platform has to receive the maker again; the address of one region or of your own service does not work for all makers.',
  says: ({ url }) => ({ what: `The redirect address ${typeof url === 'string' ? `"${brief(url)}"` : quoted(url)} is not the platform's.`, todo: 'Write "https://global.consent.azure-apim.net/redirect".' }),
  examples: () => ({
    good: [inSignIn({}), inSignIn({ redirectUrl: 'https://global.consent.azure-apim.net/redirect/shelter-5f0123456789abcdef' }), inSignIn({ redirectUrl: '' }), inSignIn({ redirectUrl: undefined })],
    bad: [{ example: inSignIn({ redirectUrl: 'https://europe-001.consent.azure-apim.net/redirect' }), at: ['/redirectUrl'] }],
  }),
  check: ({ report }) => eachSignIn(({ settings, spot }) => {
    const url = member(settings, 'redirectUrl');
    // The platform enters the address where there is none. Lists of addresses are published too.
    const isGood = (each: JsonValue): boolean => typeof each === 'string' && (each === '' || redirectAddress.test(each));
    if (url !== undefined && !(isArray(url) ? url.every(isGood) : isGood(url))) report(spot.at('redirectUrl'), { url });
  }),
});
