/** From the model's file to its packages: loading, checking, validating, and making everything in memory. */
import { dirname, join, resolve } from 'node:path';
import { hasErrors, inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import { generateWithOrigins } from '../../generate/origins';
import type { Connector } from '../../model/connector';
import type { CertificationProfile } from '../../package/certification';
import { identityOf, type PackageIdentity } from '../../package/identity';
import { packagesOf, type PackageInput, type PackageKind } from '../../package/package-set';
import { solutionVersion } from '../../package/version';
import { catalogue } from '../../validate/catalogue';
import { applySettings, levelsOf } from '../../validate/settings';
import { validate } from '../../validate/validate';
import { diagnosticOf } from '../../validate/wording';
import { checkedModel, reportFindings, type BuildRequest, type CheckedModel } from '../building';
import type { Ports } from '../ports';
import { findingsOfLocales } from '../locales/checked-locale';
import { localeFiles } from '../locales/locale-files';
import { codeReader } from '../validating/code-reader';
import { subjectOfModel } from '../validating/model-subject';
import { publisherValues } from '../validating/publisher-values';
import { ruleSettingsHere } from '../validating/rule-settings';
import { summed, type SummedPackage } from './write-packages';

export interface PackRequest extends BuildRequest {
  readonly kinds: readonly PackageKind[];
  /** For whom certification is prepared; what konektor.yaml says when it is not given. */
  readonly profile: CertificationProfile | undefined;
  /** True for `start`, which runs what was packaged at once: the custom code is not compiled here as well. */
  readonly forPlay: boolean;
}

export interface PackedModel {
  readonly connector: Connector;
  readonly checked: CheckedModel;
  readonly input: PackageInput;
  readonly identity: PackageIdentity;
  readonly packages: readonly SummedPackage[];
  /** Findings that did not stop it have been printed; these are counted only. */
  readonly placeholders: readonly string[];
  /** Why the custom code was not compiled here; undefined when it was, or when there is none. */
  readonly codeNotCompiled: string | undefined;
}

/**
 * Loads, checks and validates the model by the platform's rules, and makes the packages, writing nothing. Findings are
 * printed; undefined when one of them is an error. Throws UserError when there is no model file.
 */
export async function packModel(request: PackRequest, ports: Ports): Promise<PackedModel | undefined> {
  const checked = checkedModel(request.model, ports);
  const { connector, publisher, settings, texts } = checked;
  const version = connector && solutionVersion(connector);
  const early = [...checked.findings, ...(version?.finding ? [version.finding] : []), ...withoutPrefix(checked)];
  // `start` has built the model just before and has told what that found.
  reportFindings(request.forPlay ? early.filter(each => each.severity === 'error' && !checked.findings.includes(each)) : early, request.format, texts, ports);
  if (!connector || version?.version === undefined || hasErrors(early)) return undefined;
  const folder = dirname(resolve(ports.directory, request.model));
  const generated = generateWithOrigins(connector, publisher, checked.settingsFile);
  const validated = await platformFindings({ ...checked, connector }, generated, request, ports);
  const languages = request.forPlay ? [] : findingsOfLocales(request.model, { ...checked, connector }, ports);
  reportFindings([...validated.findings, ...languages], request.format, texts, ports);
  if (hasErrors([...validated.findings, ...languages])) return undefined;
  const input: PackageInput = {
    connector, publisher, generated, version: version.version, locales: localeFiles(request.model, ports).flatMap(({ locale }) => (locale ? [locale] : [])),
    names: settings?.solution ?? {}, profile: request.profile ?? publisher.kind ?? 'verified',
    icon: ports.files.readBytes(join(folder, 'assets', 'icon.png')),
    intro: ports.files.read(join(folder, 'assets', 'intro.md')),
  };
  const packages = await summed(packagesOf(input, request.kinds));
  reportFindings(longColumns(packages, connector), request.format, texts, ports);
  return {
    connector, checked, input, packages, identity: identityOf(input),
    placeholders: publisherValues(publisher, settings).filter(each => each.placeholder).map(each => each.path),
    codeNotCompiled: validated.notCompiled,
  };
}

/** Errors of the platform profile; what is milder there is for "konektor validate". */
async function platformFindings(
  checked: CheckedModel & { readonly connector: Connector }, generated: ReturnType<typeof generateWithOrigins>, { model, forPlay }: PackRequest, ports: Ports,
): Promise<{ readonly findings: readonly Diagnostic[]; readonly notCompiled: string | undefined }> {
  const code = codeReader(forPlay);
  try {
    const { subject, places } = await subjectOfModel(checked, resolve(ports.directory, model), ports, code.analyse, generated);
    const given = ruleSettingsHere(ports, catalogue.map(rule => rule.code), 'platform');
    const { findings } = validate(subject, { profile: 'platform', rules: catalogue, levels: levelsOf(given.settings, catalogue, 'platform') });
    const errors = applySettings(findings, given.settings, subject, 'platform').findings.filter(({ severity }) => severity === 'error');
    const [script] = subject.scripts;
    return {
      findings: [...given.diagnostics.filter(({ severity }) => severity === 'error'), ...errors.map(finding => diagnosticOf(finding, subject, places))],
      notCompiled: script && 'notRun' in script.analysis ? script.analysis.notRun : undefined,
    };
  } finally {
    await code.close();
  }
}

/** The prefix goes into a name that can't be changed later, so that a made-up one must not pass unseen. */
function withoutPrefix({ publisher, settings, settingsFile }: CheckedModel): readonly Diagnostic[] {
  if (settings?.publisher === undefined || publisher.prefix !== undefined) return [];
  return [{
    code: 'publisher-prefix-missing', severity: 'warning',
    what: 'konektor.yaml names no prefix of the publisher, and the packages have a placeholder as prefix.',
    why: 'The prefix becomes a part of the connector\'s name, which can\'t be changed after the first import.',
    todo: 'Write publisher.prefix: 2 to 8 letters or digits, as your publisher has it in Power Apps.',
    where: { kind: 'file', file: settingsFile },
  }];
}

/** Dataverse keeps each part of a connector in a column of so many characters (documentation of the table "connector", 2023; newer limits are not known). */
const COLUMN = 500_000;

function longColumns(packages: readonly SummedPackage[], { place }: Connector): readonly Diagnostic[] {
  const parts = packages.filter(({ kind }) => kind === 'solution').flatMap(each => each.entries).filter(({ path, size }) => size > COLUMN && /\.zip\/Connector\/.*\.(json|csx)$/.test(path) && !path.includes('_managed.zip/'));
  return parts.map(({ path, size }) => ({
    code: 'package-column-long', severity: 'warning', what: `${path} has ${size} bytes.`,
    why: `Dataverse keeps each part of a connector in a column of ${COLUMN} characters, and may refuse the import.`,
    todo: 'Share schemas, shorten descriptions, or split the connector.', where: inModel(place),
  }));
}

/** Where the version stands. */
export const versionPlace = ({ place }: Connector): Diagnostic['where'] => inModel(place, 'version');
