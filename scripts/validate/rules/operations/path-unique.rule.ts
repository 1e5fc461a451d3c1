import { inPaths, shownInstead, type Example } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { partialDuplicates } from './partial-duplicates';

const validator = 'Swagger validator rules';
const everyone = { certified: 100, recent: 100, independent: 100, applicable: 619 } as const;

export const pathUnique = rule<{ path: string; other: string }>({
  code: 'path-unique-ci',
  title: 'No two paths differ in capital letters only',
  severity: always('error'),
  microsoft: ['PathRedefined'],
  source: `${validator}; reports of failed imports`,
  evidence: everyone,
  why: 'The platform ignores the difference between capital and small letters in paths: it takes both for the same path, and the import fails.',
  says: ({ path, other }) => ({ what: `The path "${brief(path)}" differs from "${brief(other)}" in capital letters alone.`, todo: 'Put the operations of both under one path.' }),
  examples: () => ({
    good: [both('/animals', '/shelters')],
    bad: [{ example: both('/animals/{animalName}', '/animals/{animalname}'), at: ['/~1animals~1{animalname}'] }],
  }),
  check: ({ report }) => {
    const seen = new Map<string, { readonly path: string; readonly spot: Spot }>();
    return {
      path({ path, spot }) {
        const plain = path.toLowerCase();
        const first = seen.get(plain);
        if (first) report(spot, { path, other: first.path }, [{ at: first.spot, what: 'The other path is here.' }]);
        else seen.set(plain, { path, spot });
      },
    };
  },
});

export const pathDistinguishable = rule<{ method: string; path: string; other: string }>({
  code: 'path-distinguishable',
  title: 'No two operations of the same method have paths that differ only in the names of their variables',
  severity: always('error'),
  microsoft: ['DuplicateOperationPath'],
  source: validator,
  evidence: everyone,
  why: 'Every request to one path fits the other as well, so the operations can\'t be told apart; the platform refuses the definition.',
  says: ({ method, path, other }) => ({ what: `${method.toUpperCase()} ${brief(path)} can't be told from ${method.toUpperCase()} ${brief(other)}.`, todo: 'Make them one operation.' }),
  examples: () => ({
    good: [both('/animals/{id}', '/animals/{id}/photos'), both('/animals/{id}', '/shelters/{id}')],
    bad: [{ example: both('/animals/{id}', '/animals/{name}'), at: ['/~1animals~1{name}/get'] }],
  }),
  check: ({ report }) => {
    const seen = new Map<string, OperationNode>();
    let last: { readonly path: string; readonly shape: string } | undefined;
    return {
      operation(node) {
        const { method, path: { path }, spot } = node;
        // The operations of a path follow one another.
        if (last?.path !== path) last = { path, shape: path.includes('{') ? path.replace(/\{[^{}]*\}/g, '{}') : path };
        const shape = `${method} ${last.shape}`;
        const first = seen.get(shape);
        // Paths that differ in capital letters alone are told of already.
        if (first && first.path.path.toLowerCase() !== path.toLowerCase()) report(spot, { method, path, other: first.path.path }, [{ at: first.spot, what: 'The other operation is here.' }]);
        if (!first) seen.set(shape, node);
      },
    };
  },
});

export const pathPartialDuplicate = rule<{ method: string; path: string; other: string }>({
  code: 'path-partial-duplicate',
  title: 'No fixed path fits the variable of another path of the same method',
  severity: always('warning'),
  microsoft: ['PartialDuplicateOperationPath'],
  source: validator,
  why: 'A value of the variable that is spelt like the fixed part reaches the wrong operation. Microsoft\'s validator warns about it.',
  page: 'Many APIs are made this way, and then there is nothing to change: switch the rule off in konektor.yaml with that reason.',
  says: ({ method, path, other }) => ({ what: `${method.toUpperCase()} ${brief(path)} also matches ${brief(other)}.`, todo: 'Make sure that no value of the variable is spelt like the fixed part.' }),
  examples: () => ({
    good: [both('/animals/{id}', '/animals/{id}/photos'), both('/animals', '/shelters')],
    bad: [{ example: both('/animals/{id}', '/animals/search'), at: ['/~1animals~1search/get'] }],
  }),
  check: ({ report }) => ({
    definition({ operations }) {
      for (const { fixed, variable } of partialDuplicates(operations)) {
        report(fixed.spot, { method: fixed.method, path: fixed.path.path, other: variable.path.path }, [{ at: variable.spot, what: 'The path with the variable is here.' }]);
      }
    },
  }),
});

/** Two operations at two paths beside the small connector's own. */
function both(one: string, other: string): Example {
  const { get } = smallDefinition().paths['/items'];
  const operation = (operationId: string, path: string) => ({ get: {
    ...get, operationId, summary: operationId,
    parameters: [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => ({ name: name ?? '', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Name', description: 'What it is called.', 'x-ms-url-encoding': 'single' })),
  } });
  return shownInstead(inPaths({ [one]: operation('GetOne', one), [other]: operation('GetOther', other) }), `GET ${one}\nGET ${other}`, 'text');
}
