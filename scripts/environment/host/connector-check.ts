import type { JsonValue as DocumentValue } from '../../validate/json';
import type { Finding as RuleFinding } from '../../validate/rule';
import type { Subject, SubjectDocument } from '../../validate/subject';
import { EnvironmentError, type Finding, sentenceOf } from '../finding';
import type { ConnectorArtifacts } from '../connectors/installed-connector';

/** A connector with its documents as files, where they were files. */
export interface CheckedFiles { readonly definition?: SubjectDocument; readonly properties?: SubjectDocument }

/**
 * What the rules of the platform profile say of a connector besides errors. Throws EnvironmentError 'connector' with the
 * sentences of all errors: the platform would not import it, or could not run it. Custom code is judged by its compiler.
 */
export function checkConnector(artifacts: ConnectorArtifacts, files: CheckedFiles = {}): readonly Finding[] {
  // Loaded with the first installation only: rules and their words take longer to load than everything else here.
  const { catalogue } = require('../../validate/catalogue') as typeof import('../../validate/catalogue'); // require gives no type of its own
  const { validate } = require('../../validate/validate') as typeof import('../../validate/validate'); // as above
  const subject = subjectOf(artifacts, files);
  const { findings } = validate(subject, { profile: 'platform', rules: catalogue });
  const errors = findings.filter(({ severity }) => severity === 'error').map(finding => inWords(finding, subject));
  if (errors.length > 0) {
    throw new EnvironmentError('connector', `The connector "${artifacts.name}" is not installed, for the platform would refuse it or could not run it:\n${errors.map(finding => `  ${sentenceOf(finding)}`).join('\n')}`, errors);
  }
  return findings.filter(({ severity }) => severity === 'warning').map(finding => inWords(finding, subject));
}

function subjectOf({ name, definition, properties, script }: ConnectorArtifacts, files: CheckedFiles): Subject {
  const propertiesDocument = files.properties ?? (properties === undefined ? undefined : documentOf('apiProperties.json', properties));
  return {
    name, whole: false,
    definition: files.definition ?? documentOf('apiDefinition.swagger.json', definition),
    ...(propertiesDocument ? { properties: propertiesDocument } : {}),
    scripts: script === undefined ? [] : [{ file: 'script.csx', text: script, bytes: Buffer.byteLength(script), generated: false, analysis: { notRun: 'Custom code is compiled next.' } }],
  };
}

function documentOf(file: string, value: unknown): SubjectDocument {
  return { file, syntax: 'json', text: undefined, bytes: Buffer.byteLength(JSON.stringify(value)), value: value as DocumentValue, damage: [] }; // artifacts are parsed JSON
}

function inWords({ rule, data, at }: RuleFinding, subject: Subject): Finding {
  const { whereOf } = require('../../validate/wording') as typeof import('../../validate/wording'); // as above
  const where = whereOf(at, subject);
  const place = where.kind === 'file' ? `${where.file}${where.pointer ?? (where.line === undefined ? '' : `:${where.line}`)}: ` : '';
  const { what, todo } = rule.says(data);
  return { code: rule.code, what: `${place}${what}`, why: rule.why, todo };
}
