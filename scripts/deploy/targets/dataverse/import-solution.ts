/** Solutions imported by the Web API: staged, which checks them, then imported by a job of the platform (Solution staging, with asynchronous import and export). */
import type { DeployPorts } from '../../ports';
import type { StepOutcome } from '../../target';
import { explainedError, explainedFailure } from '../known-failures';
import type { ImportAnswers, ImportJob } from '../solution-importer';
import { numberOf, rowOf, rowsOf, textOf, type Row } from './row';
import { quoted, type WebApi } from './web-api';

/** Jobs of the platform are asked about this often. */
const pollMs = 5_000;
/** A package of some megabytes takes its time to be taken in. */
const uploadTimeoutMs = 10 * 60_000;
/** An import that began longer ago has died without closing its row. */
const importLastsAtMostMs = 2 * 60 * 60_000;
/** statecode and statuscode of an asynchronous operation. */
const [completed, succeeded] = [3, 30];

/** An import that this process began. */
interface Begun { readonly operation: string }

/** Imports one solution after the other, and remembers what it began: to save time, since a job can be found again. */
export function solutionImports(api: WebApi, { clock }: Pick<DeployPorts, 'clock'>): { readonly import: (job: ImportJob) => Promise<StepOutcome>; readonly runsAlready: (uniqueName: string) => Promise<boolean>; readonly hasBegun: (uniqueName: string) => boolean } {
  const begun = new Map<string, Begun>();
  return {
    hasBegun: uniqueName => begun.has(uniqueName),
    runsAlready: async uniqueName => {
      const since = new Date(clock.now() - importLastsAtMostMs).toISOString();
      const rows = await api.query(`importjobs?$select=solutionname,startedon,completedon&$filter=solutionname%20eq%20${quoted(uniqueName)}%20and%20completedon%20eq%20null%20and%20startedon%20ge%20${since}`, `asking whether ${uniqueName} is being imported`);
      return rows.length > 0;
    },
    import: async job => {
      const running = begun.get(job.uniqueName);
      if (!running) {
        begun.set(job.uniqueName, await begin(api, job));
        return { state: 'waiting', reason: `The environment imports ${job.what}.`, askAgainInMs: pollMs };
      }
      const operation = await api.get(`asyncoperations(${running.operation})?$select=statecode,statuscode,message,friendlymessage`, `asking how the import of ${job.what} goes`);
      if (numberOf(operation, 'statecode') !== completed) return { state: 'waiting', reason: `The environment imports ${job.what}.`, askAgainInMs: pollMs };
      begun.delete(job.uniqueName);
      if (numberOf(operation, 'statuscode') === succeeded) return { state: 'done', did: `Imported ${job.archive.name}.`, changed: true };
      throw explainedFailure(textOf(operation, 'friendlymessage') ?? textOf(operation, 'message') ?? '', { code: 'import-failed', what: `The import of ${job.archive.name} has failed.` });
    },
  };
}

async function begin(api: WebApi, { archive, answers, what }: ImportJob): Promise<Begun> {
  try {
    const upload = await staged(api, archive, what);
    const answer = await api.post('ImportSolutionAsync', {
      // What was tested is what is deployed: changes made by hand on top give way.
      OverwriteUnmanagedCustomizations: true,
      // Flows are turned on last, each by itself.
      PublishWorkflows: false,
      SolutionParameters: { StageSolutionUploadId: upload },
      ...(answers.references.length + answers.variables.length === 0 ? {} : { ComponentParameters: componentParameters(answers) }),
    }, `importing ${what}`, 'lookFirst', uploadTimeoutMs);
    const operation = textOf(answer, 'AsyncOperationId');
    if (operation === undefined) throw explainedFailure('', { code: 'import-answer', what: `The answer to the import of ${what} names no operation.`, retry: { kind: 'later', lookFirst: true } });
    return { operation };
  } catch (error) {
    throw explainedError(error);
  }
}

/** Stages a solution, which changes nothing yet. Throws with what is missing. */
async function staged(api: WebApi, archive: ImportJob['archive'], what: string): Promise<string> {
  const answer = await api.post('StageSolution', { CustomizationFile: Buffer.from(archive.bytes).toString('base64') }, `staging ${what}`, 'again', uploadTimeoutMs);
  const results = rowOf(answer, 'StageSolutionResults');
  const missing = rowsOf(results, 'MissingDependencies').map(nameOfMissing);
  if (missing.length > 0) throw explainedFailure('', { code: 'dependency-missing', what: `${archive.name} needs what is not in the environment: ${missing.join(', ')}. Deploy that first.` });
  const upload = textOf(results, 'StageSolutionUploadId');
  if (upload !== undefined && textOf(results, 'StageSolutionStatus') !== 'Failed') return upload;
  const said = rowsOf(results, 'SolutionValidationResults').flatMap(each => textOf(each, 'Message') ?? []).join(' ');
  throw explainedFailure(said, { code: 'solution-refused', what: `The environment refuses ${archive.name}.` });
}

function nameOfMissing(dependency: Row): string {
  return textOf(dependency, 'RequiredComponentDisplayName') ?? textOf(dependency, 'RequiredComponentSchemaName') ?? 'a component without a name';
}

/** Values that take the place of the solution's own. */
const componentParameters = ({ references, variables }: ImportAnswers): readonly object[] => [
  ...references.map(({ logicalName, title, connectionId, connectorId }) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.connectionreference', connectionreferencelogicalname: logicalName, connectionreferencedisplayname: title, connectorid: connectorId, connectionid: connectionId })),
  ...variables.map(({ schemaName, value }) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.environmentvariablevalue', schemaname: schemaName, value })),
];
