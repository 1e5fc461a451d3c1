import { inAnswer, inBody, inDefinition } from '../../examples/example';
import { whenCertifying } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import type { SchemaNode } from '../../walk/nodes';
import { schemaUse } from '../../walk/schema-use';
import { quoted } from '../../words/quoted';

interface Unnamed { readonly name: string }

/**
 * A property that makers see as a field or as an output: not hidden, not an object (its properties are shown instead),
 * and not a reference, beside which texts have no effect.
 */
const isShown = ({ position, schema, internal }: SchemaNode): boolean =>
  position === 'property' && !internal && schema['type'] !== 'object' && schema['properties'] === undefined && schema['$ref'] === undefined && schema['allOf'] === undefined;

const hasDescription = ({ schema }: SchemaNode): boolean => schema['description'] !== undefined;
const hasTitle = ({ schema }: SchemaNode): boolean => schema['x-ms-summary'] !== undefined || schema['title'] !== undefined;

/** Looks at what requests have, or at what only answers have. */
function missing({ report, definition }: RuleContext<Unnamed>, has: (node: SchemaNode) => boolean, direction: 'input' | 'output'): Visitors {
  return {
    schema(node) {
      if (node.position !== 'property' || has(node) || !isShown(node)) return;
      const use = schemaUse(node, definition);
      if (use.visible && (direction === 'input' ? use.input : use.output && !use.input)) report(node.spot, { name: node.name ?? '' });
    },
  };
}

const titled = { type: 'string', title: 'Name' };
const described = { type: 'string', description: 'What the animal is called.' };
const object = (name: object) => ({ type: 'object', properties: { name: { ...name } } });
const hidden = { type: 'string', 'x-ms-visibility': 'internal' };
const unused = { definitions: { Item: object({ type: 'string' }) } };

export const propertyDescription = rule<Unnamed>({
  code: 'prop-description',
  title: 'An input property has a description',
  severity: whenCertifying('warning'),
  source: 'connector string guidance',
  evidence: { certified: 66.1, recent: 64, independent: 70.4, applicable: 499 },
  why: 'The designer shows the description in the empty field; without it makers have to guess what to enter.',
  page: 'Internal properties are exempt, and so are objects (their properties are shown instead), references, and what only internal operations use.',
  says: ({ name }) => ({ what: `The input property ${quoted(name)} has no description.`, todo: 'Add "description" with a sentence that says what to enter.' }),
  examples: () => ({
    good: [inBody(object(described)), inBody(object(hidden)), inAnswer(object(titled)), inDefinition(unused)],
    bad: [{ example: inBody(object(titled)), at: ['/properties/name'] }],
  }),
  check: context => missing(context, hasDescription, 'input'),
});

export const propertyDescriptionOutput = rule<Unnamed>({
  code: 'prop-description-output',
  title: 'An output property has a description',
  severity: whenCertifying('warning'),
  source: 'connector string guidance',
  evidence: { certified: 47.3, recent: 39, independent: 51.9, applicable: 577 },
  why: 'Makers see the description when they choose an output for a later step. Half of the published connectors lack some.',
  page: 'A property that requests use as well is a matter of `prop-description`. Internal properties are exempt, and so are objects, references, and what only internal operations use.',
  says: ({ name }) => ({ what: `The output property ${quoted(name)} has no description.`, todo: 'Add "description" with a sentence that says what the value is.' }),
  examples: () => ({
    good: [inAnswer(object(described)), inAnswer(object(hidden)), inBody(object(titled))],
    bad: [{ example: inAnswer(object(titled)), at: ['/properties/name'] }],
  }),
  check: context => missing(context, hasDescription, 'output'),
});

export const propertyTitle = rule<Unnamed>({
  code: 'prop-title',
  title: 'An input property has a title',
  severity: whenCertifying('information'),
  source: 'openapi extensions',
  evidence: { certified: 44.1, recent: 41.9, independent: 70.4, applicable: 499 },
  why: 'The designer shows x-ms-summary, or else title, as the label of the field; without both, makers see the technical name.',
  says: ({ name }) => ({ what: `The input property ${quoted(name)} has neither x-ms-summary nor title.`, todo: 'Add "title" with a short label in title case.' }),
  examples: () => ({
    good: [inBody(object(titled)), inBody(object({ type: 'string', 'x-ms-summary': 'Name' })), inBody(object(hidden))],
    bad: [{ example: inBody(object(described)), at: ['/properties/name'] }],
  }),
  check: context => missing(context, hasTitle, 'input'),
});

export const propertyTitleOutput = rule<Unnamed>({
  code: 'prop-title-output',
  title: 'An output property has a title',
  severity: whenCertifying('information'),
  source: 'openapi extensions',
  evidence: { certified: 14, recent: 13.6, independent: 53.7, applicable: 577 },
  why: 'The designer lists outputs by their x-ms-summary, or else by their title; without both, makers see the technical name.',
  says: ({ name }) => ({ what: `The output property ${quoted(name)} has neither x-ms-summary nor title.`, todo: 'Add "title" with a short name in title case.' }),
  examples: () => ({
    good: [inAnswer(object(titled)), inAnswer(object(hidden))],
    bad: [{ example: inAnswer(object(described)), at: ['/properties/name'] }],
  }),
  check: context => missing(context, hasTitle, 'output'),
});
