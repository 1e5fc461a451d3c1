import { inOperation } from '../../examples/example';
import { platformThen } from '../../profile';
import { rule } from '../../rule';

export const getNoBody = rule<{ method: string; place: string }>({
  code: 'get-no-body',
  title: 'An operation that reads (GET, HEAD) has neither a body nor a form',
  severity: platformThen('warning', 'error'),
  microsoft: ['BodyOrFormDataParameterInFetchOperationNotAllowed'],
  source: 'Swagger validator rules',
  evidence: { certified: 98.9, recent: 100, independent: 99.7, applicable: 455 },
  why: 'Servers ignore the body of such a request, and the gateway may drop it. Microsoft\'s validator refuses it.',
  says: ({ method, place }) => ({ what: `The ${method.toUpperCase()} operation has ${place === 'body' ? 'a body' : 'a form field'}.`, todo: 'Make it a query parameter, or the operation a POST.' }),
  examples: () => ({
    good: [inOperation({ parameters: [] })],
    bad: [{ example: inOperation({ parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }] }), at: ['/parameters/0'] }],
  }),
  check: ({ report }) => ({
    parameter({ in: place, operation: { method }, site }) {
      if ((place === 'body' || place === 'formData') && (method === 'get' || method === 'head')) report(site, { method, place });
    },
  }),
});
