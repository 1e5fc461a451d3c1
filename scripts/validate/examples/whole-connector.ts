/** Examples about what stands beside the definition: files that are missing, scripts, publisher data. */
import type { JsonObject } from '../json';
import type { Subject } from '../subject';
import { subjectOf, type Example } from './example';
import { smallDefinition, smallProperties, smallReadme } from './small-connector';

/** The small connector with other files than its own; undefined takes one away. */
export function connectorWith(shown: string, files: { readonly [K in 'properties' | 'definition']?: JsonObject | undefined } & { readonly [K in Exclude<keyof Subject, 'definition' | 'properties'>]?: Subject[K] | undefined }, language: Example['language'] = 'text'): Example {
  const all = { definition: smallDefinition(), properties: smallProperties(), readme: smallReadme, ...files };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Parameters<typeof subjectOf>[0]; // without the undefined values, this is what the parameter's type says
  return { shown, language, base: '', subject: subjectOf(given) };
}

/** The whole of apiProperties.json, in place of the small connector's. */
export const asProperties = (document: JsonObject): Example => connectorWith(JSON.stringify(document, undefined, 2), { properties: document }, 'json');
