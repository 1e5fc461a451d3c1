/** Secrets in files that leave the house. A finding says where one stands, never what it is. */
import { escapedPointerKey } from '../../../diagnostics/json/json-pointer';
import type { JsonValue } from '../../../validate/json';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { OpenedFile } from '../opened-file';

export const secretInFile: FindingKind = {
  code: 'package-secret', severity: 'error',
  why: 'Whoever gets the package has the secret. Dataverse does not import it either: secrets are entered where the connector is deployed.',
};

/** Keys whose texts are secrets wherever they stand, and those that are only inside `authentication`, because APIs have fields with such names too. */
const always = /^client[_-]?secret$/i;
const inAuthentication = /^(secret|password|pfx)$/i;
const privateKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
/** An Azure storage key, a shared access signature, and a JSON web token with its three parts. */
const others = [/\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}/, /[?&]sig=[A-Za-z0-9%+/]{30,}/, /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/];

export function secrets(files: readonly OpenedFile[], report: Report): void {
  for (const file of files) {
    if (!textual.test(file.name) || !file.isReadable) continue;
    const text = file.text;
    const json = /\.json$/i.test(file.name) && /secret|password|pfx/i.test(text) ? file.value : undefined;
    if (json !== undefined) for (const pointer of secretsBelow(json, '', false)) {
      report(found(secretInFile, file.at(pointer),
        `There is a secret at ${pointer}.`,
        'Take it out, and replace the secret where it is used: it may have been read already.'));
    }
    for (const pattern of [privateKey, ...others]) {
      const match = pattern.exec(text);
      if (match) {
        report(found(secretInFile, { kind: 'file', file: file.shown, offset: match.index, length: 0 },
          `There is ${pattern === privateKey ? 'a private key' : 'a key, token or signature'} in the file.`,
          'Take it out, and replace the secret where it is used: it may have been read already.'));
      }
    }
  }
}

const textual = /\.(json|ya?ml|xml|csx?|md|txt|config|settings)$/i;

function* secretsBelow(value: JsonValue | undefined, pointer: string, authenticates: boolean): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value) as readonly (readonly [string, JsonValue | undefined])[]) { // an array's entries are its items by position
    const below = `${pointer}/${escapedPointerKey(key)}`;
    if (typeof each === 'string' ? isSecret(each) && (always.test(key) || (authenticates && inAuthentication.test(key))) : false) yield below;
    else yield* secretsBelow(each, below, /^authentication$/i.test(key));
  }
}

/** Expressions, references to variables and words that stand in for a secret are none. */
const isSecret = (text: string): boolean => text.length >= 4 && !/^[@$<[{]|\{\{|placeholder|^your|^enter|^securestring$|^string$|^\*+$|^x+$|^\.+$/i.test(text);
