import { inInfo } from '../../examples/example';
import { isObject, member, type JsonObject } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';

interface Missing { readonly key: string }

const says = ({ key }: Missing): { readonly what: string; readonly todo: string } => ({ what: `"info" has no ${key}.`, todo: todos[key] ?? `Add "${key}".` });

const todos: Readonly<Record<string, string>> = {
  title: 'Add "title": the name under which makers find the connector.',
  version: 'Add "version", for instance "1.0.0".',
  description: 'Add "description": in one or two sentences, what one can do with the connector.',
  contact: 'Add "contact" with the name, the web address and the e-mail address of those who support the connector.',
};

export const infoRequired = rule<Missing>({
  code: 'info-required',
  title: 'The connector has a title and a version',
  severity: always('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Swagger 2.0 requires both, and the platform names the connector after its title.',
  says,
  examples: () => ({
    good: [inInfo({ title: 'Example Shelter', version: '1.0' })],
    bad: [{ example: inInfo({ title: undefined }), at: [''] }, { example: inInfo({ title: ' ', version: undefined }), at: ['', ''] }],
  }),
  check: context => missing(context, ['title', 'version']),
});

export const infoRequiredForCertification = rule<Missing>({
  code: 'info-required-certification',
  title: 'The connector has a description and a contact',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 94.3, recent: 100, independent: 99.7, applicable: 619 },
  why: 'The description is shown wherever makers choose a connector, and the contact is whom they turn to; Microsoft\'s validator asks for both.',
  says,
  examples: () => ({
    good: [inInfo({})],
    bad: [{ example: inInfo({ contact: undefined }), at: [''] }, { example: inInfo({ description: '' }), at: [''] }],
  }),
  check: context => missing(context, ['description', 'contact']),
});

function missing({ report }: RuleContext<Missing>, keys: readonly string[]): Visitors {
  return { info: (info, spot) => { for (const key of keys) if (isMissing(info, key)) report(spot, { key }); } };
}

/** Not there, or a text of blanks; a value of the wrong kind is another rule's (`json-type`). */
function isMissing(info: JsonObject, key: string): boolean {
  const value = member(info, key);
  return value === undefined || (typeof value === 'string' && value.trim() === '') || (key === 'contact' && isObject(value) && Object.keys(value).length === 0);
}
