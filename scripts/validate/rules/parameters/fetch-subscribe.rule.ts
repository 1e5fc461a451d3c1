import { inPaths } from '../../examples/example';
import { objectAt, textAt, type JsonObject, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

interface Disagreement { readonly name: string; readonly other: string; readonly key: 'type' | 'x-ms-visibility' }

const trigger = (kind: JsonObject): JsonObject => ({
  '/pets': { get: { operationId: 'OnPets', 'x-ms-trigger': 'batch', 'x-ms-notification': { operationId: 'SubscribePets' }, parameters: [{ name: 'kind', in: 'query', type: 'string' }], responses: { 200: { description: 'The pets.' } } } },
  '/hooks': { post: { operationId: 'SubscribePets', 'x-ms-trigger': 'single', parameters: [{ name: 'kind', in: 'query', ...kind }], responses: { 201: { description: 'Subscribed.' } } } },
});

export const fetchSubscribeParameters = rule<Disagreement>({
  code: 'fetch-subscribe-params',
  title: 'A polling trigger and the operation that subscribes for it agree on their parameters',
  severity: always('error'),
  microsoft: ['ParamtersWithSameNameMustHaveSameTypeAndVisibility'],
  source: 'Swagger validator rules',
  why: 'Makers fill in a parameter once and both operations get the value; a different type or visibility makes that impossible, and the platform refuses it.',
  page: 'A polling trigger may name in `x-ms-notification` the operation that subscribes to changes, so that the platform polls only when there is something to fetch.',
  says: ({ name, other, key }) => ({
    what: `The parameter "${brief(name)}" has another ${key === 'type' ? 'type' : 'visibility'} in the operation "${brief(other)}" that subscribes for this trigger.`,
    todo: `Give both the same ${key}.`,
  }),
  examples: () => ({
    good: [inPaths(trigger({ type: 'string' }))],
    bad: [
      { example: inPaths(trigger({ type: 'integer' })), at: ['/~1pets/get/parameters/0'] },
      { example: inPaths(trigger({ type: 'string', 'x-ms-visibility': 'advanced' })), at: ['/~1pets/get/parameters/0'] },
    ],
  }),
  check: ({ report, definition }) => ({
    operation({ operation, parameters }) {
      const other = textAt(objectAt(operation, 'x-ms-notification'), 'operationId');
      const subscription = other === undefined ? undefined : definition?.operation(other);
      if (other === undefined || !subscription) return;
      const byName = new Map(subscription.parameters.map(each => [each.name, each]));
      for (const { name, parameter, site } of parameters) {
        const twin = name === undefined ? undefined : byName.get(name);
        if (name === undefined || !twin) continue;
        const key = comparable(parameter['type']) !== comparable(twin.parameter['type']) ? 'type' : comparable(parameter['x-ms-visibility']) !== comparable(twin.parameter['x-ms-visibility']) ? 'x-ms-visibility' : undefined;
        if (key) report(site, { name, other, key }, [{ at: twin.site, what: 'The other one is here.' }]);
      }
    },
  }),
});

const comparable = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
