/**
 * What a publisher hands to Microsoft: the zip for Partner Center, laid out as Microsoft's ConnectorPackageValidator.ps1
 * checks it (an outer zip without folders; in it intro.md and a zip with the one folder PkgAssets; in that two unmanaged
 * solutions), and the folder for the pull request to the public repository of connectors.
 */
import type { ApiProperties } from '../generate/properties';
import { json } from './connector-folder';
import { packageFile, type PackageFile } from './package-file';
import type { Packed, PackedZip } from './packed';

/** Who submits: somebody who owns the service or has rights to it, or somebody in the Independent Publisher program. */
export const certificationProfiles = ['verified', 'independent'] as const;
export type CertificationProfile = (typeof certificationProfiles)[number];

/** The colour that all connectors of independent publishers have (Microsoft, independent publisher certification). */
export const independentColor = '#da3b01';

export interface CertificationContent {
  readonly profile: CertificationProfile;
  readonly title: string;
  readonly intro: string;
  readonly definition: string;
  readonly properties: ApiProperties;
  readonly script: string | undefined;
  readonly readme: string;
  /** The unmanaged solution that holds the connector alone. */
  readonly connectorSolution: PackedZip;
  /** The unmanaged solution with flows and the same connector; absent where there are no flows, which certification refuses (5000.1.1.6). */
  readonly flowSolution: PackedZip | undefined;
}

/** Everything of a submission; `base` is the name of its zip without the extension. */
export function certification(base: string, content: CertificationContent): readonly Packed[] {
  const { profile, intro, properties, connectorSolution, flowSolution } = content;
  const inAssets = (zip: PackedZip): PackedZip => ({ ...zip, path: `PkgAssets/${zip.path}` });
  const customProperties = customPropertiesOf(properties);
  return [
    {
      path: `${base}.zip`,
      entries: [
        packageFile('intro.md', intro),
        ...(customProperties ? [customProperties] : []),
        { path: 'package.zip', entries: [inAssets(connectorSolution), ...(flowSolution ? [inAssets(flowSolution)] : [])] },
      ],
    },
    ...pullRequestFiles(content).map(file => ({ ...file, path: `${pullRequestFolder(profile, content.title)}/${file.path}` })),
  ];
}

/**
 * The ways to authenticate, for a connector that has several. Policy 5000.1.1.5 demands a customProperties.json then, and
 * no published text says what is in it; so it is the part of apiProperties.json that says it, unchanged, and a reviewer
 * who wants another form will have to say which.
 */
function customPropertiesOf({ properties: { connectionParameterSets } }: ApiProperties): PackageFile | undefined {
  return connectionParameterSets && packageFile('customProperties.json', json({ connectionParameterSets }));
}

/** Where the files belong in microsoft/PowerPlatformConnectors; the name of the folder is the connector's. */
export const pullRequestFolder = (profile: CertificationProfile, title: string): string =>
  `${profile === 'verified' ? 'certified-connectors' : 'independent-publisher-connectors'}/${title.replace(/[\\/:*?"<>|]/g, ' ').replace(/\s+/g, ' ').trim()}`;

/** An icon is not among them: verified publishers hand it in with the package, independent ones get a common one. */
const pullRequestFiles = ({ definition, properties, script, readme }: CertificationContent): readonly PackageFile[] => [
  packageFile('apiDefinition.swagger.json', definition),
  packageFile('apiProperties.json', json(properties)),
  packageFile('readme.md', readme),
  ...(script === undefined ? [] : [packageFile('script.csx', script)]),
];

/** What has to be known before anybody submits anything, in sentences. `existing` is a connector that the platform already lists for the service. */
export function whoMaySubmit(profile: CertificationProfile, existing: string | undefined): readonly string[] {
  const listed = existing === undefined ? [] : [`The platform already lists a connector for this service (${existing}).`];
  switch (profile) {
    case 'verified': return [
      ...listed,
      existing === undefined ? 'Who submits as a verified publisher owns the service or shows rights to its API.' : 'A submission needs the written consent of the service\'s owner, or rights to its API.',
      'Ready for certification means ready mechanically: package, files and texts have the form that is checked.',
    ];
    case 'independent': return [
      ...listed,
      existing === undefined ? 'The Independent Publisher program takes no connector that the platform already has: look for it first.' : 'The Independent Publisher program takes no connector that already exists, so this one can\'t be submitted there.',
      'Ready for certification means ready mechanically: files and texts have the form that is checked.',
    ];
  }
}
