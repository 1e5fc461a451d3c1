/** The definition of a connector by the rules of `konektor validate`, and against the one it should be. */
import type { Where } from '../../../diagnostics/diagnostic';
import { escapedPointerKey } from '../../../diagnostics/json/json-pointer';
import { isArray, isObject, objectAt, type JsonValue, textAt } from '../../../validate/json';
import { catalogue } from '../../../validate/catalogue';
import type { Subject } from '../../../validate/subject';
import { validate } from '../../../validate/validate';
import { diagnosticOf } from '../../../validate/wording';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedConnector } from '../inspected-connector';
import type { CheckFamily } from './part-check';

export const definitionDiffers: FindingKind = { code: 'package-definition-differs', severity: 'error', why: 'The package would bring another connector than its sources describe.' };

/** What a definition in the package is compared with: the sources' own, by value. `name` is how people know it, `file` where findings find it. */
export interface ExpectedDefinition { readonly name: string; readonly file: string; readonly value: JsonValue }

/** Errors alone, and as strictly as the platform: what certification asks of a definition is told by `konektor validate`. */
export const definitions: CheckFamily = { connector };

function connector({ definition, properties, title, script, identity }: InspectedConnector, report: Report): void {
  if (!definition?.isReadable && !properties?.isReadable) return;
  const subject: Subject = {
    name: title, folder: !identity,
    // Who keeps the two documents alone keeps the rest elsewhere, as Microsoft's repository does.
    whole: !identity && script !== undefined,
    scripts: !identity && script?.isReadable ? [{ file: script.shown, text: script.text, bytes: script.bytes.length, generated: false, analysis: { notRun: 'An inspection compiles nothing.' } }] : [],
    ...(definition?.isReadable ? { definition: definition.document } : {}), ...(properties?.isReadable ? { properties: properties.document } : {}),
  };
  for (const finding of validate(subject, { profile: 'platform', rules: catalogue }).findings) if (finding.severity === 'error') report(diagnosticOf(finding, subject));
}

/** Compares the connectors with one expected definition: those of its title, or the only one there is. */
export function againstExpected(connectors: readonly InspectedConnector[], { name, file, value }: ExpectedDefinition, report: Report): void {
  const titleOf = (root: JsonValue | undefined): string | undefined => (isObject(root) ? textAt(objectAt(root, 'info'), 'title') : undefined);
  const names = new Set(connectors.map(({ identity, title }) => identity?.logicalName ?? title));
  const meant = names.size === 1 ? connectors : connectors.filter(({ definition }) => titleOf(definition?.value) === titleOf(value));
  for (const { definition, title } of meant) {
    if (!definition?.isReadable) continue;
    const pointer = firstDifference(definition.value, value, '');
    if (pointer === undefined) continue;
    const there: Where = { kind: 'file', file, pointer };
    report({
      ...found(definitionDiffers, definition.at(pointer), `The definition of "${title}" is not that of ${name}; they first differ at ${pointer || 'the root'}.`, 'Build and package again, or find out who changed it.'),
      related: [{ where: there, what: 'What it should be.' }],
    });
  }
  if (meant.length === 0) {
    report(found(definitionDiffers, { kind: 'file', file },
      `No connector in the package is called "${titleOf(value) ?? ''}" as this definition is.`,
      'Name the definition of a connector that is in the package.'));
  }
}

/** The pointer of the first value that differs; undefined when there is none. The order of keys does not count. */
function firstDifference(one: JsonValue | undefined, other: JsonValue | undefined, pointer: string): string | undefined {
  if (one === other) return undefined;
  if (isArray(one) && isArray(other)) {
    for (let at = 0; at < Math.max(one.length, other.length); at++) { const inside = firstDifference(one[at], other[at], `${pointer}/${at}`); if (inside !== undefined) return inside; }
    return undefined;
  }
  if (!isObject(one) || !isObject(other)) return pointer;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) { const inside = firstDifference(one[key], other[key], `${pointer}/${escapedPointerKey(key)}`); if (inside !== undefined) return inside; }
  return undefined;
}
