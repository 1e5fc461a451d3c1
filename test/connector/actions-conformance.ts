import { isOptional, schemaOf, type Schema } from '../../scripts/model/schema';

const whenExactly = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/;

/** Where a value departs from what a schema declares; each with its place. Nothing may be missing, nothing extra. */
export function departures(schema: Schema, value: unknown, place = '$'): string[] {
  const unless = (fits: boolean, wanted: string): string[] => (fits ? [] : [`${place}: ${wanted} expected, not ${JSON.stringify(value)}`]);
  switch (schema.kind) {
    case 'text': return unless(typeof value === 'string', 'text');
    case 'wholeNumber': return unless(Number.isSafeInteger(value), 'a whole number');
    case 'decimalNumber': return unless(typeof value === 'number', 'a number');
    case 'yesNo': return unless(typeof value === 'boolean', 'true or false');
    case 'dateTime': return unless(typeof value === 'string' && whenExactly.test(value), 'an instant');
    case 'list': return Array.isArray(value) ? value.flatMap((item, index) => departures(schema.of, item, `${place}[${index}]`)) : unless(false, 'a list');
    case 'map': case 'freeForm': case 'dynamic': return unless(isObject(value), 'an object');
    case 'record': {
      if (!isObject(value)) return unless(false, 'an object');
      const declared = Object.entries(schema.properties);
      return [
        ...Object.keys(value).filter(name => !(name in schema.properties)).map(name => `${place}.${name}: not declared`),
        ...declared.flatMap(([name, property]) => (name in value ? departures(schemaOf(property), value[name], `${place}.${name}`)
          : isOptional(property) ? [] : [`${place}.${name}: missing`])),
      ];
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
