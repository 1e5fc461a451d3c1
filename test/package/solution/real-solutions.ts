import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { packageFile, type PackageFile } from '../../../scripts/package/package-file';

const shared = resolve(__dirname, '..', '..', '..', '..', 'shared', 'data', 'solutions');

/** The real exports beside the project, or undefined where they are absent. */
export function realSolutions(): { readonly folder: string } | undefined {
  try {
    readdirSync(shared);
    return { folder: shared };
  } catch {
    return undefined;
  }
}

/** Every file below a folder of the real exports. */
export function realFiles(folder: string): readonly PackageFile[] {
  const root = join(shared, folder);
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => packageFile(relative(root, file).split(sep).join('/'), readFileSync(file)));
}
export const realZip = join(shared, 'tsykes-ctecs+PurchaseRequisitionCustomConnectors', 'PurchaseRequisitionCustomConnectors.zip');

export const exported = {
  'two connectors': 'tsykes-ctecs+PurchaseRequisitionCustomConnectors/zip',
  'connector, flow and app': 'KarolFilipKozlowski+Konektor-api.nbp.pl',
  'flow with environment variable': 'pnp+powerautomate-samples/zipexport',
} as const;
export const unpacked = {
  'flow, unpacked': 'pnp+powerautomate-samples/src',
} as const;
/** The unpacked form of `two connectors` stands beside two other things. */
export const twoConnectorsUnpacked = (): readonly PackageFile[] =>
  realFiles('tsykes-ctecs+PurchaseRequisitionCustomConnectors').filter(file => /^(Connectors|Other)\//.test(file.path));
