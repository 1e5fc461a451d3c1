import { inAnswer, inInfo, inOperation, inParameter } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Role } from '../../walk/roles';
import { listed } from '../../words/listed';
import { placesOf } from './extension-names';
import { roleWords } from './role-words';

/** What rules of their own say of an extension in the wrong place. */
const elsewhere: Readonly<Record<string, readonly Role[]>> = {
  'x-ms-connector-metadata': ['info'],
  'x-ms-url-encoding': ['bodyParameter', 'schema', 'items'],
  'x-ms-dynamic-values': ['bodyParameter'], 'x-ms-dynamic-list': ['bodyParameter'], 'x-ms-dynamic-schema': ['bodyParameter'], 'x-ms-dynamic-properties': ['bodyParameter'], 'x-ms-dynamic-tree': ['bodyParameter'],
  'x-ms-notification-content': ['operation'],
  'x-ms-notification-url': ['parameter', 'bodyParameter'],
};

/** Where a title or a visibility is harmless, although nothing shows it. */
const harmless: ReadonlySet<string> = new Set(['response', 'header', 'notificationContent', 'tag']);

export const extensionPosition = rule<{ key: string; role: Role; places: readonly Role[] }>({
  code: 'extension-position',
  title: 'Every extension is in a place where it has an effect',
  severity: always('warning'),
  source: 'openapi extensions for custom connectors; seen in published connectors',
  why: 'The platform reads each extension in certain places only; anywhere else it is ignored without a message.',
  page: 'The usual slip is `x-ms-summary` on an operation, whose name is its `summary`. Responses and headers are left out: what is written there is never shown, and does no harm.',
  says: ({ key, role, places }) => ({
    what: `"${key}" has no effect in ${roleWords(role)}.`,
    todo: key === 'x-ms-summary' && role === 'operation' ? 'Write the name of the operation under "summary", and remove this.' : `Move it to ${listed([...new Set(places)].map(roleWords), 'or')}, or remove it.`,
  }),
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Kind' }), inOperation({ 'x-ms-visibility': 'advanced' }), inOperation({ responses: { 200: { description: 'The items.', 'x-ms-summary': 'Items' } } })],
    bad: [
      { example: inOperation({ 'x-ms-summary': 'List items' }), at: ['/x-ms-summary'] },
      { example: inAnswer({ type: 'array', items: { type: 'string' }, 'x-ms-trigger': 'batch' }), at: ['/x-ms-trigger'] },
      { example: inInfo({ 'x-ms-visibility': 'important' }), at: ['/x-ms-visibility'] },
    ],
  }),
  check: ({ report }) => ({
    extension(key, _, __, role, spot) {
      const places = placesOf(key);
      if (places !== undefined && !places.includes(role) && !harmless.has(role) && !elsewhere[key]?.includes(role)) report(spot.at(key), { key, role, places });
    },
  }),
});
