import type { Diagnostic } from '../diagnostic';

/** A finding as running text, for formats that have one field for it. */
export const sentences = ({ what, why, todo }: Diagnostic): string => `${what} ${why} Do: ${todo}`;
