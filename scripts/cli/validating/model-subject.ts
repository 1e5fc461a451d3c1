/** The subject of a model: its artifacts as they would be built, with the places in the author's source they come from. */
import { dirname, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic';
import type { Artifacts } from '../../generate/artifacts';
import { generateWithOrigins } from '../../generate/origins';
import type { Connector } from '../../model/connector';
import type { JsonValue } from '../../validate/json';
import type { Subject, SubjectDocument, SubjectText } from '../../validate/subject';
import { checkedModel, type CheckedModel } from '../building';
import { findingsOfLocales } from '../locales/checked-locale';
import type { Ports } from '../ports';
import type { CollectedSubject } from './collected';
import type { AnalyseScript } from './file-subject';
import { publisherValues } from './publisher-values';

/**
 * Loads, checks and generates in memory; what is wrong with its languages is among its findings. A model with errors of its
 * own has no artifacts: then its diagnostics are all there is.
 */
export async function modelSubject(file: string, ports: Ports, analyse: AnalyseScript): Promise<CollectedSubject> {
  const checked = checkedModel(file, ports);
  const { connector, findings } = checked;
  if (!connector || hasErrors(findings)) return { subject: { name: file, scripts: [], whole: false }, diagnostics: findings };
  const collected = await subjectOfModel({ ...checked, connector }, file, ports, analyse);
  return { ...collected, diagnostics: [...collected.diagnostics, ...findingsOfLocales(file, { ...checked, connector }, ports)] };
}

/** The subject of a model that was loaded and has no errors of its own; its artifacts are made unless they are given. */
export async function subjectOfModel(
  { connector, publisher, settings, settingsFile, findings }: CheckedModel & { readonly connector: Connector }, file: string, ports: Ports, analyse: AnalyseScript,
  { artifacts, origins } = generateWithOrigins(connector, publisher, settingsFile),
): Promise<CollectedSubject> {
  const script = artifacts['script.csx'];
  const text = (name: keyof Artifacts): SubjectText | undefined => {
    const content = artifacts[name];
    return content === undefined ? undefined : { file: resolve(dirname(file), 'generated', name), text: content, bytes: Buffer.byteLength(content) };
  };
  const document = (name: keyof Artifacts): SubjectDocument => ({ ...text(name)!, syntax: 'json', value: JSON.parse(artifacts[name] ?? 'null') as JsonValue, damage: [] });
  const icon = ports.files.readBytes(resolve(dirname(file), 'assets', 'icon.png'));
  const introFile = resolve(dirname(file), 'assets', 'intro.md');
  const intro = ports.files.read(introFile);
  const subject: Subject = {
    name: file, whole: true,
    definition: document('apiDefinition.swagger.json'), properties: document('apiProperties.json'), settings: document('settings.json'),
    scripts: script === undefined ? [] : [{ ...text('script.csx')!, generated: true, analysis: await analyse(script, { generated: true }) }],
    ...(icon ? { icon: { file: resolve(dirname(file), 'assets', 'icon.png'), bytes: icon } } : {}),
    readme: text('README.md')!,
    ...(intro === undefined ? {} : { intro: { file: introFile, text: intro, bytes: Buffer.byteLength(intro) } }),
    publisher: { file: settingsFile, values: publisherValues(publisher, settings) },
  };
  return { subject, places: origins.whereOf, diagnostics: findings };
}
