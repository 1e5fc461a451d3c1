/** Values of generated documents lead to the author's own lines. */
import assert from 'node:assert/strict';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { spansOf } from '../../scripts/diagnostics/file-places';
import { escapedPointerKey } from '../../scripts/diagnostics/json/json-pointer';
import { sourceTextsOnDisk } from '../../scripts/diagnostics/source/source-texts';
import type { SourceSpan } from '../../scripts/diagnostics/source/source-span';
import { generate } from '../../scripts/generate/artifacts';
import { generateWithOrigins, type WithOrigins } from '../../scripts/generate/origins';
import type { Publisher } from '../../scripts/generate/publisher';
import type { Connector } from '../../scripts/model/connector';
import { all, publisher } from './connectors';

const root = resolve(__dirname, '..', '..');
const konektorYaml = join(root, 'konektor.yaml');

/** As konektor.yaml of this project has it. */
const ownPublisher: Publisher = {
  name: 'Placeholder Publisher', contact: { name: 'Placeholder Contact', email: 'placeholder@example.com', url: 'https://example.com/placeholder-support' },
  website: 'https://example.com/placeholder-website', privacyPolicy: 'https://example.com/placeholder-privacy',
};

const worded = new Set(['title', 'description', 'summary', 'x-ms-summary', 'x-ms-trigger-hint', 'displayName', 'tooltip', 'operationId']);
interface Worded { readonly pointer: string; readonly text: string }

/** Every text of a document that stands under one of the keys that people read, with its pointer. */
function textsIn(value: unknown, pointer = '', found: Worded[] = []): readonly Worded[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inside] of Object.entries(value)) {
    const at = `${pointer}/${escapedPointerKey(key)}`;
    if (worded.has(key) && typeof inside === 'string') found.push({ pointer: at, text: inside });
    textsIn(inside, at, found);
  }
  return found;
}

/** Texts of the toolchain's own, which no author wrote at a builder, and names of operations that stand for an operation. */
const composed: readonly (readonly [what: string, pointer: RegExp])[] = [
  ['descriptions of responses', /\/responses\/\d+\/description$/],
  ['the list of a trigger\'s events', /\/responses\/200\/schema\/properties\/value\/(title|description)$/],
  ['the fields of a sign-in', /\/parameters\/token(:\w+)?\/uiDefinition\/(displayName|description|tooltip)$/],
  ['references to lookups and to the test operation', /\/(x-ms-dynamic-\w+|testConnection)\/operationId$/],
];

