import { commandHelp, commandReference, overview } from '../help-text';
import { commandNames, type Given } from '../options';
import type { Ports } from '../ports';
import { nearestName } from '../../diagnostics/nearest-name';
import { UserError } from '../user-error';

/** `konektor help`: all commands, one command, or the reference for the README. Throws UserError for an unknown command. */
export function help({ options, positionals: [asked] }: Given<'help'>, { console }: Ports): number {
  const name = commandNames.find(each => each === asked);
  if (asked !== undefined && !name) {
    const meant = nearestName(asked, commandNames);
    throw new UserError(`There is no command "${asked}".${meant ? ` Did you mean "${meant}"?` : ''} All commands: konektor help`);
  }
  console.out(options.markdown ? commandReference() : name ? commandHelp(name) : overview());
  return 0;
}
