import { inOperation, inParameter, inPaths } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { ParameterNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';

export const parameterNameReserved = rule<{ operation: string }>({
  code: 'param-name-reserved',
  title: 'No parameter is called connectionId',
  severity: always('error'),
  microsoft: ['ConnectionIdParameterNotAllowed', 'ReservedParameterIsUsed'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 617 },
  why: 'The platform adds a parameter connectionId of its own to every operation; a second one makes the import fail.',
  says: ({ operation }) => ({
    what: `A parameter of ${operation} is called connectionId, which the platform keeps for itself.`,
    todo: 'Give the parameter another name, and let custom code or a policy send its value under the name that the service expects.',
  }),
  examples: () => ({
    good: [inParameter({ name: 'connection' }), inParameter({ name: 'connection_id' })],
    bad: [{ example: inParameter({ name: 'connectionId' }), at: ['/name'] }],
  }),
  check: ({ report }) => ({
    parameter({ name, spot, operation }) {
      if (name === 'connectionId') report(spot.at('name'), { operation: quotedOperation(operation) });
    },
  }),
});

export const parameterDuplicates = rule<{ name: string; place: string; operation: string }>({
  code: 'param-duplicates',
  title: 'Every parameter of an operation is declared once',
  severity: always('error'),
  microsoft: ['OperationParametersAreNotUnique', 'OperationContainDuplicateParameter', 'PathParametersContainDuplicateParameter'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Two parameters with the same name in the same place can\'t be told apart, so the import fails.',
  page: 'Name and place (`in`) together must be unique. A parameter of an operation may replace one of its path; that is not a repetition.',
  says: ({ name, place, operation }) => ({
    what: `${operation} has two parameters "${brief(name)}" in the ${brief(place)}.`,
    todo: 'Delete one of them, or correct its name.',
  }),
  examples: () => ({
    good: [
      inOperation({ parameters: [{ name: 'kind', in: 'query', type: 'string' }, { name: 'kind', in: 'header', type: 'string' }] }),
      inPaths({ '/pets': { parameters: [{ name: 'kind', in: 'query', type: 'string' }], get: { operationId: 'ListPets', parameters: [{ name: 'kind', in: 'query', type: 'integer' }], responses: { 200: { description: 'The pets.' } } } } }),
    ],
    bad: [{ example: inOperation({ parameters: [{ name: 'kind', in: 'query', type: 'string' }, { name: 'kind', in: 'query', type: 'string' }] }), at: ['/parameters/1'] }],
  }),
  check: ({ report }) => ({
    operation(operation) {
      const { parameters } = operation;
      if (parameters.length < 2) return;
      const seen = new Map<string, ParameterNode>();
      for (const each of parameters) {
        if (each.name === undefined || each.in === undefined) continue;
        const key = `${each.in} ${each.name}`;
        const first = seen.get(key);
        if (first) report(each.site, { name: each.name, place: each.in, operation: quotedOperation(operation) }, [{ at: first.site, what: 'It is declared here first.' }]);
        else seen.set(key, each);
      }
    },
  }),
});

export const parameterOneBody = rule<{ operation: string; other: 'body' | 'formData' }>({
  code: 'param-one-body',
  title: 'An operation has either one body or form fields',
  severity: always('error'),
  microsoft: ['OperationParametersContainMultipleBodyParameters', 'ParameterListContainsFormDataAndBody'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'A request carries only one body: either one that a schema describes, or one made of form fields. Otherwise the import fails.',
  says: ({ operation, other }) => ({
    what: other === 'body' ? `${operation} has two body parameters.` : `${operation} has a body parameter and form fields.`,
    todo: other === 'body' ? 'Put all values into the schema of one body parameter.' : 'Describe the form fields only, or put everything into the schema of the body.',
  }),
  examples: () => ({
    good: [inOperation({ parameters: [{ name: 'a', in: 'formData', type: 'string' }, { name: 'b', in: 'formData', type: 'string' }] }, { method: 'post' })],
    bad: [
      { example: inOperation({ parameters: [{ name: 'a', in: 'body', schema: {} }, { name: 'b', in: 'body', schema: {} }] }, { method: 'post', path: '/pets' }), at: ['/parameters/1'] },
      { example: inOperation({ parameters: [{ name: 'a', in: 'formData', type: 'string' }, { name: 'b', in: 'body', schema: {} }] }, { method: 'post', path: '/pets' }), at: ['/parameters/1'] },
    ],
  }),
  check: ({ report }) => ({
    operation(operation) {
      let body: ParameterNode | undefined;
      let form: ParameterNode | undefined;
      for (const each of operation.parameters) {
        if (each.in === 'body') {
          if (body) report(each.site, { operation: quotedOperation(operation), other: 'body' }, [{ at: body.site, what: 'The first body is here.' }]);
          else body = each;
        } else if (each.in === 'formData') form ??= each;
      }
      if (body && form) report(body.site, { operation: quotedOperation(operation), other: 'formData' }, [{ at: form.site, what: 'A form field is here.' }]);
    },
  }),
});

const ascii = /^[\x20-\x7e]*$/;

export const formDataName = rule<{ name: string }>({
  code: 'param-formdata-name',
  title: 'The name of a form field has ASCII characters only',
  severity: always('error'),
  microsoft: ['InvalidFormDataParameterName'],
  source: 'Swagger validator rules',
  why: 'The name is sent in a header, and headers take ASCII characters only; the platform refuses other names at import.',
  says: ({ name }) => ({
    what: `The form field ${quoted(name)} has characters outside of ASCII in its name.`,
    todo: 'Use the ASCII name that the service expects, and write the other one in x-ms-summary.',
  }),
  examples: () => ({
    good: [inParameter({ in: 'formData', name: 'first_name' }), inParameter({ in: 'query', name: 'größe' })],
    bad: [{ example: inParameter({ in: 'formData', name: 'größe' }), at: ['/name'] }],
  }),
  check: ({ report }) => ({
    partOf: {
      parameter(object, spot) {
        const name = object['name'];
        if (typeof name === 'string' && object['in'] === 'formData' && !ascii.test(name)) report(spot.at('name'), { name });
      },
    },
  }),
});
