import { inPaths, shownInstead, type Example } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

const validator = 'Swagger validator rules';
const everyone = { certified: 100, recent: 100, independent: 100, applicable: 619 } as const;

export const pathLeadingSlash = rule<{ path: string }>({
  code: 'path-leading-slash',
  title: 'A path begins with a slash',
  severity: always('error'),
  microsoft: ['OperationPathMustStartWithSlash'],
  source: validator,
  evidence: everyone,
  why: 'The platform appends the path to the base path as it stands, and refuses one without the slash.',
  says: ({ path }) => ({ what: `The path "${brief(path)}" begins without a slash.`, todo: 'Put a slash before it.' }),
  fix: { safe: true, title: 'Put a slash before it.', edits: ({ path }, at) => (/^[\w{]/.test(path) && 'pointer' in at ? [{ at, rename: `/${path}` }] : undefined) },
  examples: () => ({
    good: [at('/animals')],
    bad: [{ example: at('animals'), at: ['/animals'], fixed: at('/animals') }],
  }),
  check: ({ report }) => ({ path({ path, spot }) { if (!path.startsWith('/')) report(spot, { path }); } }),
});

export const pathNoQuery = rule<{ path: string }>({
  code: 'path-no-query',
  title: 'A path has neither a query nor a fragment',
  severity: always('error'),
  microsoft: ['OperationPathMayNotContainQueryOrFragment'],
  source: validator,
  evidence: everyone,
  why: 'What follows a question mark in an address is a query, which is declared as parameters; what follows a # is a fragment, which is never sent. The platform refuses both in a path.',
  page: 'Two operations that differ in their query alone can\'t be told apart in Swagger 2.0. Make them one operation with a parameter, or let custom code add the query.',
  says: ({ path }) => ({ what: `The path "${brief(path)}" has a ${path.includes('?') ? 'query' : 'fragment (#…)'}.`, todo: path.includes('?') ? 'Declare a query parameter in its place, with a default where the value is always the same.' : 'Remove it, with the # before it.' }),
  examples: () => ({
    good: [at('/animals')],
    bad: [{ example: at('/animals?kind=cat'), at: ['/~1animals?kind=cat'] }, { example: at('/animals#cats'), at: ['/~1animals#cats'] }],
  }),
  check: ({ report }) => ({ path({ path, spot }) { if (path.includes('?') || path.includes('#')) report(spot, { path }); } }),
});

export const pathNoWildcard = rule<{ path: string }>({
  code: 'path-no-wildcard',
  title: 'A path has no asterisk',
  severity: always('error'),
  microsoft: ['OperationPathContainsUnsupportedCharacters'],
  source: validator,
  evidence: everyone,
  why: 'The platform does not know wildcards in paths, and refuses the asterisk.',
  says: ({ path }) => ({ what: `The path "${brief(path)}" has an asterisk.`, todo: 'Write each path out, or put a variable such as {id} there and declare a path parameter for it.' }),
  examples: () => ({
    good: [at('/animals')],
    bad: [{ example: at('/animals/*'), at: ['/~1animals~1*'] }],
  }),
  check: ({ report }) => ({ path({ path, spot }) { if (path.includes('*')) report(spot, { path }); } }),
});

export const pathTemplate = rule<{ path: string; fault: string }>({
  code: 'path-template',
  title: 'The braces of a path are in pairs, with a name in each',
  severity: always('error'),
  microsoft: ['OperationPathTemplateNotValid', 'OperationPathVariablesContainDefaults'],
  source: validator,
  evidence: everyone,
  why: 'The platform replaces {name} by the value of a parameter. It refuses a brace that has no partner, and a default inside the braces.',
  says: ({ path, fault }) => ({ what: `In the path "${brief(path)}", ${fault}.`, todo: 'Write each variable as {name}, inside one part of the path, and its default at the parameter.' }),
  examples: () => ({
    good: [at('/animals/{id}', true), at('/animals')],
    bad: [
      { example: at('/animals/{id'), at: ['/~1animals~1{id'] },
      { example: at('/animals/{id=1}'), at: ['/~1animals~1{id=1}'] },
      { example: at('/animals/{}'), at: ['/~1animals~1{}'] },
      { example: at('/animals/{id/name}'), at: ['/~1animals~1{id~1name}'] },
    ],
  }),
  check: ({ report }) => ({
    path({ path, spot }) {
      if (!path.includes('{') && !path.includes('}')) return;
      const fault = faultIn(path);
      if (fault !== undefined) report(spot, { path, fault });
    },
  }),
});

function faultIn(path: string): string | undefined {
  let opened = -1;
  for (let position = 0; position < path.length; position += 1) {
    const character = path[position];
    if (character === '?' || character === '#') break; // what follows is another rule's
    if (character === '{') {
      if (opened >= 0) return 'a brace opens inside another';
      opened = position;
    } else if (character === '}') {
      if (opened < 0) return 'a brace closes that never opened';
      const name = path.slice(opened + 1, position);
      if (name.trim() === '') return 'the braces hold no name';
      if (name.includes('=')) return `"${brief(name)}" has a default`;
      opened = -1;
    } else if (character === '/' && opened >= 0) return 'a brace is not closed before the next slash';
  }
  return opened < 0 ? undefined : 'a brace is not closed';
}

/** One operation at a path beside the small connector's own. */
function at(path: string, withId = false): Example {
  const { get } = smallDefinition().paths['/items'];
  const parameters = withId ? [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Animal', description: 'The animal.', 'x-ms-url-encoding': 'single' }] : [];
  return shownInstead(inPaths({ [path]: { get: { ...get, operationId: 'ListAnimals', summary: 'List animals', parameters } } }), `GET ${path}`, 'text');
}
