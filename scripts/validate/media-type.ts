/** A media type without its parameters, in small letters: `application/json` of `application/JSON; charset=utf-8`. */
export const bareMediaType = (type: string): string => (type.split(';', 1)[0] ?? '').trim().toLowerCase();
