/** Terminals get colours unless NO_COLOR is set to anything but nothing (no-color.org). */
export const wantsColours = (stream: { readonly isTTY?: boolean }, environment: Readonly<Record<string, string | undefined>>): boolean =>
  stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '';
