/** A connector as a row of the connector table (connector table/entity reference; Create a custom connector with solution APIs). */
import { partDigests } from '../../release/digests';
import type { PartContents, ReleasedConnector } from '../../release/release';
import type { Cloud } from '../../settings/environment-settings';
import type { SeenConnector } from '../../target';
import { redirectUriOf } from '../redirect-uri';
import { numberOf, textOf, type Row } from './row';

/** Column by the part that it holds. The icon is an image column, which keeps another picture than was sent. */
export const columnOf = {
  definition: 'openapidefinition', connectionParameters: 'connectionparameters', connectionParameterSets: 'connectionparametersets',
  policies: 'policytemplateinstances', scriptOperations: 'scriptoperations', script: 'customcodeblobcontent', brandColor: 'iconbrandcolor',
} as const;
type ReadablePart = keyof typeof columnOf;
const readableParts = Object.keys(columnOf) as readonly ReadablePart[]; // the keys of a constant

/** Characters that a column keeps (connector table/entity reference, March 2023). */
export const columnLimits: Readonly<Record<string, number>> = {
  name: 500, displayname: 200, description: 1_000, openapidefinition: 500_000, connectionparameters: 500_000, connectionparametersets: 500_000,
  policytemplateinstances: 500_000, scriptoperations: 500_000, customcodeblobcontent: 500_000,
};

/** componentstate of a row whose changes wait for publishing. */
const unpublished = 1;
export const isUnpublished = (row: Row): boolean => numberOf(row, 'componentstate') === unpublished;

/** What the row says. An organisation that does not know a column yet does not send it: such a part is unknown, not absent. */
export function seenConnector(row: Row, version: string | undefined, cloud: Cloud): SeenConnector {
  const readable = readableParts.filter(part => columnOf[part] in row);
  const contents: PartContents = Object.fromEntries(readable.flatMap(part => { const text = textOf(row, columnOf[part]); return text === undefined ? [] : [[part, text]]; }));
  const internalId = textOf(row, 'connectorinternalid');
  const redirectUri = redirectUriOf([contents.connectionParameters ?? '', contents.connectionParameterSets ?? ''], internalId, cloud);
  return {
    id: (textOf(row, 'connectorid') ?? '').toLowerCase(), title: textOf(row, 'displayname') ?? '', digests: partDigests(contents), readable,
    ...(internalId === undefined ? {} : { internalId }), ...(version === undefined ? {} : { version }), ...(redirectUri === undefined ? {} : { redirectUri }),
    state: internalId === undefined ? { busy: 'The row is there, but the platform has not given the connector its internal id yet.' } : isUnpublished(row) ? { busy: 'Its changes are not published yet.' } : 'ready',
  };
}

/** The columns that hold the connector, as the solution has its parts. The permanent name is not among them. */
export function columnsOf({ title, description, contents }: ReleasedConnector): Readonly<Record<string, string | null>> {
  return {
    displayname: title, description,
    ...Object.fromEntries(readableParts.flatMap(part => {
      const text = contents[part];
      // An organisation that has no parameter sets may have no column for them either.
      return text === undefined && part === 'connectionParameterSets' ? [] : [[columnOf[part], text ?? null]];
    })),
  };
}
