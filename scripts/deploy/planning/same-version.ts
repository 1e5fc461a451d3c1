/** Versions are written with three numbers by authors and with four by solutions. */
const numbers = (version: string): readonly number[] => { const [a = 0, b = 0, c = 0, d = 0] = version.split('.').map(Number); return [a, b, c, d].map(each => (Number.isNaN(each) ? 0 : each)); };

/** Below 0 where the first is lower, above 0 where it is higher. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [numbers(one), numbers(other)];
  return first.map((each, index) => each - second[index]!).find(each => each !== 0) ?? 0; // both have four
}

export const sameVersion = (one: string, other: string): boolean => compareVersions(one, other) === 0;
