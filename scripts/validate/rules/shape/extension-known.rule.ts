import { misspeltName } from '../../../diagnostics/nearest-name';
import { inDefinition, inOperation, inParameter } from '../../examples/example';
import { member, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { knownExtensions, otherToolsExtensions, placesOf } from './extension-names';

interface Unknown { readonly key: string; readonly holder: JsonObject }

export const extensionKnown = rule<Unknown>({
  code: 'extension-known',
  title: 'An extension that begins with x-ms- is one that the platform knows',
  severity: always('warning'),
  source: 'openapi extensions for custom connectors; seen in published connectors',
  evidence: { certified: 97.1, recent: 95.3, independent: 98.7, applicable: 619 },
  why: 'A misspelt extension is ignored without a message: the field keeps its technical name, the operation stays visible.',
  page: 'Microsoft\'s validator does not find this. Extensions for generators of client code (`x-ms-enum`, `x-ms-client-name` …) are known to be without effect and are left alone here (`extension-ignored` lists them); the figures below count them.',
  says: unknown => {
    const meant = meantBy(unknown);
    return meant === undefined
      ? { what: `The platform does not know the extension "${brief(unknown.key)}".`, todo: 'Compare its spelling with Microsoft\'s list of extensions, or remove it.' }
      : { what: `The platform does not know "${brief(unknown.key)}"; "${meant}" was probably meant.`, todo: `Write "${meant}".` };
  },
  fix: {
    safe: false,
    title: 'Write the extension that was meant.',
    edits: (unknown, at) => {
      const meant = meantBy(unknown);
      return meant !== undefined && 'pointer' in at ? [{ at, rename: meant }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Kind' }), inOperation({ 'x-ms-trigger': 'batch' }), inDefinition({ 'x-generator': 'shelter' }), inParameter({ 'x-ms-parameter-location': 'method' })],
    bad: [
      { example: inParameter({ 'x-ms-visbility': 'advanced' }), at: ['/x-ms-visbility'], fixed: inParameter({ 'x-ms-visibility': 'advanced' }) },
      { example: inParameter({ 'x-ms-summary': undefined, 'x-ms-summary:': 'Kind' }), at: ['/x-ms-summary:'], fixed: inParameter({ 'x-ms-summary': 'Kind' }) },
      { example: inParameter({ 'x-ms-tooltip': 'The kind of animal.' }), at: ['/x-ms-tooltip'] },
      { example: inDefinition({ 'x-ms-capability': {} }), at: ['/x-ms-capability'] },
    ],
  }),
  check: ({ report }) => ({
    extension(key, _, object, __, spot) {
      if (key.startsWith('x-ms') && placesOf(key) === undefined && !otherToolsExtensions.has(key)) report(spot.at(key), { key, holder: object });
    },
  }),
});

/** The extension that was meant, unless the object has that as well. Looked for only when a finding is worded. */
function meantBy({ key, holder }: Unknown): string | undefined {
  const near = misspeltName(key, knownExtensions);
  return near === undefined || member(holder, near) !== undefined ? undefined : near;
}
