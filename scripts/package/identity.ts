/** Under which names, ids and publisher a connector is packaged: derived from the model and konektor.yaml, the same on every machine. */
import { localizedNames, type Locale } from '../generate/locale/locale';
import type { Publisher } from '../generate/publisher';
import { urlNamespace, uuidV5 } from '../generate/uuid-v5';
import type { Connector } from '../model/connector';
import { connectorLogicalName, placeholderInternalId, uniqueNameOf } from './solution/names';
import type { LocalizedTexts, SolutionIdentity, SolutionPublisher } from './solution/solution';

/** What konektor.yaml may say of the solution; what it does not say is made from the model. */
export interface SolutionNames { readonly uniqueName?: string; readonly name?: string; readonly description?: string }

/** Stands where konektor.yaml names no prefix: 8 characters are all that fit. */
export const placeholderPrefix = 'placehld';

export interface PackageIdentity {
  readonly publisher: SolutionPublisher;
  readonly connector: {
    /** The permanent name, the same in every environment. */
    readonly logicalName: string;
    /** GUID in small letters. */
    readonly id: string;
    /** A placeholder: each environment gives its own when it imports the connector. */
    readonly internalId: string;
  };
  /** The unmanaged solution that holds the connector alone. */
  readonly connectorSolution: SolutionIdentity;
  /** The unmanaged solution of the flows. */
  readonly flowSolution: SolutionIdentity;
  /** The id of a flow by its name, from the publisher and both names, so that the next version updates it in place. */
  readonly flowId: (name: string) => string;
  /** A text in the languages that there are translations for. */
  readonly inLanguages: (text: string) => LocalizedTexts;
}

export interface IdentitySource {
  readonly connector: Pick<Connector, 'title' | 'description'>;
  readonly publisher: Publisher;
  readonly names: SolutionNames;
  /** The solution's four numbers. */
  readonly version: string;
  readonly locales: readonly Locale[];
}

/** Derives everything. Pure. Throws PackageError where a title or name has no letter that a unique name may hold. */
export function identityOf({ connector: { title, description }, publisher, names, version, locales }: IdentitySource): PackageIdentity {
  const inLanguages = (text: string): LocalizedTexts => localizedNames(text, locales);
  const owner = publisherOf(publisher);
  const logicalName = connectorLogicalName(owner.prefix, title);
  const uniqueName = names.uniqueName ?? uniqueNameOf(title);
  const name = names.name ?? title;
  const common = { version, managed: '0', publisher: owner };
  return {
    publisher: owner, inLanguages,
    connector: { logicalName, id: idOf(owner, logicalName), internalId: placeholderInternalId(owner.prefix, title) },
    connectorSolution: { ...common, uniqueName, names: inLanguages(name), descriptions: inLanguages(names.description ?? description) },
    flowSolution: { ...common, uniqueName: `${uniqueName}Flows`, names: inLanguages(`${name} Flows`), descriptions: inLanguages(flowsDescription(title)) },
    flowId: flow => idOf(owner, `${logicalName}/${flow}`),
  };
}

/** The next version of a component has the same id, so that an import updates it in place. */
const idOf = ({ uniqueName }: SolutionPublisher, name: string): string => uuidV5(urlNamespace, `konektor:component/${uniqueName}/${name}`);

const flowsDescription = (title: string): string => `Flows that use ${title}. The connector is in a solution of its own and is imported first.`;

function publisherOf({ name, uniqueName = uniqueNameOf(name), prefix = placeholderPrefix, optionValuePrefix = optionValuesOf(prefix), contact, website }: Publisher): SolutionPublisher {
  return { uniqueName, names: { 1033: name }, descriptions: {}, email: contact.email, website, prefix, optionValuePrefix };
}

/** A number from 10000 to 99999 by the prefix (FNV-1a), so that publishers who chose none rarely share one. */
function optionValuesOf(prefix: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(prefix.toLowerCase())) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 10_000 + (hash % 90_000);
}
