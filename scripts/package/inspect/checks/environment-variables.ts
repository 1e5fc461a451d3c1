/** Environment variables that flows and connectors read, against those that the solution brings. */
import { found, type FindingKind, type Report } from '../finding-kind';
import { environmentVariablesIn, textsBelow, type InspectedFlow } from '../inspected-flow';
import type { InspectedSolution } from '../inspected-solution';
import type { CheckFamily, Surroundings } from './part-check';

export const variableMissing: FindingKind = {
  code: 'environment-variable-missing', severity: 'error',
  why: 'The import fails unless the environment happens to have the variable already.',
};

export const environmentVariables: CheckFamily = { flow, solution };

const isBrought = ({ environmentVariables: brought, missingDependencies }: InspectedSolution, name: string): boolean =>
  brought.some(({ schemaName }) => schemaName === name) || missingDependencies.some(({ required }) => required.includes(name));

function flow(each: InspectedFlow, report: Report, _: Surroundings, within: InspectedSolution | undefined): void {
  if (!within) return;
  for (const { schemaName, pointer } of environmentVariablesIn(each)) {
    if (!isBrought(within, schemaName)) {
      report(found(variableMissing, each.file.at(pointer),
        `The flow "${each.name}" reads the environment variable ${schemaName}, which the solution does not bring.`,
        'Add its definition to the solution.'));
    }
  }
}

/** In a connector variables are written as `@environmentVariables("name")`. */
function solution(within: InspectedSolution, report: Report): void {
  for (const { connector: { definition, parameters, parameterSets, policies } } of within.connectors) {
    for (const file of [definition, parameters, parameterSets, policies]) {
      for (const { text, pointer } of textsBelow(file?.value, '')) {
        const [, name] = /@environmentVariables\(\s*["']([^"']+)["']\s*\)/.exec(text) ?? [];
        if (file && name !== undefined && !isBrought(within, name)) {
          report(found(variableMissing, file.at(pointer),
            `The connector reads the environment variable ${name}, which the solution does not bring.`,
            'Add its definition to the solution.'));
        }
      }
    }
  }
}
