import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadCustomCode, type RunnableCode } from '../../../scripts/environment';
import { sharedHost } from '../../support/shared-script-host';

/** The text of a script beside these tests, in the form that published connectors have theirs. */
export const scriptNamed = (name: string): string => readFileSync(path.join(__dirname, 'scripts', `${name}.csx`), 'utf8');

/** The script compiled as a foreign one, with the environment's clock in place of the machine's. */
export async function codeNamed(name: string): Promise<RunnableCode> {
  return loadCustomCode(await sharedHost(), scriptNamed(name), { redirectClock: true });
}
