/** Failures of the platform that its own words do not explain, by a piece of those words; the same whichever tool shows them. */
import { DeployError, type Retry } from '../deploy-error';
import { asSentence } from '../http/retries';

/** Failures that last as long as somebody else's work does: waited for, and not counted as attempts. */
const occupied: ReadonlySet<string> = new Set(['solution-busy', 'no-function-app']);

/** How long to wait for the environment where a failure only says that it is occupied. */
export const occupiedMs = (error: unknown): number | undefined => (error instanceof DeployError && occupied.has(error.code) && error.retry.kind === 'later' ? error.retry.afterMs : undefined);

interface KnownFailure {
  readonly code: string;
  readonly words: RegExp;
  /** What is wrong and what to do. */
  readonly advice: string;
  readonly retry?: Retry;
}

/** The request was refused or lost on its way; the step looks before it does it again. */
const afterAWhile = (afterMs: number): Retry => ({ kind: 'later', afterMs, lookFirst: true });

const knownFailures: readonly KnownFailure[] = [
  {
    code: 'solution-busy', words: /Cannot start (another|the requested operation) \[?\w+|0x80071151|due to the installation or removal of another solution/i, retry: afterAWhile(30_000),
    advice: 'The environment works on another solution, and on one at a time only.',
  },
  {
    code: 'no-function-app', words: /unable to find an unassigned function app/i, retry: afterAWhile(120_000),
    advice: 'The platform has no room for another connector with custom code at this moment. It often has some minutes later.',
  },
  {
    code: 'settings-key', words: /given key .{0,60}not present in the dictionary/i,
    advice: 'A reference or variable of the solution is missing in the settings of the import. Give every connection reference a connection and every variable without a default a value, in konektor.yaml or with --connection.',
  },
  {
    code: 'component-file-missing', words: /file not found/i,
    advice: 'The package names a file that it does not hold. Tools have dropped the files of connectors with long titles when they unpacked and packed a solution again: deploy the package as Konektor made it, and keep the title within 30 characters.',
  },
  {
    code: 'connector-missing', words: /(missing ?dependenc|missing component|does not exist|could not be found|not found).{0,400}(connector|apis\/shared_|\b372\b)|(connector|apis\/shared_).{0,400}(missing ?dependenc|missing component|does not exist|could not be found)/is,
    advice: 'The connector must be in the environment before flows and references that use it are imported. Deploy the connector first; right after its import, wait some minutes and start again.',
  },
  {
    code: 'script-refused', words: /(script|custom code|\.csx).{0,200}(internal server error|compil)|(internal server error|compil).{0,200}(script|custom code|\.csx)/is,
    advice: 'The platform says no more of custom code that does not compile there. Check it here: konektor validate.',
  },
  {
    code: 'api-hubs', words: /ApiHubsRequestFailed/, retry: afterAWhile(15_000),
    advice: 'The service behind custom connectors failed, which passes by itself in most cases. If it stays, the definition is at fault: konektor validate.',
  },
  {
    code: 'lower-version', words: /(lower|older|earlier) version|version .{0,80}(is|must be) (lower|higher)/i,
    advice: 'The environment does not take a lower version of a managed solution. Give the content to put back a higher version and deploy that.',
  },
];

/** The failure with what is known of it; `fallback` where nothing is. `shown` is what the platform or tool said. */
export function explainedFailure(shown: string, fallback: { readonly code: string; readonly what: string; readonly retry?: Retry }, cause?: unknown): DeployError {
  const known = knownFailures.find(each => each.words.test(shown));
  const said = clip(shown);
  return known ? new DeployError(known.code, `${fallback.what} ${known.advice}${said === '' ? '' : ` It was said: ${said}`}`, known.retry, cause)
    : new DeployError(fallback.code, `${fallback.what}${said === '' ? '' : ` It was said: ${said}`}`, fallback.retry, cause);
}

/** A DeployError of a request, explained where its words are known; other errors as they are. */
export function explainedError(error: unknown): unknown {
  if (!(error instanceof DeployError)) return error;
  const known = knownFailures.find(each => each.words.test(error.message));
  return known && known.code !== error.code ? new DeployError(known.code, `${asSentence(error.message)} ${known.advice}`, known.retry ?? error.retry, error) : error;
}

const SHOWN = 600;
function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
