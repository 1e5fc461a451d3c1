/** All artifacts of a connector as texts. */
import type { Connector } from '../model/connector';
import { customCode } from './custom-code';
import { apiDefinition } from './definition';
import { makerReadme } from './maker-readme';
import { apiProperties } from './properties';
import type { Publisher } from './publisher';
import { settings } from './settings';

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

/** The artifacts around a given custom code; undefined when no operation needs any. Pure. */
export function artifactTexts(connector: Connector, publisher: Publisher, script: string | undefined): Artifacts {
  return {
    'apiDefinition.swagger.json': json(apiDefinition(connector, publisher)),
    'apiProperties.json': json(apiProperties(connector, publisher)),
    ...(script === undefined ? {} : { 'script.csx': endedLine(script) }),
    'settings.json': json(settings(connector)),
    'README.md': endedLine(makerReadme(connector, publisher)),
  };
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const endedLine = (text: string): string => `${text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')}\n`;
