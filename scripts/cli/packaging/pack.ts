/** Packing as one step: what `package` and `start` share. Everything is made and judged in memory before a file is written. */
import { dirname, join, relative, resolve } from 'node:path';
import { whoMaySubmit } from '../../package/certification';
import { reportFindings } from '../building';
import type { Ports } from '../ports';
import { UserError } from '../user-error';
import { packModel, versionPlace, type PackedModel, type PackRequest } from './pack-model';
import { readReleases, recordRelease, releasedOtherwise } from './releases';
import { packagesIn, unchangedVersions, writePackages, type Written } from './write-packages';

export interface PackingRequest extends PackRequest {
  /** The folder of the packages, as the user wrote it. */
  readonly out: string;
  /** Another content may take the place of what was packaged under this version, unless that was released. */
  readonly replace: boolean;
  /** Record what is packaged as released. */
  readonly release: boolean;
}

export interface Packing extends PackedModel, Written { readonly recorded: boolean }

/**
 * Makes the packages and replaces the folder with them. Findings are printed; undefined when one of them is an error, and
 * then nothing was written. Throws UserError for a missing model and for a folder that is not ours to replace.
 */
export async function pack(request: PackingRequest, ports: Ports): Promise<Packing | undefined> {
  ports.console.progress('checking the model');
  const packed = await packModel(request, ports);
  ports.console.progress('');
  if (!packed) return undefined;
  const { connector, input, packages, identity } = packed;
  if (packages.length === 0) throw new UserError('The connector has no flows, so there is no package of flows.');
  // Who plays with a model changes it all day under one version, and submits nothing.
  const { forPlay } = request;
  if (!forPlay && packages.some(({ kind }) => kind === 'certification')) for (const line of whoMaySubmit(input.profile, packed.checked.settings?.certification?.existingConnector)) ports.console.error(`${line}\n`);
  const folder = resolve(ports.directory, request.out);
  const before = packagesIn(folder, request.out, ports.files);
  const file = join(dirname(resolve(ports.directory, request.model)), 'releases.json');
  const releases = readReleases(file, relative(ports.directory, file), ports.files);
  const publisher = identity.publisher.uniqueName;
  const where = versionPlace(connector);
  const refused = forPlay ? [] : [
    ...releasedOtherwise(releases, publisher, connector.version, packages, where),
    ...(request.replace ? [] : unchangedVersions(before, packages, connector.version, where)),
  ];
  reportFindings(refused, request.format, packed.checked.texts, ports);
  if (refused.length > 0) return undefined;
  const written = await writePackages(folder, before, packages, connector.version, ports);
  return { ...packed, ...written, recorded: request.release && recordRelease(file, releases, publisher, connector.version, packages, ports.files) };
}
