const NAME = 12;
const WIDTH = 58;

/** One aligned line of what happened: name, result, duration in milliseconds (shown as seconds from one second on). */
export function stepLine(name: string, result: string, milliseconds: number): string {
  const duration = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  return `  ${name.padEnd(NAME)}${result}${duration.padStart(Math.max(WIDTH - result.length, duration.length + 2))}\n`;
}
