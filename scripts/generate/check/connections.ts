/** Connections: names that the platform looks for, and names that must differ. */
import { inModel } from '../../diagnostics/diagnostic';
import type { Rule } from './rule';

/** A static key is read from api_key, basic sign-in from username and password (the names that the platform's own wizard writes). */
export const staticCredentials: Rule = function* ({ authentication, place }) {
  if (authentication.kind !== 'parameters') return;
  const needed = [...(authentication.apiKey ? ['api_key'] : []), ...(authentication.basic ? ['username', 'password'] : [])];
  for (const name of needed.filter(each => !(each in authentication.parameters))) {
    yield {
      code: 'credential-parameter-missing', severity: 'error',
      what: `The authentication is by ${name === 'api_key' ? 'key' : 'user name and password'}, but there is no connection parameter ${name}.`,
      why: `The platform fills the credential from the connection parameter called ${name}, and from no other.`,
      todo: `Declare ${name} under \`parameters\` of the authentication.`,
      where: inModel(place, 'authentication'),
    };
  }
};

/** Microsoft's apiProperties schema: letters, digits and underscores, with at most one part after a colon. */
export const connectionNames: Rule = function* ({ authentication, place }) {
  if (authentication.kind === 'none') return;
  const lists = authentication.kind === 'sets' ? authentication.sets.map(set => set.parameters) : [authentication.parameters];
  for (const name of new Set(lists.flatMap(Object.keys)).values()) {
    if (/^[A-Za-z0-9_]+(:[A-Za-z0-9_]+)?$/.test(name)) continue;
    yield {
      code: 'connection-parameter-name', severity: 'error',
      what: `The connection parameter "${name}" has a name that the platform does not take.`,
      why: 'Names of connection parameters are made of letters, digits and underscores, with at most one part after a colon.',
      todo: 'Rename it; what people read is its title.',
      where: inModel(place, 'authentication'),
    };
  }
  if (authentication.kind !== 'sets') return;
  const names = authentication.sets.map(set => set.name.toLowerCase());
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    yield {
      code: 'parameter-set-repeated', severity: 'error',
      what: `Two connection parameter sets are called ${name}.`,
      why: 'A connection remembers its set by name.',
      todo: 'Rename one of them.',
      where: inModel(place, 'authentication'),
    };
  }
};
