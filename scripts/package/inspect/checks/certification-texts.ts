/** What stands beside the inner package: the introduction, and the file that several ways of connecting need. */
import { catalogue } from '../../../validate/catalogue';
import type { Rule } from '../../../validate/rule';
import { validate } from '../../../validate/validate';
import { diagnosticOf } from '../../../validate/wording';
import { found, type FindingKind, type Report } from '../finding-kind';
import { allParts, type CertificationPart } from '../part';
import { isMarkdownName } from '../recognise';
import type { CheckFamily } from './part-check';

export const customProperties: FindingKind = {
  code: 'package-custom-properties', severity: 'error',
  why: 'A connector with several ways to connect is submitted with customProperties.json beside intro.md.',
  policy: ['5000.1.1.5'],
};
export const introName: FindingKind = {
  code: 'package-intro-name', severity: 'warning',
  why: 'The documentation of the connector is made from intro.md; the package validator does not look at the name.',
  policy: ['5000.1.1.2'],
};

export const certificationTexts: CheckFamily = { certification };

function certification(part: CertificationPart, report: Report): void {
  const { files, name, shown } = part;
  const several = allParts(part).some(each => each.kind === 'solution' && each.solution.connectors.some(({ connector }) => connector.parameterSets !== undefined));
  if (several && !files.some(file => /^customProperties\.json$/i.test(file.path))) {
    report(found(customProperties, { kind: 'file', file: shown },
      'The connector has several ways to connect, and there is no customProperties.json.',
      'Add it at the root of the package.'));
  }
  const texts = files.filter(file => isMarkdownName(file.path));
  const intro = texts.find(file => /^intro\.md$/i.test(file.path)) ?? (texts.length === 1 ? texts[0] : undefined);
  if (!intro?.isReadable) return;
  if (!/^intro\.md$/i.test(intro.path)) report(found(introName, intro.whole(), `The introduction is called ${intro.path}.`, 'Call it intro.md.'));
  const subject = { name, whole: false, scripts: [], intro: { file: intro.shown, text: intro.text, bytes: intro.bytes.length } };
  for (const finding of validate(subject, { profile: 'certification', rules: aboutIntroductions() }).findings) report(diagnosticOf(finding, subject));
}

const aboutIntroductions = (): readonly Rule[] => catalogue.filter(({ code }) => code.startsWith('intro-'));
