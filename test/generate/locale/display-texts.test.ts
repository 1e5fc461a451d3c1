/** Which texts are shown to people, and that translating touches nothing else. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentsOf } from '../../../scripts/generate/artifacts';
import { translatedDefinition } from '../../../scripts/generate/locale/definition-texts';
import { displayTexts, translated, withTexts } from '../../../scripts/generate/locale/translated';
import type { SwaggerDocument, SwaggerSchema } from '../../../scripts/generate/swagger-extensions';
import connector from '../../../connector';
import { all, parameterSets, polling, publisher, shared, staticKey } from '../connectors';
import { action, connectionText, defineConnector } from '../../../scripts/model';
import { madeLocale } from './made-locale';

const documents = [...Object.entries(all), ['Customer Insights', connector] as const].map(([name, each]) => ({ name, made: documentsOf(each, publisher) }));

describe('display texts', () => {
  it('of a polling trigger, with places and groups', () => {
    const at = '/paths/~1trigger~1shops~1{shop}~1orderPlaced/get';
    const operation = { part: 'definition', scopes: ['OnOrderPlaced'] } as const;
    const shop = { part: 'definition', scopes: ['OnOrderPlaced/shop', 'OnOrderPlaced'] } as const;
    const status = { part: 'definition', scopes: ['OnOrderPlaced/status', 'OnOrderPlaced'] } as const;
    const record = { part: 'definition', scopes: [] } as const;
    const found = displayTexts(documentsOf(polling, publisher));
    assert.deepEqual(found.filter(each => each.pointer.startsWith('/paths') && !each.pointer.includes('/responses/') || each.pointer.startsWith('/info')), [
      { ...record, text: 'Works with the orders of Contoso, for tests of the generators.', kind: 'description', pointer: '/info/description' },
      { ...operation, text: 'When an order is placed', kind: 'summary', pointer: `${at}/summary`, among: '/paths' },
      { ...operation, text: 'Starts a flow for each new order.', kind: 'description', pointer: `${at}/description` },
      { ...operation, text: 'Place an order to see it.', kind: 'hint', pointer: `${at}/x-ms-trigger-hint` },
      { ...shop, text: 'Shop', kind: 'title', pointer: `${at}/parameters/0/x-ms-summary`, among: `${at}/parameters` },
      { ...shop, text: 'The shop to look at.', kind: 'description', pointer: `${at}/parameters/0/description` },
      { ...status, text: 'Status', kind: 'title', pointer: `${at}/parameters/1/x-ms-summary`, among: `${at}/parameters` },
      { ...status, text: 'Only orders in this status.', kind: 'description', pointer: `${at}/parameters/1/description` },
      { ...status, text: 'Open', kind: 'choice', pointer: `${at}/parameters/1/x-ms-enum-values/0/displayName`, among: `${at}/parameters/1/x-ms-enum-values` },
      { ...status, text: 'Paid', kind: 'choice', pointer: `${at}/parameters/1/x-ms-enum-values/1/displayName`, among: `${at}/parameters/1/x-ms-enum-values` },
    ]);
    const inRecord = '/definitions/PlacedOrder';
    assert.deepEqual(found.filter(each => each.pointer.startsWith(`${inRecord}/`)).map(({ text, kind, pointer, among }) => [text, kind, pointer.slice(inRecord.length), among]), [
      ['Placed order', 'title', '/title', undefined],
      ['An order that was placed.', 'description', '/description', undefined],
      ['Order', 'title', '/properties/id/title', `${inRecord}/properties`],
      ['The id of the order.', 'description', '/properties/id/description', undefined],
      ['Amount', 'title', '/properties/amount/title', `${inRecord}/properties`],
      ['What it costs.', 'description', '/properties/amount/description', undefined],
      ['Placed at', 'title', '/properties/placedAt/title', `${inRecord}/properties`],
      ['When it was placed.', 'description', '/properties/placedAt/description', undefined],
      ['Note', 'title', '/properties/note/title', `${inRecord}/properties`],
      ['What the buyer wrote.', 'description', '/properties/note/description', undefined],
    ]);
  });

  it('of connections: sets, fields, choices; neither policies nor the publisher', () => {
    const properties = (each: typeof parameterSets): readonly string[] => displayTexts(documentsOf(each, publisher)).filter(({ part }) => part === 'properties').map(({ text }) => text);
    assert.deepEqual(properties(parameterSets), [
      'Sign in', 'How to sign in.',
      'User', 'As yourself.', 'Sign in', 'Sign in with your Microsoft Entra ID account.', 'Sign in with your Microsoft Entra ID account.', 'Subscription key', 'The key of your shop.', 'The key of your shop.',
      'Application', 'As an application.', 'Sign in', 'Sign in as an application with Microsoft Entra ID.', 'Sign in as an application with Microsoft Entra ID.',
      'Tenant ID', 'The ID of the Microsoft Entra tenant that the application belongs to.', 'The ID of the Microsoft Entra tenant that the application belongs to.',
      'Client ID', 'The application (client) ID of the app registration.', 'The application (client) ID of the app registration.', 'Client secret', 'A secret of the app registration.', 'A secret of the app registration.',
      'Subscription key', 'The key of your shop.', 'The key of your shop.',
    ]);
    assert.deepEqual(properties(staticKey), ['Key', 'Your key.', 'Your key.', 'Region', 'Where your shop is.', 'Where your shop is.']);
    const choosing = defineConnector({ ...shared, operations: [], authentication: { kind: 'parameters', parameters: {
      region: { ...connectionText({ title: 'Region', description: 'Where.' }), kind: 'text', required: true, title: 'Region', description: 'Where.', choices: [{ value: 'eu', title: 'Europe' }] },
    } } });
    assert.deepEqual(displayTexts(documentsOf(choosing, publisher)).find(each => each.text === 'Europe'), {
      text: 'Europe', kind: 'choice', part: 'properties', scopes: [], pointer: '/properties/connectionParameters/region/uiDefinition/constraints/allowedValues/0/text', among: '/properties/connectionParameters/region/uiDefinition/constraints/allowedValues',
    });
  });

  it('none of an empty one: texts that are left out are no texts', () => {
    const silent = defineConnector({ ...shared, description: '', operations: [action({ operationId: 'A', summary: '', description: '', method: 'get', path: '/a', parameters: {} })] });
    assert.deepEqual(displayTexts(documentsOf(silent, publisher)).map(({ text }) => text), ['No Content']);
  });

  for (const { name, made } of documents) {
    it(`${name}: a language that says the same gives the same documents, key for key`, () => {
      const texts = displayTexts(made);
      const identity = madeLocale(Object.fromEntries(texts.map(({ text }) => [text, text])));
      assert.equal(JSON.stringify(translated(made, identity)), JSON.stringify(made));
    });

    it(`${name}: marks around translations are all that differs, one pair a text, at its pointer`, () => {
      const texts = displayTexts(made);
      const marked = withTexts(made, ({ text }) => `‹${text}›`);
      const text = JSON.stringify(marked);
      assert.deepEqual([text.split('‹').length - 1, text.replaceAll(/[‹›]/g, '')], [texts.length, JSON.stringify(made)]);
      assert.deepEqual(texts.map(({ part, pointer }) => valueAt(part === 'definition' ? marked.definition : marked.properties, pointer)), texts.map(each => `‹${each.text}›`));
    });
  }

  it('random schemas: what people read is translated, names, defaults, values and constants of lookups are not', () => {
    fc.assert(fc.property(schemas, schema => {
      const definition = { swagger: '2.0', info: { title: 'keep', version: 'keep' }, host: 'keep', paths: {}, definitions: { Thing: schema } } as unknown as SwaggerDocument; // the parts that the walk looks at
      const changed = translatedDefinition(definition, ({ text }) => text.replace('say', 'said'));
      assert.equal(JSON.stringify(changed), JSON.stringify(definition).replaceAll('"say', '"said'));
    }));
  });
});

function valueAt(document: object, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document); // the walk's own pointers lead somewhere
}

/** Schemas whose shown texts begin with "say" and whose other texts are "keep", with properties that are called like keywords. */
const name = fc.constantFrom('title', 'description', 'displayName', 'x-ms-summary', 'properties', 'items', 'a/b~c', '__proto_');
const say = fc.nat(99).map(n => `say ${n}`);
const words = {
  type: fc.constant('object' as const), title: say, description: say, default: fc.constant('keep'), enum: fc.constant<string[]>(['keep']),
  'x-ms-enum-values': fc.array(say.map(displayName => ({ displayName, value: 'keep' })), { maxLength: 2 }),
  'x-ms-dynamic-values': fc.dictionary(name, fc.constant('keep'), { maxKeys: 2 }).map(parameters => ({ operationId: 'keep', parameters, 'value-collection': 'keep', 'value-path': 'keep', 'value-title': 'keep' })),
};
const { schema: schemas } = fc.letrec<{ schema: SwaggerSchema }>(tie => ({
  schema: fc.oneof({ maxDepth: 3 },
    fc.record(words, { requiredKeys: [] }),
    fc.record({ ...words, items: tie('schema'), additionalProperties: tie('schema'), properties: fc.dictionary(name, tie('schema'), { maxKeys: 2 }) }, { requiredKeys: [] })),
}));
