/** Solutions side by side that an environment would get both of. */
import { found, type FindingKind, type Report } from '../finding-kind';
import { placeOfElement, type SolutionConnectorPart } from '../inspected-solution';
import { partsIn, type Part, type SolutionPart } from '../part';
import type { CheckFamily } from './part-check';

export const connectorInTwo: FindingKind = {
  code: 'connector-in-two-solutions', severity: 'error',
  why: 'The solution that is imported last owns the connector: an update through the other one has no effect, and removing either takes the connector away from both.',
};

export const deployables: CheckFamily = { whole };

/** In a package for certification the connector belongs into both solutions, and the same solution may be there in several forms. */
function whole(root: Part, report: Report): void {
  const owners = new Map<string, { readonly part: SolutionPart; readonly each: SolutionConnectorPart }>();
  for (const part of deployable(root)) {
    for (const each of part.solution.connectors) {
      const { logicalName } = each.connector.identity;
      const owner = owners.get(logicalName);
      if (!owner) { owners.set(logicalName, { part, each }); continue; }
      if (owner.part.solution.identity.uniqueName === part.solution.identity.uniqueName) continue;
      report({
        ...found(connectorInTwo, placeOfElement(each), `The connector ${logicalName} is in ${part.name} and in ${owner.part.name}.`, 'Leave it in its own solution, and let the other one name it as a missing dependency.'),
        related: [{ where: placeOfElement(owner.each), what: 'The connector in the other solution.' }],
      });
    }
  }
}

const deployable = (part: Part): readonly SolutionPart[] => (part.kind === 'solution' ? [part] : part.kind === 'packages' ? partsIn(part).flatMap(deployable) : []);
