import { inParameter } from '../../examples/example';
import { inPolicy, setHeader } from '../../examples/policy';
import { inSignIn } from '../../examples/sign-in';
import { connectorWith } from '../../examples/whole-connector';
import { isArray, isObject, textAt, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { rootOf, type Spot } from '../../spot';
import type { Part, SubjectDocument, SubjectText } from '../../subject';
import { isPlaceholder } from './placeholder-text';
import { anySecret, secretIn } from './secret-forms';
import { eachSignIn } from './sign-in-settings';

export const oauthNoSecret = rule<null>({
  code: 'oauth-no-secret',
  title: 'No file has the client secret of a sign-in',
  severity: always('error'),
  source: 'certification submission, readme of the connector repository',
  evidence: { certified: 98.5, recent: 96.4, independent: 97.1, applicable: 205 },
  why: 'The files of a connector are published, or at least shared; everybody who reads the client secret can act as your application.',
  page: 'Placeholders are left alone, although the figures below count them. Treat a secret that was in a file as known to others, even after it was removed: let the identity provider make a new one.',
  says: () => ({ what: 'The sign-in has a clientSecret that is not a placeholder.', todo: 'Remove it, make a new secret at the identity provider, and enter the new one when you deploy or submit the connector.' }),
  examples: () => ({
    good: [inSignIn({}), inSignIn({ clientSecret: '[[DUMMY]]' }), inSignIn({ clientSecret: 'YOUR_CLIENT_SECRET' }), inSignIn({ clientSecret: '' })],
    bad: [{ example: inSignIn({ clientSecret: 'k7Gd92ml-Zq81Vb3Tc' }), at: ['/clientSecret'] }],
  }),
  check: ({ report }) => eachSignIn(({ settings, spot }) => {
    const secret = textAt(settings, 'clientSecret');
    if (secret !== undefined && !isPlaceholder(secret)) report(spot.at('clientSecret'), null);
  }),
});

/** Headers and query parameters whose value lets somebody in. */
const credentialName = /authori[sz]ation|api-?_?key|subscription-?_?key|access-?_?key|functions-key|token|secret|password/i;

/** True for a value that can only be a credential: long, of letters and digits, without blanks but that after the scheme. */
function isCredential(value: string): boolean {
  const own = value.trim().replace(/^(?:Bearer|Basic|Token|Key|ApiKey)\s+/i, '');
  return own.length >= 16 && own.length <= 4000 && /^[\w+/=.~-]+$/.test(own) && /\d/.test(own) && /[a-z]/i.test(own) && !isPlaceholder(own);
}

/** A credential that is assigned to something in a script, in quotes. */
const assigned = /(?:secret|password|passwd|api_?key|access_?key|subscription_?key)"?\]?\s{0,5}[=:,]\s{0,5}"([^"\s]{16,200})"/gi;

export const secretInFile = rule<{ readonly form: string; readonly length: number }>({
  code: 'secret-in-file',
  title: 'No file of the connector has a secret in it',
  severity: platformThen('warning', 'error'),
  source: 'readme of the connector repository',
  why: 'The files of a connector are published, or at least shared; everybody who reads a secret there can use it.',
  page: 'The rule looks into definition, properties, settings, readme and scripts for private keys, tokens and keys that can be recognised by their form, for values that a policy sends as a credential, and for default values of parameters that carry one. Placeholders are left alone. A finding never shows the secret. Treat a secret that was in a file as known to others, even after it was removed: replace it by a new one.',
  says: ({ form, length }) => ({ what: `Here is ${form} (${length} characters, not shown).`, todo: 'Remove it, replace it by a new one where it is valid, and let makers enter their own as a connection parameter of the type securestring.' }),
  examples: () => ({
    good: [
      inPolicy(setHeader({ 'x-ms-apimTemplateParameter.name': 'Authorization', 'x-ms-apimTemplateParameter.value': 'Bearer @connectionParameters(\'api_key\')' })),
      inParameter({ name: 'X-API-Key', in: 'header', default: '<your key, 32 characters long>' }),
      inParameter({ description: 'A token such as eyJhbGciOiJIUzI1NiJ9.….' }),
      connectorWith('client.Timeout = 30;', { scripts: [script('var password = "{{password of the user}}";')] }, 'csharp'),
    ],
    bad: [
      { example: inParameter({ name: 'X-API-Key', in: 'header', default: '7d1f0c93ab5e4f0f8a2c6e1b9d3a5c70' }), at: ['/default'] },
      { example: inPolicy(setHeader({ 'x-ms-apimTemplateParameter.name': 'Authorization', 'x-ms-apimTemplateParameter.value': 'Basic c2hlbHRlcjpkb2dzYW5kY2F0czIwMjQ=' })), at: ['/parameters/x-ms-apimTemplateParameter.value'] },
      { example: inParameter({ default: ['AKIA', 'QX7RT2MNB4KWZP5D'].join('') }), at: ['/default'] },
      { example: connectorWith('readme.md with a private key', { readme: text('readme.md', `# Key\n\n${['-----BEGIN', 'PRIVATE KEY-----'].join(' ')}\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(3)}\n`) }), at: ['3:1'] },
      { example: connectorWith('var apiKey = "7d1f0c93ab5e4f0f8a2c";', { scripts: [script('class A {\n  string apiKey = "7d1f0c93ab5e4f0f8a2c";\n}')] }, 'csharp'), at: ['2:20'] },
    ],
  }),
  check: ({ report }) => {
    const inText = ({ file, text: whole }: SubjectText, part: Part, more?: RegExp): void => {
      const found = anySecret.test(whole) ? secretIn(whole) : undefined;
      if (found) report({ part, file, ...lineOf(whole, found.offset), length: Math.min(found.length, LONGEST_MARK) }, found);
      if (!more) return;
      for (const match of whole.matchAll(more)) {
        const value = match[1] ?? '';
        if (isCredential(value)) report({ part, file, ...lineOf(whole, match.index + match[0].length - 1 - value.length), length: value.length }, { form: 'a credential', length: value.length });
      }
    };
    const inDocument = (document: SubjectDocument, part: Part): void => {
      if (document.text !== undefined && !anySecret.test(document.text)) return;
      if (document.value !== undefined) eachText(document.value, rootOf(part), (value, spot) => {
        const found = secretIn(value);
        // oauth-no-secret has this one.
        if (found && !(spot.key === 'clientSecret' && /^oauthsettings$/i.test(String(spot.up()?.key)))) report(spot, found);
      });
    };
    return {
      document: inDocument,
      parameter({ parameter, name, spot }) {
        const value = parameter['default'];
        if (typeof value === 'string' && value.length >= 16 && name !== undefined && credentialName.test(name) && isCredential(value) && !secretIn(value)) {
          report(spot.at('default'), { form: 'a credential', length: value.length });
        }
      },
      policy({ templateId, parameters, parametersSpot }) {
        if (templateId !== 'setheader' && templateId !== 'setqueryparameter') return;
        const name = textAt(parameters, 'x-ms-apimTemplateParameter.name');
        const value = textAt(parameters, 'x-ms-apimTemplateParameter.value');
        if (name !== undefined && value !== undefined && credentialName.test(name) && isCredential(value) && !secretIn(value)) {
          report(parametersSpot.at('x-ms-apimTemplateParameter.value'), { form: 'a credential', length: value.length });
        }
      },
      script(each) { inText(each, 'script', assigned); },
      readme(each) { inText(each, 'readme'); },
      intro(each) { inText(each, 'intro'); },
    };
  },
});

/** A private key covers many lines; what is marked ends with the first of them. */
const LONGEST_MARK = 40;

/** Visits every text in a document, without recursion: documents may be nested as deep as a file is long. */
function eachText(root: JsonValue, at: Spot, look: (text: string, spot: Spot) => void): void {
  const open: (readonly [JsonValue, Spot])[] = [[root, at]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, spot] = next;
    if (typeof value === 'string') { if (value.length >= 16) look(value, spot); continue; }
    const inside = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
    for (const [key, each] of inside.reverse()) if (each !== undefined && each !== null && typeof each !== 'number' && typeof each !== 'boolean') open.push([each, spot.at(key)]);
  }
}

/** Line and column of an offset, from 1. */
function lineOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const text = (file: string, content: string): SubjectText => ({ file, text: content, bytes: Buffer.byteLength(content) });
const script = (content: string) => ({ ...text('script.csx', content), generated: false, analysis: { notRun: 'not part of the example' } });
