import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import { isJsonObject, objectOr, textOf } from '../json';

/** A connection that a flow uses. */
export interface FlowReference {
  /** How the flow's steps name it. */
  readonly key: string;
  /** The connection reference of the solution; in documents from before there were any, the key. */
  readonly logicalName: string;
  /** The internal id of the connector. */
  readonly apiName: string;
  /** The logical name of a custom connector; undefined for those of Microsoft. */
  readonly customName: string | undefined;
}

/**
 * The connections of a flow, as documents of any age have them: with `connection.connectionReferenceLogicalName`, with the name of
 * one environment's connection instead, or with the `id` of the connector alone, as in packages of a single flow.
 */
export function referencesOf({ properties }: WorkflowDocument): readonly FlowReference[] {
  return Object.entries(objectOr(properties.connectionReferences)).flatMap(([key, value]) => {
    if (!isJsonObject(value)) return [];
    const api = objectOr(value['api']);
    const logicalName = textOf(objectOr(value['connection'])['connectionReferenceLogicalName']) ?? key;
    return [{ key, logicalName, apiName: textOf(api['name']) ?? textOf(value['id'])?.split('/').at(-1) ?? key, customName: textOf(api['logicalName']) }];
  });
}

/** The connector as sentences name it. */
export const connectorOf = ({ customName, apiName }: FlowReference): string => customName ?? apiName;
