/** All packages of a connector, from one model: what each is called and what is in it. Nothing is written here. */
import { apiDefinition } from '../generate/definition';
import { introSkeleton } from '../generate/intro';
import type { Locale } from '../generate/locale/locale';
import { makerReadme } from '../generate/maker-readme';
import type { WithOrigins } from '../generate/origins';
import { apiProperties } from '../generate/properties';
import type { Publisher } from '../generate/publisher';
import type { Connector } from '../model/connector';
import { certification, independentColor, type CertificationProfile } from './certification';
import { connectorFolder } from './connector-folder';
import { connectorParts, connectorSolution, managed, type ConnectorContent } from './connector-solution';
import { flowParts, flowSolution, flowSolutionWithConnector, settingsTemplate, type FlowParts } from './flow-solution';
import { identityOf, type PackageIdentity, type SolutionNames } from './identity';
import { packageFile } from './package-file';
import type { Packed, PackedZip } from './packed';
import { probePackages } from './probe/probe-packages';
import type { Solution, SolutionIdentity } from './solution/solution';
import { exportedFiles, unpackedFiles } from './solution/write-solution';

/** What can be made, in the order in which it is. */
export const packageKinds = ['folder', 'solution', 'solution-unpacked', 'flows', 'flows-unpacked', 'certification', 'probe'] as const;
export type PackageKind = (typeof packageKinds)[number];

export interface Package {
  readonly kind: PackageKind;
  /** For whom certification is prepared; absent for packages that are the same for all. */
  readonly profile?: CertificationProfile;
  /** Paths from the folder of the packages. */
  readonly contents: readonly Packed[];
}

export interface PackageInput {
  readonly connector: Connector;
  readonly publisher: Publisher;
  readonly generated: Pick<WithOrigins, 'artifacts' | 'definition' | 'properties'>;
  readonly locales: readonly Locale[];
  /** The solution's four numbers. */
  readonly version: string;
  readonly names: SolutionNames;
  readonly profile: CertificationProfile;
  readonly icon: Uint8Array | undefined;
  /** The author's intro.md; one made of the model where there is none. */
  readonly intro: string | undefined;
}

/** Stands for the owner of the service where an independent publisher's konektor.yaml names none. */
export const placeholderStackOwner = 'Placeholder Stack Owner';

/** Makes the packages that are asked for, in their own order; without flows there is no package of flows. Pure but for the probe's script. */
export function packagesOf(input: PackageInput, kinds: readonly PackageKind[]): readonly Package[] {
  const make = makers(input);
  return packageKinds.filter(kind => kinds.includes(kind)).flatMap(kind => make[kind]()).filter(each => each.contents.length > 0);
}

function makers(input: PackageInput): Readonly<Record<PackageKind, () => Package>> {
  const { connector, generated: { artifacts, definition, properties }, icon, profile } = input;
  const identity = identityOf(input);
  const { connectorSolution: ofConnector, flowSolution: ofFlows } = identity;
  const script = artifacts['script.csx'];
  const content: ConnectorContent = { definition, properties, script, icon };
  const parts = once(() => connectorParts(identity, content));
  const flows = once(() => flowParts(identity, connector.flows ?? [], connector.title));
  const solution = (of: SolutionIdentity): Solution => connectorSolution(of, parts());
  const solutionOfFlows = (of: SolutionIdentity): Solution => flowSolution(of, flows(), identity, connector.title);
  const ifFlows = (contents: () => readonly Packed[]): readonly Packed[] => (flows().workflows.length > 0 ? contents() : []);
  return {
    folder: () => ({
      kind: 'folder',
      contents: inFolder('connector', connectorFolder({ definition: artifacts['apiDefinition.swagger.json'], properties, script, readme: artifacts['README.md'], icon, connectorId: identity.connector.id })),
    }),
    solution: () => ({ kind: 'solution', contents: bothZips(ofConnector, solution) }),
    'solution-unpacked': () => ({ kind: 'solution-unpacked', contents: inFolder(`unpacked/${ofConnector.uniqueName}`, unpackedFiles(solution(ofConnector))) }),
    flows: () => ({ kind: 'flows', contents: ifFlows(() => [...bothZips(ofFlows, solutionOfFlows), packageFile(`${ofFlows.uniqueName}.settings.json`, settingsTemplate(flows()))]) }),
    'flows-unpacked': () => ({ kind: 'flows-unpacked', contents: ifFlows(() => inFolder(`unpacked/${ofFlows.uniqueName}`, unpackedFiles(solutionOfFlows(ofFlows)))) }),
    certification: () => ({ kind: 'certification', profile, contents: submission(input, identity, content, flows()) }),
    probe: () => ({ kind: 'probe', contents: inFolder('probe', probePackages(input.publisher, icon)) }),
  };
}

/** What is handed in: for an independent publisher the connector with the colour that all of them have, and with the service's owner. */
function submission(input: PackageInput, identity: PackageIdentity, content: ConnectorContent, flows: FlowParts): readonly Packed[] {
  const { connector, publisher, profile, intro } = input;
  const independent = profile === 'independent';
  const submitted = independent ? { ...connector, brandColor: independentColor } as const : connector;
  const by = independent ? { ...publisher, stackOwner: publisher.stackOwner ?? placeholderStackOwner } : publisher;
  const own: ConnectorContent = independent ? { ...content, definition: apiDefinition(submitted, by), properties: apiProperties(submitted, by) } : content;
  const parts = connectorParts(identity, own);
  const { connectorSolution: ofConnector, flowSolution: ofFlows } = identity;
  return inFolder('certification', certification(`${ofConnector.uniqueName}_certification`, {
    profile, title: connector.title, intro: intro ?? introSkeleton(connector), script: content.script, properties: own.properties,
    definition: input.generated.artifacts['apiDefinition.swagger.json'], readme: independent ? makerReadme(submitted, by) : input.generated.artifacts['README.md'],
    connectorSolution: zip(ofConnector, connectorSolution(ofConnector, parts)),
    flowSolution: flows.workflows.length > 0 ? zip(ofFlows, flowSolutionWithConnector(ofFlows, flows, parts, identity.connector.id)) : undefined,
  }));
}

/** As pac names them: the managed one with `_managed` behind. */
const bothZips = (identity: SolutionIdentity, solution: (identity: SolutionIdentity) => Solution): readonly PackedZip[] => [zip(identity, solution(identity)), zip(managed(identity), solution(managed(identity)))];
const zip = ({ uniqueName, managed: kind }: SolutionIdentity, solution: Solution): PackedZip => ({ path: `${uniqueName}${kind === '1' ? '_managed' : ''}.zip`, entries: exportedFiles(solution) });

const inFolder = <P extends Packed>(folder: string, packed: readonly P[]): readonly P[] => packed.map(each => ({ ...each, path: `${folder}/${each.path}` }));

/** Made at its first use, and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
