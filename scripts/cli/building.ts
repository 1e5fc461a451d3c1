/** From the model's file to the artifacts: what build, invoke and start share. */
import { resolve } from 'node:path';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic';
import type { LambdaFinding } from '../diagnostics/lambda-lint/lambda-lint';
import { withoutEchoes } from '../diagnostics/lambda-lint/lambda-lint-echoes';
import { mayNeedLambdaLint } from '../diagnostics/lambda-lint/lambda-lint-need';
import { printDiagnostics } from '../diagnostics/print/print';
import { diagnosticsAsJson } from '../diagnostics/print/print-json';
import { sourceSpan } from '../diagnostics/source/source-place';
import { sourceTextsOnDisk, type SourceTexts } from '../diagnostics/source/source-texts';
import type { SourceSpan } from '../diagnostics/source/source-span';
import { generate, type Artifacts } from '../generate/artifacts';
import { checkConnector } from '../generate/check';
import { placeholderPublisher, type Publisher } from '../generate/publisher';
import type { Connector } from '../model/connector';
import type { KonektorYaml, ReadKonektorYaml } from './konektor-yaml';
import { loadModel } from './model-loading';
import type { Ports } from './ports';
import { UserError } from './user-error';

export interface BuildRequest { readonly model: string; readonly format: 'text' | 'json' }
export interface Built { readonly connector: Connector; readonly artifacts: Artifacts; readonly checked: CheckedModel }

/** A model with everything that its own checks say; `connector` is missing when it could not be loaded. */
export interface CheckedModel {
  readonly connector: Connector | undefined;
  readonly publisher: Publisher;
  /** The whole of konektor.yaml, where there is one without mistakes. */
  readonly settings: KonektorYaml | undefined;
  readonly settingsFile: string;
  readonly findings: readonly Diagnostic[];
  readonly texts: SourceTexts;
}

/** Loads and checks a model, printing nothing. Throws UserError when there is no model file. */
export function checkedModel(model: string, ports: Ports): CheckedModel {
  const file = resolve(ports.directory, model);
  if (ports.files.read(file) === undefined) throw new UserError(`There is no model at ${model}. Run konektor in the folder that holds it, or name the file: --model <file>`);
  const loaded = loadModel(file);
  const lint = lambdaFindings(loaded.sources);
  const settings = settingsOf(ports);
  const texts = sourceTextsOnDisk();
  const ofModel = loaded.connector ? checkConnector(loaded.connector) : loaded.diagnostics;
  const lineOf = ({ where }: Diagnostic): SourceSpan | undefined => (where.kind === 'model' ? sourceSpan(where, texts) : undefined);
  return {
    connector: loaded.connector, texts,
    publisher: settings.data?.publisher ?? placeholderPublisher, settings: settings.data, settingsFile: settings.file,
    findings: [...lint.map(each => each.diagnostic), ...withoutEchoes(ofModel, lint, lineOf), ...settings.diagnostics],
  };
}

/**
 * Loads and checks the model and makes its artifacts, writing nothing. Findings are printed to the console; undefined
 * when one of them is an error. Throws UserError when there is no model file.
 */
export function buildModel(request: BuildRequest, ports: Ports): Built | undefined {
  const checked = checkedModel(request.model, ports);
  const { connector, publisher, findings, texts } = checked;
  reportFindings(findings, request.format, texts, ports);
  if (!connector || hasErrors(findings)) return undefined;
  return { connector, artifacts: generate(connector, publisher), checked };
}

function lambdaFindings(sources: ReturnType<typeof loadModel>['sources']): readonly LambdaFinding[] {
  if (!sources.some(each => mayNeedLambdaLint(each.text))) return [];
  return (require('../diagnostics/lambda-lint/lambda-lint') as typeof import('../diagnostics/lambda-lint/lambda-lint')).lintLambdas(sources); // require gives no type of its own
}

function settingsOf(ports: Ports): ReadKonektorYaml & { readonly file: string } {
  const file = resolve(ports.directory, 'konektor.yaml');
  const text = ports.files.read(file);
  if (text === undefined) return { file, diagnostics: [noPublisher(file)] };
  // Parser and schema validator are loaded only where there is something to read.
  const { readKonektorYaml } = require('./konektor-yaml') as typeof import('./konektor-yaml'); // require gives no type of its own
  return { file, ...readKonektorYaml(text, file) };
}

const noPublisher = (file: string): Diagnostic => ({
  code: 'publisher-missing', severity: 'warning',
  what: 'There is no konektor.yaml here, and the artifacts name a placeholder as publisher.',
  why: 'Makers see the publisher and the contact, and certification checks them.',
  todo: 'Write konektor.yaml with publisher: name, contact (name, email, url), website and privacyPolicy.',
  where: { kind: 'file', file },
});

/** Prints findings to the console, in the form that was asked for; nothing when there are none. */
export function reportFindings(findings: readonly Diagnostic[], format: BuildRequest['format'], texts: SourceTexts, { console, directory }: Ports): void {
  if (findings.length === 0) return;
  console.error(format === 'json' ? diagnosticsAsJson(findings, { texts, directory }) : `${printDiagnostics(findings, { texts, directory, colours: console.colours })}\n${summary(findings)}\n`);
}

/** "2 errors, 1 warning" */
function summary(findings: readonly Diagnostic[]): string {
  const counted = (['error', 'warning', 'information'] as const).flatMap(severity => {
    const count = findings.filter(each => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 || severity === 'information' ? '' : 's'}`];
  });
  return counted.join(', ');
}
