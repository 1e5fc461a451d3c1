/** Finding what a person means by a name that may be shortened. */
import { nearestName } from '../../diagnostics/nearest-name';
import { UserError } from '../user-error';

/** Something with an id and a name that people know. */
export interface Named { readonly id: string; readonly name: string }

/**
 * The one that is meant: its id or name, the beginning of either, or words that stand in its name in that order. The
 * first of these ways that finds something decides; letter case never counts. Throws UserError where none is meant or
 * several may be; `kind` is what it is, for sentences.
 */
export function byName<T extends Named>(all: readonly T[], asked: string, kind: string): T {
  const wanted = plain(asked);
  const words = wanted.split(' ');
  const ways: readonly ((each: T) => boolean)[] = [
    ({ id, name }) => plain(id) === wanted || plain(name) === wanted,
    ({ id, name }) => plain(id).startsWith(wanted) || plain(name).startsWith(wanted),
    ({ name }) => standInOrder(words, plain(name)),
  ];
  for (const way of ways) {
    const found = wanted === '' ? [] : all.filter(way);
    if (found.length === 1) return found[0]!;
    if (found.length > 1) throw new UserError(`"${asked}" may be any of ${found.length} ${kind}s. Write more of the name:\n${found.map(line).join('')}`.trimEnd());
  }
  if (all.length === 0) throw new UserError(`There is no ${kind} "${asked}": there are none at all.`);
  const nearest = nearestName(asked, all.flatMap(({ id, name }) => [id, name]));
  throw new UserError(`There is no ${kind} "${asked}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`} There ${all.length === 1 ? 'is' : 'are'}:\n${all.slice(0, 20).map(line).join('')}`.trimEnd());
}

const line = ({ name }: Named): string => `  ${name}\n`;
const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

function standInOrder(words: readonly string[], name: string): boolean {
  let from = 0;
  return words.every(word => {
    const at = name.indexOf(word, from);
    from = at + word.length;
    return at >= 0;
  });
}
