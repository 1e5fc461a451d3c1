/** What `konektor package` makes of our own connector is what it should be, and has no finding. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import connector from '../../../connector';
import { generateWithOrigins } from '../../../scripts/generate/origins';
import { placeholderPublisher } from '../../../scripts/generate/publisher';
import { inspectPackage } from '../../../scripts/package/inspect/inspect';
import type { PackageReport, ReportedPart } from '../../../scripts/package/inspect/package-report';
import type { PackageFile } from '../../../scripts/package/package-file';
import { packageKinds, packagesOf } from '../../../scripts/package/package-set';
import { isZip, type Packed } from '../../../scripts/package/packed';
import { zipBytes } from '../../../scripts/package/zip/write-zip';

const asFile = (packed: Packed): PackageFile => (isZip(packed) ? { path: packed.path, read: () => zipBytes(packed.entries.map(asFile)) } : packed);

describe('our own packages', () => {
  const generated = generateWithOrigins(connector, placeholderPublisher);
  let report: PackageReport;
  before(async () => {
    const packages = packagesOf({ connector, publisher: placeholderPublisher, generated, locales: [], version: '1.0.0.0', names: {}, profile: 'verified', icon: readFileSync(join(__dirname, '..', '..', '..', 'connector', 'assets', 'icon.png')), intro: undefined }, packageKinds);
    report = await inspectPackage(packages.flatMap(({ contents }) => contents.map(asFile)).map(file => ({ ...file, path: `dist/${file.path}` })), 'project', {
      expected: { name: 'generated', file: 'generated', value: JSON.parse(generated.artifacts['apiDefinition.swagger.json']) as never }, // a text that JSON.stringify made
    });
  });

  it('have no finding', () => { assert.deepEqual(report.findings.map(({ code, where, what }) => ({ code, where, what })), []); });

  it('are recognised', () => {
    const kinds = (part: ReportedPart): readonly string[] => (/package/.test(part.kind) ? [`${part.name}: ${part.kind}`, ...part.children.flatMap(kinds)] : [`${part.name}: ${part.kind}`]);
    assert.deepEqual(kinds(report.root), [
      'project: 15 packages',
      'dist/CustomerInsightsAutomation.zip: connector solution',
      'dist/CustomerInsightsAutomation_managed.zip: connector solution',
      'dist/CustomerInsightsAutomationFlows.zip: flow solution',
      'dist/CustomerInsightsAutomationFlows_managed.zip: flow solution',
      'dist/CustomerInsightsAutomationFlows.settings.json: settings of a deployment',
      'dist/connector: connector folder',
      'dist/unpacked/CustomerInsightsAutomation: connector solution',
      'dist/unpacked/CustomerInsightsAutomationFlows: flow solution',
      'dist/certification/CustomerInsightsAutomation_certification.zip: certification package',
      'package.zip: inner package of a certification',
      'PkgAssets/CustomerInsightsAutomation.zip: connector solution',
      'PkgAssets/CustomerInsightsAutomationFlows.zip: solution of connector and flows',
      'dist/certification/certified-connectors/Customer Insights Automation: connector folder',
      'dist/probe/KonektorProbe_managed.zip: connector solution',
      'dist/probe/KonektorProbeFlows_managed.zip: flow solution',
      'dist/probe/KonektorProbeSignIn_managed.zip: connector solution',
      'dist/probe/KonektorProbeSignInFlows_managed.zip: flow solution',
      'dist/probe/connector: connector folder',
    ]);
  });
});
