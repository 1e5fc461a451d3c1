import { PackageError } from '../../package/package-error';
import { ScriptHostError } from '../../script-host/errors';
import { messageOf } from '../error-message';
import { EnvironmentError, type EnvironmentErrorCode } from '../finding';
import { RequestError } from '../host/request-error';
import { SignInProblem } from '../sign-in/sign-in-problem';
import { StoreError } from '../store/store-error';

/** What every error of the API looks like. */
export interface ErrorBody { readonly error: { readonly code: string; readonly message: string; readonly details?: readonly unknown[] } }
export interface ErrorAnswer { readonly status: number; readonly body: ErrorBody }

/** An error of the API by itself: what a request is, before anything knows what it asks for. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 503, readonly code: string, message: string, readonly details?: readonly unknown[]) {
    super(message);
  }
}

const environmentErrors: Readonly<Record<EnvironmentErrorCode, readonly [status: number, code: string]>> = {
  connector: [422, 'ConnectorRefused'], connection: [422, 'ConnectionRefused'], binding: [422, 'BindingMissing'], inputs: [422, 'InputsRefused'], operation: [404, 'OperationNotFound'],
  flow: [422, 'FlowRefused'], 'custom-code': [422, 'CustomCodeRefused'], 'port-in-use': [409, 'PortInUse'], 'port-refused': [409, 'PortRefused'],
};
const requestErrors = { missing: 404, conflict: 409, unusable: 422 } as const;

/** Any error as the API answers it. What no part of the environment has worded for people says that it is a failure. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof ApiError) return answer(error.status, error.code, error.message, error.details);
  if (error instanceof RequestError) return answer(requestErrors[error.kind], error.code, error.message);
  if (error instanceof EnvironmentError) return answer(...environmentErrors[error.code], error.message, error.findings.length > 0 ? error.findings : undefined);
  if (error instanceof PackageError) return answer(422, 'PackageRefused', error.message, error.entry === undefined ? undefined : [{ entry: error.entry, ...(error.line === undefined ? {} : { line: error.line }) }]);
  if (error instanceof SignInProblem) return answer(409, 'SignInProblem', error.message);
  if (error instanceof StoreError) return error.code === 'missing' ? answer(404, 'NotFound', error.message) : answer(error.code === 'in-use' ? 409 : 500, 'StoreFailed', error.message);
  if (error instanceof ScriptHostError) return answer(500, 'ScriptHostFailed', error.message);
  return answer(500, 'EnvironmentFailed', messageOf(error));
}

function answer(status: number, code: string, message: string, details?: readonly unknown[]): ErrorAnswer {
  return { status, body: { error: { code, message, ...(details ? { details } : {}) } } };
}
