import { inBody, inOperation, inParameter } from '../../examples/example';
import { isObject, itemsAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import type { OperationNode, PathNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';
import { parameterName } from './parameter-name';

const path = '/items/{id}';
const withId = (more: JsonObject, at = path) => inOperation({ parameters: [{ name: 'id', in: 'path', required: true, type: 'string', ...more }] }, { path: at });

export const pathParameterRequired = rule<{ parameter: string; written: boolean }>({
  code: 'path-param-required',
  title: 'A path parameter is required',
  severity: always('error'),
  microsoft: ['PathParameterMustBeRequired'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 376 },
  why: 'An address with a gap in it leads nowhere, so the platform refuses path parameters that may stay empty.',
  says: ({ parameter }) => ({
    what: `The path parameter "${brief(parameter)}" is not required.`,
    todo: 'Add "required": true.',
  }),
  fix: {
    safe: true,
    title: 'Make it required.',
    edits: ({ written }, at) => ('pointer' in at ? [{ at: written ? at : at.at('required'), set: true }] : undefined),
  },
  examples: () => ({
    good: [withId({}), inParameter({ required: false })],
    bad: [
      { example: withId({ required: false }), at: ['/parameters/0/required'], fixed: withId({}) },
      {
        example: inOperation({ parameters: [{ name: 'id', in: 'path', type: 'string' }] }, { path }), at: ['/parameters/0'],
        fixed: inOperation({ parameters: [{ name: 'id', in: 'path', type: 'string', required: true }] }, { path }),
      },
    ],
  }),
  check: ({ report }) => ({
    partOf: {
      parameter(object, spot) {
        if (object['in'] !== 'path') return;
        const { required } = object;
        if (required === undefined) report(spot, { parameter: parameterName(object), written: false });
        else if (required === false) report(spot.at('required'), { parameter: parameterName(object), written: true });
      },
    },
  }),
});


/** The names in braces; undefined where the braces themselves are wrong, which `path-template` says. */
function variablesOf({ path: template }: PathNode): ReadonlySet<string> | undefined {
  if (!template.includes('{')) return template.includes('}') ? undefined : none;
  const names = new Set<string>();
  for (let open = template.indexOf('{'), from = 0; ; open = template.indexOf('{', from)) {
    const close = template.indexOf('}', from);
    if (open < 0) return close < 0 ? names : undefined;
    const next = template.indexOf('{', open + 1);
    if (close < open || (next >= 0 && next < close)) return undefined;
    names.add(template.slice(open + 1, close));
    from = close + 1;
  }
}
const none: ReadonlySet<string> = new Set();

const alike = (others: Iterable<string>, name: string): string | undefined => Array.from(others).find(each => each.toLowerCase() === name.toLowerCase());

/** True when a parameter of the operation or its path is a reference that leads nowhere: it might have been the one. */
const hasUnknown = ({ operation, path: { item }, parameters }: OperationNode): boolean =>
  itemsAt(operation, 'parameters').length + itemsAt(item, 'parameters').length > parameters.length
  && [...itemsAt(operation, 'parameters'), ...itemsAt(item, 'parameters')].some(each => isObject(each) && each['$ref'] !== undefined);

type Mismatch = { readonly operation: string; readonly path: string; readonly name: string; readonly kind: 'undeclared' | 'unused'; readonly other: string | undefined };

export const pathParameterMatches = rule<Mismatch>({
  code: 'path-param-matches',
  title: 'The variables of a path and the path parameters are the same',
  severity: always('error'),
  microsoft: ['PathParameterNotDefinedInTemplate', 'OperationMissingPathParameter'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 99.6, applicable: 376 },
  why: 'A variable without a parameter can\'t be filled in, and a path parameter without a variable has nowhere to go; the import fails.',
  page: 'The names are compared exactly, capitals included.',
  says: ({ operation, path: template, name, kind, other }) => (kind === 'undeclared'
    ? { what: `The path ${quoted(template)} has a variable "${brief(name)}", but ${operation} has no path parameter of that name${other === undefined ? '' : `; it has "${brief(other)}"`}.`, todo: other === undefined ? `Add a parameter "${brief(name)}" with "in": "path".` : 'Write both names the same way.' }
    : { what: `${operation} has a path parameter "${brief(name)}", but the path ${quoted(template)} has no variable of that name${other === undefined ? '' : `; it has "${brief(other)}"`}.`, todo: other === undefined ? `Write "{${brief(name)}}" into the path where the value belongs, or move the parameter to "query".` : 'Write both names the same way.' }),
  examples: () => ({
    good: [withId({}), inOperation({ parameters: [{ name: 'a', in: 'path', required: true, type: 'string' }, { name: 'b', in: 'path', required: true, type: 'string' }] }, { path: '/items({a},{b}).json' })],
    bad: [
      { example: inOperation({ parameters: [] }, { path }), at: [''] },
      { example: withId({}, '/things'), at: ['/parameters/0'] },
      { example: withId({ name: 'ID' }), at: ['/parameters/0'] },
    ],
  }),
  check: ({ report }) => ({
    path(node) {
      const variables = variablesOf(node);
      if (!variables) return;
      for (const operation of node.operations) {
        const names = new Set<string>();
        for (const { in: place, name, site } of operation.parameters) {
          if (place !== 'path' || name === undefined) continue;
          names.add(name);
          if (!variables.has(name)) report(site, { operation: quotedOperation(operation), path: node.path, name, kind: 'unused', other: alike(variables, name) });
        }
        for (const name of variables) {
          // A name that differs in its capitals alone was reported at the parameter.
          if (!names.has(name) && alike(names, name) === undefined && !hasUnknown(operation)) report(operation.spot, { operation: quotedOperation(operation), path: node.path, name, kind: 'undeclared', other: undefined });
        }
      }
    },
  }),
});

export const pathParameterEncoding = rule<{ parameter: string; value: string | undefined }>({
  code: 'path-param-encoding',
  title: 'A path parameter says how it is encoded',
  severity: always('warning'),
  microsoft: ['PathParameterMissingEncoding'],
  source: 'Swagger validator rules',
  evidence: { certified: 64.6, recent: 69.8, independent: 91.7, applicable: 376 },
  why: 'A value with a slash or a space reaches the service only when it is encoded as the service expects. Microsoft\'s validator warns where the connector does not say how.',
  page: '`single` is what the platform does anyway: the value is percent-encoded once. `double` is for services behind a proxy that decodes once on the way.',
  says: ({ parameter, value }) => (value === undefined
    ? { what: `The path parameter "${brief(parameter)}" has no x-ms-url-encoding.`, todo: 'Add "x-ms-url-encoding": "single"; "double" if the service decodes the address twice.' }
    : { what: `The path parameter "${brief(parameter)}" has the x-ms-url-encoding ${quoted(value)}, which is not one of the two.`, todo: 'Write "single" or "double".' }),
  fix: {
    safe: true,
    title: 'Say "single", which is what happens already.',
    edits: ({ value }, at) => (value === undefined && 'pointer' in at ? [{ at: at.at('x-ms-url-encoding'), set: 'single' }] : undefined),
  },
  examples: () => ({
    good: [withId({ 'x-ms-url-encoding': 'single' }), withId({ 'x-ms-url-encoding': 'double' }), inParameter({})],
    bad: [
      { example: withId({}), at: ['/parameters/0'], fixed: withId({ 'x-ms-url-encoding': 'single' }) },
      { example: withId({ 'x-ms-url-encoding': 'Single' }), at: ['/parameters/0/x-ms-url-encoding'] },
    ],
  }),
  check: ({ report }) => ({
    partOf: {
      parameter(object, spot) {
        if (object['in'] !== 'path') return;
        const value = object['x-ms-url-encoding'];
        if (value === undefined) report(spot, { parameter: parameterName(object), value: undefined });
        else if (typeof value === 'string' && value !== 'single' && value !== 'double') report(spot.at('x-ms-url-encoding'), { parameter: parameterName(object), value });
      },
    },
  }),
});

export const queryParameterEncoding = rule<{ holder: string; value: string }>({
  code: 'query-param-encoding',
  title: 'x-ms-url-encoding is for path parameters only',
  severity: always('warning'),
  microsoft: ['QueryParameterEncodingNotSupported'],
  source: 'Swagger validator rules',
  why: 'The platform supports the setting for the path alone. Elsewhere it is ignored at best; at worst, "double" spoils the value.',
  page: 'Fourteen of 619 published connectors have it elsewhere, so it does not keep a connector from working.',
  says: ({ holder }) => ({
    what: `${holder} has an x-ms-url-encoding.`,
    todo: 'Delete the key.',
  }),
  fix: { safe: true, title: 'Delete the key.', edits: ({ value }, at) => (value === 'single' && 'pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [withId({ 'x-ms-url-encoding': 'single' })],
    bad: [
      { example: inParameter({ 'x-ms-url-encoding': 'single' }), at: ['/x-ms-url-encoding'], fixed: inParameter({}) },
      { example: inParameter({ 'x-ms-url-encoding': 'double' }), at: ['/x-ms-url-encoding'] },
      { example: inBody({ type: 'string', 'x-ms-url-encoding': 'double' }), at: ['/x-ms-url-encoding'] },
    ],
  }),
  check: ({ report }) => atKeys({
    'x-ms-url-encoding'(value, object, role, spot) {
      const place = object['in'];
      if (role === 'schema' || role === 'items') report(spot.at('x-ms-url-encoding'), { holder: role === 'schema' ? 'A schema' : 'The items of a list', value: String(value) });
      else if ((role === 'parameter' || role === 'bodyParameter') && typeof place === 'string' && place !== 'path') report(spot.at('x-ms-url-encoding'), { holder: `The parameter "${brief(parameterName(object))}" in the ${brief(place)}`, value: String(value) });
    },
  }),
});
