import { inBody, inOperation, inParameter } from '../../examples/example';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../json';
import { platformThen } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';
import { atKeys, objectAtPath } from '../../walk/schema-keys';
import { schemaUseAt } from '../../walk/schema-use';
import { brief } from '../../words/brief';

/** Where the mistake is: a parameter, or a property of a body. */
interface Hidden { readonly kind: 'parameter' | 'property'; readonly name: string }
const labelOf = ({ kind, name }: Hidden): string => `The ${kind} "${brief(name)}"`;

/** Values that the platform makes up itself, or that have parts with defaults of their own. */
const needsNoDefault = (object: JsonObject): boolean =>
  object['type'] === 'object' || object['type'] === 'array' || object['properties'] !== undefined || object['$ref'] !== undefined || object['allOf'] !== undefined
  || object['x-ms-notification-url'] === true;

/** The property that a schema describes: its name, the place of the object around it and what that lists as required. Undefined when it is no property. */
function propertyAt(spot: Spot, index: DefinitionIndex): { readonly name: string; readonly above: Spot; readonly list: JsonValue | undefined; readonly required: boolean } | undefined {
  const properties = spot.up();
  const above = properties?.up();
  // A property may itself be called "properties"; then its own schema stands one level deeper.
  if (properties?.key !== 'properties' || !above || typeof spot.key !== 'string') return undefined;
  const object = objectAtPath(index.root, above.path());
  const list = object && member(object, 'required');
  return object && isObject(object['properties']) ? { name: spot.key, above, list, required: isArray(list) && list.includes(spot.key) } : undefined;
}

const internal = { 'x-ms-visibility': 'internal' } as const;
const inBodyWith = (version: JsonObject, required?: readonly string[]) => inBody({ type: 'object', properties: { version: { type: 'string', title: 'Version', ...version } }, ...(required ? { required } : {}) });

export const internalRequiredDefault = rule<Hidden>({
  code: 'internal-required-default',
  title: 'What is internal and required has a default value',
  severity: platformThen('warning', 'error'),
  source: 'openapi extensions',
  evidence: { certified: 99.3, recent: 98.6, independent: 100, applicable: 304 },
  why: 'Makers do not see what is internal and can\'t fill it in. Without a default value the request goes out incomplete.',
  page: 'Objects and lists are exempt, because their parts may have defaults. So is the property with `"x-ms-notification-url": true`, which the platform fills with the address of the flow. In internal operations everything is left to whoever calls them.',
  says: data => ({
    what: `${labelOf(data)} is internal and required but has no default.`,
    todo: 'Add the value that always has to be sent as "default", or let makers see it.',
  }),
  examples: () => ({
    good: [
      inParameter({ ...internal, required: true, default: 'all' }),
      inParameter({ ...internal, required: false }),
      inBodyWith({ ...internal, 'x-ms-notification-url': true }, ['version']),
      inBodyWith({ ...internal, type: 'object', properties: {} }, ['version']),
      inOperation({ ...internal, parameters: [{ name: 'kind', in: 'query', required: true, type: 'string', ...internal }] }),
    ],
    bad: [
      { example: inParameter({ ...internal, required: true }), at: [''] },
      { example: inBodyWith(internal, ['version']), at: ['/properties/version'] },
    ],
  }),
  check: ({ report, definition }) => ({
    parameter(node) {
      if (node.internal && node.required && !node.operation.internal && node.in !== 'body' && member(node.parameter, 'default') === undefined && !needsNoDefault(node.parameter)) {
        report(node.spot, { kind: 'parameter', name: node.name ?? '' });
      }
    },
    ...atKeys({
      'x-ms-visibility'(visibility, schema, role, spot) {
        if (visibility !== 'internal' || role !== 'schema' || !definition || member(schema, 'default') !== undefined || needsNoDefault(schema)) return;
        const property = propertyAt(spot, definition);
        if (!property?.required) return;
        const use = schemaUseAt(spot, definition);
        if (use.input && use.visible) report(spot, { kind: 'property', name: property.name });
      },
    }),
  }),
});

export const internalDefaultRequired = rule<Hidden & { readonly required?: Spot; readonly listed?: number }>({
  code: 'internal-default-required',
  title: 'What is internal and has a default is required',
  severity: platformThen('warning', 'error'),
  microsoft: ['PropertyMustBeRequired', 'InternalPropertyWithDefaultOptional'],
  source: 'Swagger validator rules',
  evidence: { certified: 96, recent: 91.7, independent: 95.3, applicable: 227 },
  why: 'The designer sends the default of a hidden field only when the field is required; otherwise the default is never sent. In bodies, Microsoft\'s validator refuses such a field today.',
  says: data => ({
    what: `${labelOf(data)} is internal and has a default but is not required, so that the default is never sent.`,
    todo: data.kind === 'parameter' ? 'Add "required": true; or delete the default if the service does not need it.' : 'List it under "required" of the object around it; or delete the default if the service does not need it.',
  }),
  fix: {
    safe: false,
    title: 'Make it required, so that the default is sent.',
    edits: (data, at) => {
      if (!('pointer' in at)) return undefined;
      if (data.kind === 'parameter') return [{ at: at.at('required'), set: true }];
      if (!data.required) return undefined;
      return [data.listed === undefined ? { at: data.required, set: [data.name] } : { at: data.required.at(data.listed), set: data.name }];
    },
  },
  examples: () => ({
    good: [
      inParameter({ ...internal, required: true, default: 'all' }),
      inParameter({ required: false, default: 'all' }),
      inBodyWith({ ...internal, default: '2' }, ['version']),
    ],
    bad: [
      { example: inParameter({ ...internal, default: 'all' }), at: [''], fixed: inParameter({ ...internal, default: 'all', required: true }) },
      { example: inBodyWith({ ...internal, default: '2' }), at: ['/properties/version'], fixed: inBodyWith({ ...internal, default: '2' }, ['version']) },
    ],
  }),
  check: ({ report, definition }) => {
    const fixed = new Set<string>();
    return {
      parameter(node) {
        if (node.internal && !node.required && !node.operation.internal && node.in !== 'body' && member(node.parameter, 'default') !== undefined) report(node.spot, { kind: 'parameter', name: node.name ?? '' });
      },
      ...atKeys({
        'x-ms-visibility'(visibility, schema, role, spot) {
          if (visibility !== 'internal' || role !== 'schema' || !definition || member(schema, 'default') === undefined) return;
          const property = propertyAt(spot, definition);
          if (!property || property.required) return;
          const use = schemaUseAt(spot, definition);
          if (!use.input || !use.visible) return;
          const { list, above } = property;
          // Two fixes of one list would write to the same place; the second waits for the next run.
          const place = above.pointer();
          const fixable = (list === undefined || isArray(list)) && !fixed.has(place);
          fixed.add(place);
          report(spot, { kind: 'property', name: property.name, ...(fixable ? { required: above.at('required') } : {}), ...(isArray(list) ? { listed: list.length } : {}) });
        },
      }),
    };
  },
});
