import { type AssumptionName, type Assumptions, assumptionTable } from '../../environment';
import { UserError } from '../user-error';

/** Assumptions from their texts. Throws UserError for a name that is not there, and for a value that is no choice of its name. */
export function chosenAssumptions(given: Readonly<Record<string, string>>): Partial<Assumptions> {
  const chosen = Object.entries(given).map(([name, text]) => {
    const row = assumptionTable[name as AssumptionName] as (typeof assumptionTable)[AssumptionName] | undefined; // looked up to see whether it is one
    if (!row) throw new UserError(`There is no assumption "${name}". There are: ${Object.keys(assumptionTable).join(', ')}.`);
    const value = row.choices.find(choice => String(choice) === text);
    if (value === undefined) throw new UserError(`The assumption ${name} can be ${row.choices.join(', ')}, not "${text}". ${row.about}`);
    return [name, value];
  });
  return Object.fromEntries(chosen) as Partial<Assumptions>; // each value was found among the choices of its name
}
