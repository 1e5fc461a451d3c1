import type { Failure } from './jobs/job';

/** What a data source reports when its refresh fails and the story names no other reason. */
export function refreshFailure(friendlyName: string, parts: Partial<Pick<Failure, 'errorCode' | 'message' | 'culprit'>> = {}): Failure {
  return {
    errorCode: parts.errorCode ?? 'DataSourceRefreshFailed',
    message: parts.message ?? `The refresh of '${friendlyName}' failed: the source refused the connection.`,
    culprit: parts.culprit ?? 'external',
  };
}

/** A request that the service refuses; `form` decides which of the API's error bodies it gets. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly form: 'management' | 'odata';
  readonly errorCode: string;
  readonly target: string | undefined;

  constructor(status: number, form: 'management' | 'odata', errorCode: string, message: string, target?: string) {
    super(message);
    this.status = status;
    this.form = form;
    this.errorCode = errorCode;
    this.target = target;
  }
}

/** The API's ODataError or ApiErrorResult body of a refused request. */
export function errorBody(refused: RequestRefused): Record<string, unknown> {
  if (refused.form === 'odata') {
    return {
      errorCode: refused.errorCode, message: refused.message, details: [],
      ...(refused.target === undefined ? {} : { target: refused.target }),
    };
  }
  return {
    httpStatusCode: String(refused.status), errorCode: refused.errorCode, message: refused.message,
    name: refused.errorCode, exceptionCulprit: refused.status >= 500 ? 'system' : 'user', resultSeverity: 'error',
    params: {}, ciResults: [],
  };
}