describe('origins', function () {
  this.timeout(60000);
  const texts = sourceTextsOnDisk();
  const spanOf = ({ origins }: WithOrigins, part: string, pointer: string): SourceSpan | undefined => {
    const where = origins.whereOf(part, pointer);
    return where && spansOf([where], texts)(where);
  };
  const lineOf = ({ file, line }: SourceSpan): string => texts.text(file)!.split('\n')[line - 1]!;
  const markedAt = (span: SourceSpan | undefined): string | undefined => span && lineOf(span).slice(span.column - 1, span.column - 1 + span.length);

  /** Whether a span marks exactly this text as a literal, or, where the text is long, the name before it. */
  function says(span: SourceSpan, text: string): boolean {
    const source = ts.createSourceFile('line.ts', `({${lineOf(span).slice(span.column - 1)}`, ts.ScriptTarget.Latest, true);
    const marked = markedAt(span)!;
    let found = false;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && node.text === text && (node.getText() === marked || (ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === marked))) found = true;
      ts.forEachChild(node, visit);
    };
    visit(source);
    const plain = ts.createSourceFile('marked.ts', marked, ts.ScriptTarget.Latest, true).statements[0];
    return found || (plain !== undefined && ts.isExpressionStatement(plain) && ts.isStringLiteralLike(plain.expression) && plain.expression.text === text);
  }

  /** The texts that do not lead to themselves, and how many do. */
  function astray(made: WithOrigins, part: 'definition' | 'properties', folder: string): { readonly lost: readonly object[]; readonly found: number } {
    const wanted = textsIn(made[part]).filter(({ pointer }) => !composed.some(([, pattern]) => pattern.test(pointer)));
    const lost = wanted.flatMap(({ pointer, text }) => {
      const span = spanOf(made, part, pointer);
      const right = span && relative(root, span.file).replaceAll('\\', '/').startsWith(folder) && says(span, text);
      return right ? [] : [{ pointer, text, place: span && `${relative(root, span.file)}:${span.line}:${span.column}`, marked: markedAt(span) }];
    });
    return { lost, found: wanted.length - lost.length };
  }

  describe('of our own connector', () => {
    // What the module exports as default.
    const connector = (require(join(root, 'connector', 'index.ts')) as { readonly default: Connector }).default;
    const made = generateWithOrigins(connector, ownPublisher, konektorYaml);

    it('come with the very artifacts that generate makes, and their documents', () => {
      assert.deepEqual(made.artifacts, generate(connector, ownPublisher));
      assert.deepEqual(JSON.parse(made.artifacts['apiDefinition.swagger.json']), made.definition);
      assert.deepEqual(JSON.parse(made.artifacts['apiProperties.json']), made.properties);
      assert.deepEqual(JSON.parse(made.artifacts['settings.json']), made.settings);
    });

    for (const [part, atLeast] of [['definition', 400], ['properties', 10]] as const) {
      it(`lead every text of the ${part} to the line that says it`, () => {
        const { lost, found } = astray(made, part, 'connector/');
        assert.deepEqual(lost, []);
        assert.ok(found >= atLeast, `${found} texts were looked at`);
      });
    }

    it('lead what the publisher says to konektor.yaml', () => {
      const marked = (part: string, pointer: string): readonly (string | undefined)[] => {
        const span = spanOf(made, part, pointer);
        return [span && relative(root, span.file), markedAt(span)];
      };
      assert.deepEqual(marked('definition', '/info/contact/email'), ['konektor.yaml', 'placeholder@example.com']);
      assert.deepEqual(marked('definition', '/info/contact'), ['konektor.yaml', 'contact']);
      assert.deepEqual(marked('definition', '/x-ms-connector-metadata/0/propertyValue'), ['konektor.yaml', 'https://example.com/placeholder-website']);
      assert.deepEqual(marked('definition', '/x-ms-connector-metadata/1/propertyValue'), ['konektor.yaml', 'https://example.com/placeholder-privacy']);
      assert.deepEqual(marked('properties', '/properties/publisher'), ['konektor.yaml', 'Placeholder Publisher']);
      assert.deepEqual(marked('properties', '/properties/stackOwner'), ['konektor.yaml', 'Placeholder Publisher']);
    });
  });

  for (const [name, connector] of Object.entries(all)) {
    it(`lead every text of the connector "${name}" to the line that says it`, () => {
      const made = generateWithOrigins(connector, publisher);
      assert.deepEqual([...astray(made, 'definition', 'test/generate/connectors.ts').lost, ...astray(made, 'properties', 'test/generate/connectors.ts').lost], []);
    });
  }

  const places: readonly (readonly [what: string, connector: keyof typeof all, part: 'definition' | 'properties', pointer: string, marked: string])[] = [
    ['a parameter: its builder', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/parameters/0', 'text'],
    ['a missing property of a parameter: its builder', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/parameters/0/default', 'text'],
    ['the name of a parameter: where the operation lists it', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/parameters/0/name', 'shop'],
    ['a choice', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/parameters/1/enum/1', "'paid'"],
    ['the title of a choice', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/parameters/1/x-ms-enum-values/1/displayName', "'Paid'"],
    ['a path', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced', "'/trigger/shops/{shop}/orderPlaced'"],
    ['an operation', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get', 'pollingTrigger'],
    ['the list of a trigger\'s events', 'polling', 'definition', '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get/responses/200/schema/properties/value/title', 'output'],
    ['a shared definition', 'polling', 'definition', '/definitions/PlacedOrder', 'record'],
    ['the wording of a definition, not of a property', 'polling', 'definition', '/definitions/PlacedOrder/title', "'Placed order'"],
    ['a required property, where it is used', 'polling', 'definition', '/definitions/PlacedOrder/required/1', "decimalNumber({ title: 'Amount', description: 'What it costs.' })"],
    ['a format', 'polling', 'definition', '/definitions/PlacedOrder/properties/id/format', "'uuid'"],
    ['an unknown definition: the connector', 'polling', 'definition', '/definitions/Nothing', 'defineConnector'],
    ['a property of a notification', 'webhook', 'definition', '/definitions/Shipment/properties/orderId/description', "'The order.'"],
    ['the wording of a notification', 'webhook', 'definition', '/paths/~1subscriptions/x-ms-notification-content/description', "'An order that left.'"],
    ['the callback address, deep in a body', 'webhook', 'definition', '/paths/~1subscriptions/post/parameters/0/schema/properties/target/properties/url/title', "'Address'"],
    ['a subscription\'s answer', 'webhook', 'definition', '/paths/~1subscriptions/post/responses/201/schema/properties/id/title', "'Id'"],
    ['a family', 'dynamic', 'definition', '/paths/~1regions~1{region}~1orders/post/x-ms-api-annotation/family', "'CreateOrder'"],
    ['a status', 'dynamic', 'definition', '/paths/~1regions~1{region}~1orders/post/x-ms-api-annotation/status', "'Production'"],
    ['a property of a lookup\'s items', 'dynamic', 'definition', '/paths/~1branches/get/responses/200/schema/properties/value/items/properties/code', 'text'],
    ['a limit', 'kinds', 'definition', '/paths/~1things~1{id}~1{mode}/put/parameters/1/maximum', '9'],
    ['the encoding of a path value', 'kinds', 'definition', '/paths/~1things~1{id}~1{mode}/put/parameters/0/x-ms-url-encoding', "'double'"],
    ['the items of a list', 'kinds', 'definition', '/paths/~1things~1{id}~1{mode}/put/responses/200/schema/items/properties/size/title', "'Size'"],
    ['a header\'s length', 'kinds', 'definition', '/paths/~1things~1{id}~1{mode}/put/parameters/5/maxLength', '40'],
    ['the title of a policy', 'parameterSets', 'properties', '/properties/policyTemplateInstances/0/title', "'Subscription key'"],
    ['a parameter of a policy', 'parameterSets', 'properties', '/properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value', "\"@connectionParameters('key')\""],
    ['the section of a policy', 'parameterSets', 'properties', '/properties/policyTemplateInstances/2/parameters/x-ms-apimTemplate-policySection', "'Response'"],
    ['a template', 'parameterSets', 'properties', '/properties/policyTemplateInstances/1/templateId', "'routerequesttoendpoint'"],
    ['a set', 'parameterSets', 'properties', '/properties/connectionParameterSets/values/1/uiDefinition/displayName', "'Application'"],
    ['a sign-in\'s resource', 'parameterSets', 'properties', '/properties/connectionParameterSets/values/0/parameters/token/oAuthSettings/properties/AzureActiveDirectoryResourceId', "'https://orders.contoso.com'"],
    ['an application\'s resource', 'parameterSets', 'properties', '/properties/connectionParameterSets/values/1/parameters/token/oAuthSettings/customParameters/resourceUri/value', "'https://orders.contoso.com'"],
    ['a field of an application\'s sign-in', 'parameterSets', 'properties', '/properties/connectionParameterSets/values/1/parameters/token:clientId/uiDefinition/displayName', 'entraServicePrincipal'],
    ['a scripted operation', 'parameterSets', 'properties', '/properties/scriptOperations/0', 'action'],
    ['a connection field\'s default', 'staticKey', 'properties', '/properties/connectionParameters/region/defaultValue', "'eu'"],
    ['a tooltip that is the description', 'staticKey', 'properties', '/properties/connectionParameters/region/uiDefinition/tooltip', "'Where your shop is.'"],
    ['the colour, in an object that several connectors share', 'staticKey', 'properties', '/properties/iconBrandColor', "'#336699'"],
  ];
  for (const [what, name, part, pointer, marked] of places) {
    it(`lead to ${what}`, () => assert.equal(markedAt(spanOf(generateWithOrigins(all[name]!, publisher), part, pointer)), marked)); // the names are keys
  }

  it('are not known for what has no pointers', () => {
    const { origins: { whereOf } } = generateWithOrigins(all['polling']!, publisher); // a key
    assert.deepEqual(['script', 'readme', 'icon', 'intro'].map(part => whereOf(part, '')), [undefined, undefined, undefined, undefined]);
  });

  it('stay with the connector whatever the pointer is', () => {
    const { origins: { whereOf } } = generateWithOrigins(all['kinds']!, publisher); // a key
    const odd = ['', '/', '/paths', '/paths/~1nowhere', '/paths/~1files/post/parameters/9/name', '/paths/~1files/delete/summary', '/definitions', '/definitions/Thing/properties/__proto__', '/definitions/Thing/properties/constructor/title', '/x-ms-connector-metadata/7', '/info', '/info/contact/name', '/tags/0/name'];
    for (const pointer of odd) assert.equal(whereOf('definition', pointer)?.kind, 'model', pointer);
    for (const pointer of ['', '/properties/policyTemplateInstances/4/title', '/properties/connectionParameterSets/values/0/name', '/properties/connectionParameters/constructor/type', '/other']) assert.equal(whereOf('properties', pointer)?.kind, 'model', pointer);
  });
});
