/** All artifacts of a connector as texts. */
import type { Connector } from '../model/connector';
import { customCode } from './custom-code';
import { apiDefinition } from './definition';
import { makerReadme } from './maker-readme';
import { apiProperties, type ApiProperties } from './properties';
import type { Publisher } from './publisher';
import { settings, type Settings } from './settings';
import type { SwaggerDocument } from './swagger-extensions';

/** File name to text. Texts end with one line feed and hold no carriage return. */
export interface Artifacts {
  readonly 'apiDefinition.swagger.json': string;
  readonly 'apiProperties.json': string;
  /** Only when an operation has custom code. */
  readonly 'script.csx'?: string;
  readonly 'settings.json': string;
  readonly 'README.md': string;
}

/** Makes every artifact. Deterministic: no clock, no path, no tool version. */
export const generate = (connector: Connector, publisher: Publisher): Artifacts => artifactTexts(connector, publisher, customCode(connector));

/** The documents among the artifacts, as values. */
export interface Documents { readonly definition: SwaggerDocument; readonly properties: ApiProperties; readonly settings: Settings }

/** Makes the documents. Pure. */
export const documentsOf = (connector: Connector, publisher: Publisher): Documents =>
  ({ definition: apiDefinition(connector, publisher), properties: apiProperties(connector, publisher), settings: settings(connector) });

/** The artifacts around a given custom code; undefined when no operation needs any. `documents` are made unless they are given. Pure. */
export function artifactTexts(connector: Connector, publisher: Publisher, script: string | undefined, documents = documentsOf(connector, publisher)): Artifacts {
  return {
    'apiDefinition.swagger.json': json(documents.definition),
    'apiProperties.json': json(documents.properties),
    ...(script === undefined ? {} : { 'script.csx': endedLine(script) }),
    'settings.json': json(documents.settings),
    'README.md': endedLine(makerReadme(connector, publisher)),
  };
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const endedLine = (text: string): string => `${text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')}\n`;
