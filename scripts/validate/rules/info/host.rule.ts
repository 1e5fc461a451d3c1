import { inDefinition } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { member, textAt } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

export const hostRequired = rule<Record<string, never>>({
  code: 'host-required',
  title: 'The definition names the host of the API',
  severity: always('error'),
  source: 'Microsoft\'s command line paconn; seen in published connectors',
  evidence: { certified: 100, recent: 100, independent: 99.7, applicable: 619 },
  why: 'The platform makes the address it calls of scheme, host and base path; without a host it has none.',
  page: 'Give a host even when a policy (`dynamichosturl`) replaces it at run time.',
  says: () => ({ what: 'The definition has no host.', todo: 'Add "host" with the name only, for instance api.contoso.com.' }),
  examples: () => ({
    good: [inDefinition({ host: 'api.shelter.example.com' })],
    bad: [{ example: outlined((({ host: _, ...rest }) => rest)(smallDefinition())), at: [''] }, { example: inDefinition({ host: '' }), at: [''] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const host = member(root, 'host');
      if (host === undefined || (typeof host === 'string' && host.trim() === '')) report(spot, {});
    },
  }),
});

/** A name or number and perhaps a port; or an expression that a solution resolves. */
const hostName = /^(?:[^{}/ :\\?#@]+(?::\d+)?|\[[0-9a-f:.]+\](?::\d+)?|@environmentVariables\(.+\))$/i;

export const hostValid = rule<{ host: string }>({
  code: 'host-valid',
  title: 'The host is a host name and nothing else',
  severity: always('error'),
  microsoft: ['HostNameNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.8, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform puts the address that it calls together from schemes, host and basePath. With https:// or a path in the host, that address does not exist.',
  page: 'In a solution, `@environmentVariables("…")` may take the place of the name.',
  says: ({ host }) => ({ what: `"${brief(host)}" is not a host name${/^\s|\s$/.test(host) ? ': a space stands before or after it' : ''}.`, todo: 'Write the name only; https:// belongs under "schemes", the path under "basePath".' }),
  fix: {
    safe: true,
    title: 'Write the name only.',
    edits: ({ host }, at) => {
      const name = /^\s*(?:https:\/\/)?([^{}/ :\\?#@]+(?::\d+)?)\/?\s*$/i.exec(host)?.[1];
      return name !== undefined && 'pointer' in at ? [{ at, set: name }] : undefined;
    },
  },
  examples: () => ({
    good: [inDefinition({ host: 'api.shelter.example.com:8443' }), inDefinition({ host: '@environmentVariables("shelter_host")' })],
    bad: [
      { example: inDefinition({ host: 'https://api.shelter.example.com' }), at: ['/host'], fixed: inDefinition({ host: 'api.shelter.example.com' }) },
      { example: inDefinition({ host: 'api.shelter.example.com/v1' }), at: ['/host'] },
      { example: inDefinition({ host: '{region}.shelter.example.com' }), at: ['/host'] },
    ],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const host = textAt(root, 'host');
      if (host !== undefined && host.trim() !== '' && !hostName.test(host)) report(spot.at('host'), { host });
    },
  }),
});

const notForProduction = /(?:^|[.-])(?:dev|develop|development|test|testing|tst|stage|staging|stg|uat|sandbox|preprod|localhost|ngrok)\d*(?=$|[.:-])/i;

export const hostProduction = rule<{ host: string; part: string }>({
  code: 'host-production',
  title: 'The host is not one for development or tests',
  severity: whenCertifying('warning'),
  policy: ['5000.2.6.4'],
  source: 'certification submission',
  evidence: { certified: 97.3, recent: 93, independent: 98.7, applicable: 619 },
  why: 'Everybody\'s flows will call this host. Reviewers send a connector back whose host is meant for development or tests.',
  says: ({ host, part }) => ({ what: `"${brief(host)}" looks like a host for tests, because of "${part}".`, todo: 'Write the host for production.' }),
  examples: () => ({
    good: [inDefinition({ host: 'testimonials.shelter.example.com' })],
    bad: [{ example: inDefinition({ host: 'api-staging.shelter.example.com' }), at: ['/host'] }, { example: inDefinition({ host: 'dev.shelter.example.com' }), at: ['/host'] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const host = textAt(root, 'host');
      const part = host === undefined ? undefined : notForProduction.exec(host)?.[0];
      if (host !== undefined && part !== undefined) report(spot.at('host'), { host, part: part.replace(/^[.-]/, '') });
    },
  }),
});

export const basePathSlash = rule<{ basePath: string }>({
  code: 'basepath-slash',
  title: 'The base path begins with a slash',
  severity: always('error'),
  microsoft: ['BasePathNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 581 },
  why: 'The platform puts it between host and path as it is; Microsoft\'s validator refuses one without the slash.',
  says: ({ basePath }) => ({ what: `The base path is "${brief(basePath)}".`, todo: 'Begin it with a slash.' }),
  fix: {
    safe: true,
    title: 'Put a slash before it.',
    edits: ({ basePath }, at) => (/^[^\s:]*$/.test(basePath) && 'pointer' in at ? [{ at, set: `/${basePath}` }] : undefined),
  },
  examples: () => ({
    good: [inDefinition({ basePath: '/v1' })],
    bad: [{ example: inDefinition({ basePath: 'v1' }), at: ['/basePath'], fixed: inDefinition({ basePath: '/v1' }) }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const basePath = textAt(root, 'basePath');
      if (basePath !== undefined && !basePath.startsWith('/')) report(spot.at('basePath'), { basePath });
    },
  }),
});
