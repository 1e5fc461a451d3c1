/** The settings of a deployment (`pac solution import --settings-file`) against the solutions beside them. */
import { isArray, isObject, type JsonObject, type JsonValue, textAt } from '../../../validate/json';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedSolution } from '../inspected-solution';
import { allParts, type Part, type SettingsPart } from '../part';
import type { CheckFamily } from './part-check';

export const settingMissing: FindingKind = {
  code: 'settings-entry-missing', severity: 'error',
  why: 'With a settings file pac asks for nothing: for what the file leaves out the import ends with "the given key was not present in the dictionary" (powerplatform-actions issue 249).',
};
export const settingUnknown: FindingKind = { code: 'settings-entry-unknown', severity: 'warning', why: 'The value goes nowhere, so what was meant to be set is not.' };

export const deploymentSettings: CheckFamily = { whole };

/** The two lists of the file, with the key that names an entry. */
const lists = [['ConnectionReferences', 'LogicalName', 'connection reference'], ['EnvironmentVariables', 'SchemaName', 'environment variable']] as const;

function whole(root: Part, report: Report): void {
  const parts = allParts(root);
  const solutions = parts.flatMap(part => (part.kind === 'solution' ? [part.solution] : []));
  for (const part of parts) if (part.kind === 'deployment settings') settings(part, meant(part, solutions), report);
}

/** The solution that a file of settings is named after, else the only one that has anything to set. */
function meant({ file }: SettingsPart, solutions: readonly InspectedSolution[]): InspectedSolution | undefined {
  const settable = solutions.filter(({ references, environmentVariables }) => references.length + environmentVariables.length > 0);
  const named = settable.find(({ identity: { uniqueName } }) => uniqueName !== '' && file.name.toLowerCase().startsWith(`${uniqueName.toLowerCase()}.`));
  return named ?? (new Set(settable.map(({ identity: { uniqueName } }) => uniqueName)).size === 1 ? settable[0] : undefined);
}

function settings({ file }: SettingsPart, solution: InspectedSolution | undefined, report: Report): void {
  if (!solution || !isObject(file.value)) return;
  for (const [list, key, what] of lists) {
    const wanted = list === 'ConnectionReferences' ? solution.references.map(({ logicalName }) => logicalName) : solution.environmentVariables.map(({ schemaName }) => schemaName);
    const entries = entriesOf(file.value, list).map(entry => textAt(entry, key));
    for (const name of wanted) if (!entries.includes(name)) report(found(settingMissing, file.at(`/${list}`), `The ${what} ${name} of ${solution.identity.uniqueName} is not in the settings.`, `Add an entry for it to ${list}.`));
    for (const [position, name] of entries.entries()) {
      if (name === undefined || wanted.includes(name)) continue;
      report(found(settingUnknown, file.at(`/${list}/${position}/${key}`), `The solution ${solution.identity.uniqueName} has no ${what} ${name}.`, 'Correct the name, or take the entry out.'));
    }
  }
}

const entriesOf = (root: JsonObject, list: string): readonly (JsonObject | undefined)[] => {
  const value = root[list];
  return isArray(value) ? value.map(each => (isObject(each) ? each : undefined)) : [];
};

/** True for a file of settings, by what is in it. */
export const isDeploymentSettings = (value: JsonValue | undefined): boolean => isObject(value) && lists.every(([list]) => isArray(value[list]));
