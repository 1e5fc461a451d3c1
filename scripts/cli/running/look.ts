import type { Ports } from '../ports';
import type { Colour, Look } from '../terminal/table';

/** How results look where they go: as wide as the terminal, coloured where it wants colours. */
export const lookOf = ({ console: { width, resultColours } }: Ports): Look => ({ colours: resultColours, ...(width === undefined ? {} : { width }) });

/** A result as a program reads it. */
export const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The colour of how something ended. */
export const colourOf = (status: string): Colour | undefined => colours[status];
const colours: Readonly<Record<string, Colour>> = { Succeeded: 'green', Failed: 'red', TimedOut: 'red', Skipped: 'faint', Running: 'yellow', Cancelled: 'yellow' };
