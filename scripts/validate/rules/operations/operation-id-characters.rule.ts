import { inOperation } from '../../examples/example';
import { always, platformThen, whenCertifying, type Severities } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import { brief } from '../../words/brief';

const validator = 'Swagger validator rules; seen in published connectors';
const todo = 'Write it as words that begin with capital letters, such as GetAnimal, unless flows already use it.';
const changing = 'Do not change an id that flows already use: they would no longer find the operation.';

export const operationIdCharacters = rule<{ id: string; characters: string }>({
  code: 'operation-id-sanitized',
  title: 'An operationId has letters, digits, hyphens and underscores only',
  severity: platformThen('warning', 'error'),
  microsoft: ['OperationIdSanitized'],
  source: validator,
  evidence: { certified: 99.7, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform removes all other characters, so that your policies and your code no longer know the operation by the id that you wrote.',
  page: changing,
  says: ({ id, characters }) => ({ what: `The operationId "${brief(id)}" has ${brief(characters)}.`, todo }),
  examples: () => ({
    good: [inOperation({ operationId: 'ListItems_V2' })],
    bad: [{ example: inOperation({ operationId: '/api/items/list' }), at: ['/operationId'] }, { example: inOperation({ operationId: 'List items' }), at: ['/operationId'] }],
  }),
  check: context => ids(context, id => {
    const found = id.match(/[^A-Za-z0-9_-]/gu);
    return found ? { id, characters: [...new Set(found)].map(each => (/\s/.test(each) ? 'a space' : each)).join(' ') } : undefined;
  }),
});

export const operationIdHyphen = rule<{ id: string }>({
  code: 'operation-id-hyphen',
  title: 'An operationId has no hyphens',
  severity: always('warning'),
  microsoft: ['OperationIdSanitized'],
  source: validator,
  evidence: { certified: 92.2, recent: 90.6, independent: 95.9, applicable: 619 },
  why: 'Microsoft\'s validator asks for letters and digits only. Connectors with hyphens were published all the same, but C# code and expressions can\'t name such an operation directly.',
  page: changing,
  says: ({ id }) => ({ what: `The operationId "${brief(id)}" has a hyphen.`, todo }),
  examples: () => ({
    good: [inOperation({ operationId: 'ListItems' }), inOperation({ operationId: 'List items-all' })],
    bad: [{ example: inOperation({ operationId: 'List-Items' }), at: ['/operationId'] }],
  }),
  check: context => ids(context, id => (plain.test(id) && id.includes('-') ? { id } : undefined)),
});

/** In the reviewed profiles `operation-id-pascal-case` tells of underscores. */
const forThePlatformAlone: Severities = { platform: 'information', certification: 'off', independent: 'off' };

export const operationIdUnderscore = rule<{ id: string }>({
  code: 'operation-id-underscore',
  title: 'An operationId has no underscores, except before a version such as _V2',
  severity: forThePlatformAlone,
  microsoft: ['OperationIdSanitized'],
  source: validator,
  evidence: { certified: 75.6, recent: 80.1, independent: 91.3, applicable: 619 },
  why: 'Microsoft\'s validator asks for letters and digits only; a quarter of the published connectors have underscores all the same, and work.',
  page: `${changing} The figures below count hyphens and the underscore before a version, too.`,
  says: ({ id }) => ({ what: `The operationId "${brief(id)}" has an underscore.`, todo }),
  examples: () => ({
    good: [inOperation({ operationId: 'ListItems' }), inOperation({ operationId: 'ListItems_V2' })],
    bad: [{ example: inOperation({ operationId: 'List_Items' }), at: ['/operationId'] }],
  }),
  check: context => ids(context, id => (plain.test(id) && withoutVersion(id).includes('_') ? { id } : undefined)),
});

export const operationIdCase = rule<{ id: string }>({
  code: 'operation-id-pascal-case',
  title: 'An operationId is made of words that begin with capital letters',
  severity: whenCertifying('warning'),
  source: 'coding standards for connectors',
  evidence: { certified: 70.3, recent: 74.9, independent: 89.3, applicable: 619 },
  why: 'Ids appear in expressions and in the history of runs, so Microsoft asks that all connectors write them the same way.',
  page: `${changing} Hyphens and other characters have rules of their own; the figures below count them, too.`,
  says: ({ id }) => ({ what: `The operationId "${brief(id)}" is not written like GetAnimal.`, todo }),
  examples: () => ({
    good: [inOperation({ operationId: 'ListItems' }), inOperation({ operationId: 'ListItems_V2' })],
    bad: [{ example: inOperation({ operationId: 'listItems' }), at: ['/operationId'] }, { example: inOperation({ operationId: 'List_Items' }), at: ['/operationId'] }],
  }),
  check: context => ids(context, id => (/^[A-Za-z0-9_]+$/.test(id) && !/^[A-Z][A-Za-z0-9]*$/.test(withoutVersion(id)) ? { id } : undefined)),
});

/** Ids that `operation-id-sanitized` has nothing to say about. */
const plain = /^[A-Za-z0-9_-]+$/;

const withoutVersion = (id: string): string => id.replace(/_V\d+$/, '');

function ids<Data>({ report }: RuleContext<Data>, look: (id: string) => Data | undefined): Visitors {
  return {
    operation({ operationId, spot }) {
      const data = operationId === undefined || operationId.trim() === '' ? undefined : look(operationId);
      if (data !== undefined) report(spot.at('operationId'), data);
    },
  };
}
