/** The forms by which secrets can be told from other texts. Each is precise enough that what matches is a secret, or an example of one. */

export interface SecretForm { readonly name: string; readonly pattern: RegExp }

/** A key of Azure AD ends in letters that no other text has at that place; the others have prefixes of their own. */
export const secretForms: readonly SecretForm[] = [
  { name: 'a private key', pattern: /-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----(?:\\[rn]|\s)*[A-Za-z0-9+/=\s]{64}/ },
  { name: 'a JSON Web Token', pattern: /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/ },
  { name: 'a client secret of Microsoft Entra ID', pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/ },
  { name: 'an access key of Azure Storage or Service Bus', pattern: /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,100}=?/ },
  { name: 'a shared access signature of Azure', pattern: /[?&]sig=[A-Za-z0-9%+/]{40,200}/ },
  { name: 'an access key of Amazon Web Services', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { name: 'a token of GitHub', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,90})/ },
  { name: 'a token of GitLab', pattern: /\bglpat-[\w-]{20,60}/ },
  { name: 'a token of Slack', pattern: /\bxox[abeprs]-[0-9A-Za-z-]{20,250}|hooks\.slack\.com\/services\/T\w{8,12}\/B\w{8,12}\/\w{20,30}/ },
  { name: 'a key of Stripe', pattern: /\b[rs]k_live_[0-9A-Za-z]{20,120}/ },
  { name: 'a key of Google', pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { name: 'a key of SendGrid', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/ },
  { name: 'a password in a connection string', pattern: /\b(?:Server|Data Source)=[^;"]{1,100};[^"]{0,300}?\b(?:Password|Pwd)=[^;"\s]{6,100}/i },
];

/**
 * Finds beginnings of secrets in one pass over a whole file, before anything is looked at more closely. Each alternative is
 * a character that few texts have and then what stands before it: looking for the beginnings themselves, most of which are
 * common letters, takes twice as long.
 */
export const anySecret = /J(?<=eyJ)|~(?<=Q~)|=(?<=Key=|sig=|Password=|Pwd=)|_(?<=gh[pousr]_|k_live_|github_pat_)|-(?<=xox[abeprs]-|glpat-|-----)|A(?<=AKIA|ASIA)|z(?<=AIz)|\.(?<=SG\.|hooks\.)/;

/** What documentation shows instead of a real one: a word that says so, or the sample token that everybody copies. */
const sample = /EXAMPLE|example|sample|placeholder|your|xxxx|XXXX|0{8}|1234567890|abcdefgh|\.\.\.|<|\{\{|eyJzdWIiOiIxMjM0NTY3ODkwI|SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c/;

/** The first secret in a text: what it is, where, and how long; undefined when there is none. */
export function secretIn(text: string): { readonly form: string; readonly offset: number; readonly length: number } | undefined {
  for (const { name, pattern } of secretForms) {
    const found = pattern.exec(text);
    if (found && !sample.test(found[0])) return { form: name, offset: found.index, length: found[0].length };
  }
  return undefined;
}
