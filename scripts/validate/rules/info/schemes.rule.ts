import { inDefinition, inOperation } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { isArray, member, type JsonObject } from '../../json';
import { always, platformThen, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import { brief } from '../../words/brief';

export const schemesKnown = rule<{ scheme: string | undefined }>({
  code: 'schemes',
  title: 'The schemes are https or http',
  severity: always('error'),
  microsoft: ['SchemesArrayEmpty', 'SchemeNotValid', 'SchemeNotSupported'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform calls an API over https or http; web sockets (ws, wss) and anything else are refused.',
  says: ({ scheme }) => (scheme === undefined ? { what: 'The list of schemes is empty.', todo: 'Write "https" in it.' } : { what: `"${brief(scheme)}" is not a scheme that the platform can call.`, todo: 'Write "https".' }),
  fix: {
    safe: true,
    title: 'Write "https".',
    edits: ({ scheme }, at) => ('pointer' in at && (scheme === undefined || /^https(:\/\/)?$/i.test(scheme)) ? [{ at, set: scheme === undefined ? ['https'] : 'https' }] : undefined),
  },
  examples: () => ({
    good: [inDefinition({ schemes: ['https'] }), inDefinition({ schemes: ['http', 'https'] })],
    bad: [
      { example: inDefinition({ schemes: [] }), at: ['/schemes'], fixed: inDefinition({ schemes: ['https'] }) },
      { example: inDefinition({ schemes: ['https', 'wss'] }), at: ['/schemes/1'] },
      { example: inOperation({ schemes: ['ws'] }), at: ['/schemes/0'] },
      { example: inDefinition({ schemes: ['HTTPS'] }), at: ['/schemes/0'], fixed: inDefinition({ schemes: ['https'] }) },
    ],
  }),
  check: ({ report }) => {
    const look = (holder: JsonObject, spot: Spot): void => {
      const schemes = member(holder, 'schemes');
      if (!isArray(schemes)) return;
      if (schemes.length === 0) report(spot.at('schemes'), { scheme: undefined });
      for (const [position, scheme] of schemes.entries()) {
        if (typeof scheme === 'string' && scheme !== 'https' && scheme !== 'http') report(spot.at('schemes', position), { scheme });
      }
    };
    return { definition: ({ root, spot }) => look(root, spot), operation: ({ operation, spot }) => look(operation, spot) };
  },
});

export const schemesPresent = rule<Record<string, never>>({
  code: 'schemes-present',
  title: 'The definition names its schemes',
  severity: platformThen('warning', 'error'),
  source: 'Microsoft\'s command line paconn; seen in published connectors',
  evidence: { certified: 100, recent: 100, independent: 99.7, applicable: 619 },
  why: 'Microsoft\'s command line paconn builds the address of the API from the first scheme, and fails when there is none.',
  says: () => ({ what: 'The definition has no "schemes".', todo: 'Add "schemes": ["https"].' }),
  fix: { safe: true, title: 'Add https.', edits: (_, at) => ('pointer' in at ? [{ at: at.at('schemes'), set: ['https'] }] : undefined) },
  examples: () => ({
    good: [inDefinition({ schemes: ['https'] })],
    bad: [{ example: outlined((({ schemes: _, ...rest }) => rest)(smallDefinition())), at: [''], fixed: inDefinition({ schemes: ['https'] }) }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      if (member(root, 'schemes') === undefined) report(spot, {});
    },
  }),
});

export const schemesHttps = rule<Record<string, never>>({
  code: 'schemes-https',
  title: 'The API can be called over https',
  severity: whenCertifying('error'),
  policy: ['5000.3.1.6'],
  source: 'certification policy',
  evidence: { certified: 99.5, recent: 99.4, independent: 98.2, applicable: 619 },
  why: 'Over http, anybody on the way can read keys and data. Reviewers refuse a connector that has no https.',
  says: () => ({ what: 'The only scheme is http.', todo: 'Write "https", and make sure that the API answers there.' }),
  examples: () => ({
    good: [inDefinition({ schemes: ['https'] }), inDefinition({ schemes: ['http', 'https'] })],
    bad: [{ example: inDefinition({ schemes: ['http'] }), at: ['/schemes'] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const schemes = member(root, 'schemes');
      if (isArray(schemes) && schemes.includes('http') && !schemes.includes('https')) report(spot.at('schemes'), {});
    },
  }),
});

export const schemesHttpsAlone = rule<Record<string, never>>({
  code: 'schemes-https-only',
  title: 'The API is called over https only',
  severity: whenCertifying('warning'),
  policy: ['5000.3.1.6'],
  source: 'certification policy',
  evidence: { certified: 98.2, recent: 98.8, independent: 98, applicable: 619 },
  why: 'The first scheme of the list is the one that is called. Over http, anybody on the way can read keys and data.',
  page: 'The figures also count connectors with http alone, which the rule `schemes-https` finds.',
  says: () => ({ what: 'There is http beside https.', todo: 'Remove "http".' }),
  fix: { safe: false, title: 'Remove http.', edits: (_, at) => ('pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [inDefinition({ schemes: ['https'] })],
    bad: [{ example: inDefinition({ schemes: ['http', 'https'] }), at: ['/schemes/0'], fixed: inDefinition({ schemes: ['https'] }) }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const schemes = member(root, 'schemes');
      if (isArray(schemes) && schemes.includes('https') && schemes.includes('http')) report(spot.at('schemes', schemes.indexOf('http')), {});
    },
  }),
});
