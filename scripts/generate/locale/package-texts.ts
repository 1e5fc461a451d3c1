/** The display texts of packages: what an environment shows of solutions, flows, and the variables that flows ask for. */
import { inModel, type Where } from '../../diagnostics/diagnostic';
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import type { Connector } from '../../model/connector';
import { variableDisplayName } from '../flow/flow-target';
import { variablesOf } from '../flow/flow-variables';
import type { DisplayText } from './display-text';

/** A solution as people read it. */
export interface SolutionWording { readonly uniqueName: string; readonly name: string; readonly description: string }

/** A text with its place in the author's source; undefined where the toolchain made it. */
export interface PackageText extends DisplayText { readonly origin: Where | undefined }

/** The longest texts that Dataverse takes (table reference: solution, workflow, environmentvariabledefinition); all of them are localizable there. */
const longest = { solution: { name: 256, description: 2000 }, flow: { name: 100, description: 100_000 }, variable: { name: 100, description: 2000 } } as const;

/**
 * Every text, solutions first, in the order of the model; a text that is empty is none. A solution that is called like the
 * connector keeps its name, as the connector does.
 */
export function packageTexts({ title, flows = [] }: Pick<Connector, 'title' | 'flows'>, solutions: readonly SolutionWording[]): readonly PackageText[] {
  const variables = new Map(flows.flatMap(variablesOf).map(variable => [variable.name, variable]));
  return [
    ...solutions.flatMap(({ uniqueName, name, description }) =>
      wording('solution', uniqueName, name === title ? '' : name, description, undefined)),
    ...flows.flatMap(({ name, description, place }) => wording('flow', name, name, description, inModel(place))),
    ...[...variables.values()].flatMap(variable => wording('variable', variable.name, variableDisplayName(variable), variable.schema.description ?? '', inModel(variable.place))),
  ].filter(each => each.text !== '');
}

function wording(of: keyof typeof longest, key: string, name: string, description: string, origin: Where | undefined): readonly PackageText[] {
  const all = `/${of}s`;
  const pointer = `${all}/${escapedPointerKey(key)}`;
  const common = { part: 'package', scopes: [], origin } as const;
  return [
    { ...common, text: name, kind: 'name', pointer: `${pointer}/name`, among: all, longest: longest[of].name },
    { ...common, text: description, kind: 'description', pointer: `${pointer}/description`, longest: longest[of].description },
  ];
}
