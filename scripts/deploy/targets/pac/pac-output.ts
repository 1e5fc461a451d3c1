/** What pac prints is made for people and changes from version to version: it is read loosely, and nothing depends on it alone. */

export interface PacWho { readonly who?: string; readonly environmentId?: string; readonly url?: string }

/** From `pac org who`. */
export function whoIn(output: string): PacWho {
  const who = /connected as\s+(\S+)/i.exec(output)?.[1] ?? /user (?:email|id)\s*:\s*(\S+)/i.exec(output)?.[1];
  const environmentId = /environment id\s*:\s*(\S+)/i.exec(output)?.[1];
  const url = /(?:org|environment) url\s*:\s*(https:\/\/\S+?)\/?\s*$/im.exec(output)?.[1];
  return { ...(who === undefined ? {} : { who }), ...(environmentId === undefined ? {} : { environmentId }), ...(url === undefined ? {} : { url }) };
}

/** pac has ended with 0 after an error too: then a line says so. */
export const saysError = (output: string): boolean => /^\s*error\s*:/im.test(output);

/** Without the banner, and without the usage that pac prints after errors of its arguments. */
export function saidIn(output: string): string {
  const lines = output.split(/\r?\n/).filter(line => !/^\s*(microsoft powerplatform cli|version\s*:|online documentation|feedback, suggestions|connected (as|to))/i.test(line));
  const usage = lines.findIndex(line => /^\s*usage:/i.test(line));
  const from = lines.findIndex(line => /error/i.test(line));
  return lines.slice(Math.max(0, from), usage > from ? usage : undefined).join('\n').trim();
}

/** The sign-in is over: once more with a new one may help. */
export const signInIsOver = (output: string): boolean => /\b401\b|unauthorized|token (has |is )?expired|AADSTS(700082|70043|50173)|no client secret provided|profile .{0,40}(not found|expired)/i.test(output);

/** The network or the environment is busy or away. */
export const isPassing = (output: string): boolean => /\b(408|429|500|502|503|504)\b|too many requests|throttl|bad gateway|service unavailable|gateway time-?out|timed? ?out|connection (was )?(reset|refused|closed)|temporarily|unexpected character encountered while parsing/i.test(output);
