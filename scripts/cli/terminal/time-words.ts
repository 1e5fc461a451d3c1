/** Spans and instants in words. */
import { UserError } from '../user-error';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Milliseconds of "15m", "2h", "3d", "1d12h", "90s". Throws UserError for what is none. */
export function spanOf(written: string): number {
  const parts = [...written.toLowerCase().replaceAll(' ', '').matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)];
  const read = parts.map(([part]) => part).join('');
  if (read === '' || read !== written.toLowerCase().replaceAll(' ', '')) throw new UserError(`"${written}" is no span of time. Write a number and s, m, h, d or w, such as 15m, 2h, 3d or 1d12h.`);
  const milliseconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0); // the pattern allows these letters only
  return Math.round(milliseconds);
}

/** "45 ms", "1.2 s", "15 m", "2 h 30 m", "3 d 4 h": the two largest units. */
export function spanInWords(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${(Math.floor(milliseconds / 100) / 10).toFixed(1).replace(/\.0$/, '')} s`;
  const sizes = [['d', units.d], ['h', units.h], ['m', units.m], ['s', units.s]] as const;
  const first = sizes.findIndex(([, size]) => milliseconds >= size);
  let rest = milliseconds;
  return sizes.slice(first, first + 2).flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${name}`];
  }).join(' ');
}

/** "2026-03-02 07:15:04" of an instant in UTC as the API writes it. */
export const instantInWords = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
