/** Operations that are versions of one another, as x-ms-api-annotation says. */
import { member, objectAt, textAt, type JsonObject, type JsonValue } from '../../json';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';
import type { OperationNode } from '../../walk/nodes';

export interface FamilyMember {
  readonly operation: OperationNode;
  readonly annotation: JsonObject;
  readonly spot: Spot;
  /** Undefined where it is not written. */
  readonly revision: JsonValue | undefined;
  readonly status: string | undefined;
}

/** The annotation of an operation; undefined when it has none. */
export const annotationOf = ({ operation }: OperationNode): JsonObject | undefined => objectAt(operation, 'x-ms-api-annotation');

/** The families that operations name, each with its members in the order of the document. */
export function familiesOf(index: DefinitionIndex): ReadonlyMap<string, readonly FamilyMember[]> {
  const families = new Map<string, FamilyMember[]>();
  for (const operation of index.operations) {
    const annotation = annotationOf(operation);
    const family = annotation && textAt(annotation, 'family');
    if (!annotation || family === undefined) continue;
    const members = families.get(family) ?? [];
    families.set(family, members);
    members.push({ operation, annotation, spot: operation.spot.at('x-ms-api-annotation'), revision: member(annotation, 'revision'), status: textAt(annotation, 'status') });
  }
  return families;
}
