/** Baselines: what is known stays known when lines move, and nothing else does. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { baselineText, knownFindings, readBaseline, withoutKnown, type Baseline } from '../../scripts/validate/baseline';
import { stablePlace } from '../../scripts/validate/baseline-place';
import { isObject, type JsonObject, type JsonValue } from '../../scripts/validate/json';
import { always } from '../../scripts/validate/profile';
import { rule, type Finding, type TextPlace } from '../../scripts/validate/rule';
import { rootOf, type Spot } from '../../scripts/validate/spot';
import type { Subject } from '../../scripts/validate/subject';

const made = rule<string>({
  code: 'a-rule', title: 'A rule', severity: always('error'), source: 'this test', why: 'It is a test.',
  says: words => ({ what: words, todo: 'Mend it.' }), examples: () => ({ good: [], bad: [] }), check: () => ({}),
});
const found = (at: Spot | TextPlace, words = 'Wrong.', code = 'a-rule'): Finding => ({ rule: { ...made, code }, severity: 'error', at, data: words });
const spot = (...path: readonly (string | number)[]): Spot => path.reduce<Spot>((at, key) => at.at(key), rootOf('definition'));

const document = (value: JsonValue, file = '/project/apiDefinition.swagger.json'): NonNullable<Subject['definition']> => ({ file, syntax: 'json', text: JSON.stringify(value, undefined, 2), bytes: 0, value, damage: [] });
const definition: JsonObject = {
  info: { title: 'Things' },
  paths: { '/things': { get: { operationId: 'ListThings', parameters: [{ name: 'kind', in: 'query' }, { name: 'page', in: 'query' }, { name: 'page', in: 'header' }, { $ref: '#/parameters/shared' }, { in: 'query' }] }, post: { parameters: [{ name: 'body', in: 'body', schema: { enum: ['one', 'two'] } }] } } },
  'x-ms-connector-metadata': [{ propertyName: 'Website' }],
};
const subject: Subject = {
  name: 'things', whole: true, definition: document(definition),
  properties: document({ properties: { policyTemplateInstances: [{ templateId: 'setheader', title: 'Language' }] } }, '/project/apiProperties.json'),
  scripts: [{ file: '/project/script.csx', text: 'class Script\n{\n  \tvar a = Task.Run(x).Result;\n}\n', bytes: 0, generated: false, analysis: { notRun: 'a test' } }],
};

describe('baselines', () => {
  describe('know a place', () => {
    const places: readonly (readonly [what: string, at: Spot | TextPlace, place: string])[] = [
      ['in an operation, by its id', spot('paths', '/things', 'get', 'summary'), 'definition /ListThings/summary'],
      ['in an operation without one, by path and method', spot('paths', '/things', 'post', 'summary'), 'definition /paths/~1things/post/summary'],
      ['a path', spot('paths', '/things'), 'definition /paths/~1things'],
      ['a parameter, by place and name', spot('paths', '/things', 'get', 'parameters', 2, 'description'), 'definition /ListThings/parameters/header page/description'],
      ['a parameter by reference', spot('paths', '/things', 'get', 'parameters', 3), 'definition /ListThings/parameters/#~1parameters~1shared'],
      ['an item with nothing of its own, by position', spot('paths', '/things', 'get', 'parameters', 4), 'definition /ListThings/parameters/4'],
      ['an item that is not there', spot('paths', '/things', 'get', 'parameters', 9), 'definition /ListThings/parameters/9'],
      ['a scalar in a list, by itself', spot('paths', '/things', 'post', 'parameters', 0, 'schema', 'enum', 1), 'definition /paths/~1things/post/parameters/body body/schema/enum/two'],
      ['metadata, by name', spot('x-ms-connector-metadata', 0), 'definition /x-ms-connector-metadata/Website'],
      ['a policy, by template and title', rootOf('properties').at('properties', 'policyTemplateInstances', 0, 'parameters'), 'properties /properties/policyTemplateInstances/Language setheader/parameters'],
      ['the root', rootOf('definition'), 'definition'],
      ['a line, by its words', { part: 'script', file: '/project/script.csx', line: 3, column: 11 }, 'script script.csx var a = Task.Run(x).Result;'],
      ['a line beyond the end', { part: 'script', file: '/project/script.csx', line: 30, column: 1 }, 'script script.csx'],
      ['a stretch, by its words', { part: 'definition', file: '/project/apiDefinition.swagger.json', offset: 4, length: 6 }, 'definition "info"'],
      ['a whole file', { part: 'readme', file: '/project/readme.md', whole: true }, 'readme'],
    ];
    for (const [what, at, place] of places) it(what, () => assert.equal(stablePlace(found(at), subject), place));
  });

  it('leave out as many of the same as they count', () => {
    const at = spot('paths', '/things', 'get', 'summary');
    const [one, two, three] = [found(at), found(at), found(at)];
    const known = knownFindings([one, two], subject);
    assert.deepEqual(known.map(({ code, place, count }) => ({ code, place, count })), [{ code: 'a-rule', place: 'definition /ListThings/summary', count: 2 }]);
    assert.deepEqual(withoutKnown([one, two, three], subject, known), [three]);
    assert.deepEqual(withoutKnown([one], subject, known), []);
    assert.deepEqual(withoutKnown([one, two], subject), [one, two]);
  });

  it('know a finding by code, place and words, numbers and folders aside', () => {
    const at = spot('paths', '/things', 'get', 'summary');
    const known = knownFindings([found(at, 'The summary has 45 characters, in /project/apiDefinition.swagger.json.')], subject);
    const elsewhere: Subject = { ...subject, definition: document(definition, '/home/other/apiDefinition.swagger.json') };
    assert.deepEqual(withoutKnown([found(at, 'The summary has 1,046 characters, in /home/other/apiDefinition.swagger.json.')], elsewhere, known), []);
    const others = [found(at, 'The summary is empty.'), found(at, 'The summary has 45 characters.', 'b-rule'), found(spot('info', 'title'), 'The summary has 45 characters.')];
    assert.deepEqual(withoutKnown(others, subject, known), others);
  });

  it('know a finding after its document was put in another order and laid out anew', () => {
    // Objects in another order, lists of parameters too: neither changes what the connector is.
    const shuffled = (value: JsonValue, random: (most: number) => number): JsonValue => {
      if (!isObject(value)) return Array.isArray(value) ? [...value as readonly JsonValue[]].sort(() => random(2) - 0.5).map(each => shuffled(each, random)) : value; // isArray loses the items' type
      return Object.fromEntries(Object.entries(value).sort(() => random(2) - 0.5).map(([key, each]) => [key, shuffled(each as JsonValue, random)])); // a parsed object has no undefined values
    };
    const named: JsonObject = { paths: { '/a': { get: { operationId: 'GetA', parameters: ['w', 'x', 'y', 'z'].map(name => ({ name, in: 'query', enum: ['1', '2', '3'] })) } }, '/b': { get: { operationId: 'GetB' } } } };
    const every = (value: JsonValue, at: Spot = rootOf('definition')): readonly Finding[] => [
      found(at), ...(typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inside]) => every(inside as JsonValue, at.at(Array.isArray(value) ? Number(key) : key))) : []),
    ];
    fc.assert(fc.property(fc.integer(), seed => {
      let state = seed >>> 0;
      const random = (most: number): number => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state % most; };
      const other = shuffled(named, random);
      const known = knownFindings(every(named), { ...subject, definition: document(named) });
      assert.deepEqual(withoutKnown(every(other), { ...subject, definition: document(other) }, known), []);
      assert.equal(known.length, every(named).length, 'no two places are taken for one');
    }), { seed: 3, numRuns: 100 });
  });

  describe('as files', () => {
    const baseline: Baseline = new Map([
      ['z', [{ code: 'b', place: 'definition', about: '00000000', count: 1 }, { code: 'a', place: 'readme', about: '11111111', count: 12 }]],
      ['connector "a"', [{ code: 'b', place: 'definition /x', about: '22222222', count: 1 }]], ['nothing', []],
    ]);
    const text = `{
  "konektorBaseline": 1,
  "connectors": {
    "connector \\"a\\"": [
      { "code": "b", "place": "definition /x", "about": "22222222", "count": 1 }
    ],
    "z": [
      { "code": "a", "place": "readme", "about": "11111111", "count": 12 },
      { "code": "b", "place": "definition", "about": "00000000", "count": 1 }
    ]
  }
}
`;
    it('are sorted, one line for a finding', () => assert.equal(baselineText(baseline), text));
    it('may be empty', () => assert.equal(baselineText(new Map()), '{\n  "konektorBaseline": 1,\n  "connectors": {}\n}\n'));
    it('are read as they were written', () => assert.equal(baselineText(readBaseline(text).baseline!), text));

    const damaged: readonly (readonly [text: string, problem: RegExp])[] = [
      ['{', /^It is not JSON: .+\.$/], ['[]', /^It has no "connectors"\.$/], ['{"connectors":[]}', /^It has no "connectors"\.$/],
      ['{"konektorBaseline":2,"connectors":{}}', /^Its "konektorBaseline" is not 1, the form that this version of Konektor reads\.$/],
      ['{"konektorBaseline":1,"connectors":{"a":{}}}', /^An entry of "a" lacks code, place, about or count\.$/],
      ['{"konektorBaseline":1,"connectors":{"a":[{"code":"a","place":"b","about":"c","count":0}]}}', /^An entry of "a" lacks code, place, about or count\.$/],
    ];
    for (const [each, problem] of damaged) it(`are refused when damaged: ${each}`, () => assert.match(readBaseline(each).problem ?? '', problem));
  });
});
