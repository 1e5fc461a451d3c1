/** Marked secrets, the forms in which a service may quote them, and a search that knows nothing of how they are hidden. */

export const planted = {
  /** Of the application that deploys. */
  deployer: 'planted deployer+/=&<ü>\'~7Q',
  /** Of the application that people sign in with. */
  client: 'planted-client+/=&<ü>\'~9Z',
  /** Of the job, for its own identity. */
  runner: 'planted-runner-token+/x==',
  oidc: 'planted.oidc-token.of_the-job',
  /** Some other secret of the job, which nobody needs. */
  other: 'planted-other-token-of-the-job',
  /** How every access token of the played services begins, or ends. */
  accessToken: 'token-number-',
  paconnToken: 'planted-token-signature',
  storage: 'planted-signature+of/storage',
} as const;
export type Planted = keyof typeof planted;

const ascii = (text: string): string => JSON.stringify(text).slice(1, -1).replace(/[^ -~]|[&<>+']/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`);

/** The secret in all forms in which services write what they were sent. */
const writtenByServices = (secret: string): readonly string[] => [
  secret, encodeURIComponent(secret), new URLSearchParams({ secret }).toString(), JSON.stringify(secret), ascii(secret),
  Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64url'), Buffer.from(`application:${secret}`).toString('base64'), Buffer.from(`id:${secret};`).toString('base64'),
];
/** A sentence of a service that quotes the secret. */
export const quotedByService = (secret: string): string => writtenByServices(secret).join(' | ');
/** The same of a tool, which may also write it as Windows encodes texts. */
export const quoted = (secret: string): string => [...writtenByServices(secret), Buffer.from(secret, 'utf16le').toString('base64')].join(' | ');

/** The names of the secrets that a text gives away, as they are or in a form that is easily undone. */
export function givenAway(text: string, secrets: Readonly<Record<string, string>> = planted): readonly string[] {
  const readings = [text, ...undone(text), ...undone(text).flatMap(undone)].join('\n');
  return Object.entries(secrets).filter(([, secret]) => readings.includes(secret)).map(([name]) => name);
}

function undone(text: string): readonly string[] {
  const percent = (from: string): string => from.replace(/(%[0-9a-f]{2})+/gi, codes => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());
  const escapes = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\\(.)/g, '$1');
  // Where the group of three began that the first character belongs to is not known.
  const base64 = [...text.matchAll(/[A-Za-z0-9+/_-]{12,4000}/g)].flatMap(([run]) => [0, 1, 2, 3].map(from => Buffer.from(run.slice(from), 'base64')));
  return [percent(text), percent(text.replaceAll('+', ' ')), escapes, ...base64.flatMap(bytes => [bytes.toString('utf8'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')])];
}
