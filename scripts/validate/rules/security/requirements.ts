/** The security requirements of a definition: those of the whole document and those of single operations. */
import { isArray, isObject, member, objectAt, type JsonObject, type JsonValue } from '../../json';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';

export interface Requirement {
  /** The name of the security definition that it asks for. */
  readonly name: string;
  readonly value: JsonValue;
  readonly spot: Spot;
  readonly definition: JsonObject | undefined;
}

/** Calls back for each requirement; what has not the form of one is left to other rules. */
export function eachRequirement(index: DefinitionIndex, visit: (requirement: Requirement) => void): void {
  const definitions = objectAt(index.root, 'securityDefinitions');
  const within = (holder: JsonObject, spot: Spot): void => {
    const security = holder['security'];
    if (!isArray(security)) return;
    for (const [position, alternative] of security.entries()) {
      if (!isObject(alternative)) continue;
      for (const [name, value] of Object.entries(alternative)) {
        const definition = definitions && member(definitions, name);
        if (value !== undefined) visit({ name, value, spot: spot.at('security', position, name), definition: isObject(definition) ? definition : undefined });
      }
    }
  };
  within(index.root, index.spot);
  for (const { operation, spot } of index.operations) within(operation, spot);
}
