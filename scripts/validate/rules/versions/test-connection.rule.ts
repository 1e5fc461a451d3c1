import { inDefinition } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { isObject, member, objectAt, textAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';
import { quotedOperation } from '../../words/quoted-operation';
import { meantBy } from '../dynamic/operation.rule';
import { missingInputs } from '../dynamic/missing-inputs';

const capability = (testConnection: JsonObject, parameters: readonly JsonObject[] = []) => {
  const { paths } = smallDefinition();
  const example = inDefinition({ 'x-ms-capabilities': { testConnection }, paths: { '/items': { get: { ...paths['/items'].get, parameters } } } });
  return { ...example, shown: JSON.stringify({ 'x-ms-capabilities': { testConnection } }, undefined, 2) };
};
const kind: JsonObject = { name: 'kind', in: 'query', required: true, type: 'string', 'x-ms-summary': 'Kind', description: 'The kind of animal to list.' };
const place = '/x-ms-capabilities/testConnection';

type Wrong = 'no id' | 'no operation' | 'method' | 'missing' | 'reference';

export const testConnection = rule<{ readonly wrong: Wrong; readonly operation: string; readonly names: readonly string[]; readonly method: string }>({
  code: 'test-connection',
  title: 'The operation that tests a connection exists, is a GET and needs nothing from the maker',
  severity: always('error'),
  microsoft: ['OperationIdNotFound'],
  source: 'guide to testing connections',
  evidence: { certified: 100, recent: 100, applicable: 32 },
  why: 'The platform calls this operation (testConnection in x-ms-capabilities) when a connection is made. If the call can\'t be made, or answers with anything but 200 to 299, nobody can connect.',
  page: 'Its inputs may have fixed values under `parameters`. It can\'t refer to other inputs: there are none when a connection is made.',
  says: ({ wrong, operation, names, method }) => ({
    'no id': { what: 'The testConnection names no operation.', todo: 'Write the operationId of an operation that answers without inputs.' },
    'no operation': { what: `The testConnection names "${brief(operation)}", which is not an operation of this connector.`, todo: names[0] === undefined ? 'Write the operationId of an operation that answers without inputs.' : `Write "${brief(names[0])}", as the operation spells it.` },
    method: { what: `The operation ${operation} that tests a connection has the method ${method}.`, todo: 'Choose an operation with the method GET, which changes nothing.' },
    missing: { what: `The operation ${operation} that tests a connection requires ${listed(names.map(quoted))}, and nothing is passed.`, todo: 'Write fixed values under `parameters`, or choose an operation without required inputs.' },
    reference: { what: `The testConnection takes ${listed(names.map(quoted))} from another input, but there is none when a connection is made.`, todo: 'Write a fixed value.' },
  })[wrong],
  fix: {
    safe: true,
    title: 'Spell the operationId as the operation does.',
    edits: ({ wrong, names }, at) => (wrong === 'no operation' && names[0] !== undefined && 'pointer' in at ? [{ at, set: names[0] }] : undefined),
  },
  examples: () => ({
    good: [capability({ operationId: 'ListItems' }), capability({ operationId: 'ListItems', parameters: { kind: 'cat' } }, [kind]), capability({ operationId: 'ListItems', parameters: {} }, [{ ...kind, default: 'cat' }])],
    bad: [
      { example: capability({ operationId: 'GetMe' }), at: [`${place}/operationId`] },
      { example: capability({ operationId: 'listItems' }), at: [`${place}/operationId`], fixed: capability({ operationId: 'ListItems' }) },
      { example: capability({}), at: [place] },
      { example: capability({ operationId: 'ListItems' }, [kind]), at: [place] },
      { example: capability({ operationId: 'ListItems', parameters: { kind: { parameter: 'kind' } } }, [kind]), at: [`${place}/parameters/kind`] },
    ],
  }),
  check: ({ report }) => ({
    definition(index) {
      const capabilities = objectAt(index.root, 'x-ms-capabilities');
      const test = objectAt(capabilities, 'testConnection');
      if (!test) return;
      const spot = index.spot.at('x-ms-capabilities', 'testConnection');
      const operationId = textAt(test, 'operationId');
      const words = { operation: operationId ?? '', names: [], method: '' };
      if (operationId === undefined) { report(spot, { ...words, wrong: 'no id' }); return; }
      const named = index.operation(operationId);
      if (!named) { report(spot.at('operationId'), { ...words, wrong: 'no operation', names: [meantBy(index, operationId)].filter(each => each !== undefined) }); return; }
      const known = { ...words, operation: quotedOperation(named), method: named.method.toUpperCase() };
      if (named.method !== 'get') report(spot.at('operationId'), { ...known, wrong: 'method' });
      const given = objectAt(test, 'parameters') ?? {};
      for (const [name, value] of Object.entries(given)) {
        if (isObject(value) && (member(value, 'parameter') !== undefined || member(value, 'parameterReference') !== undefined)) report(spot.at('parameters', name), { ...known, wrong: 'reference', names: [name] });
      }
      const missing = missingInputs(index, named, Object.keys(given));
      if (missing.length > 0) report(spot, { ...known, wrong: 'missing', names: missing });
    },
  }),
});
