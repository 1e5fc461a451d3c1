import type { Finding } from '../plan';
import type { DeploymentRequest } from '../request';
import type { Target } from '../target';
import { knownProblems } from './known-problems';
import { isPlaceholder, placeholderFindings } from './placeholders';
import { settingsFindings } from './settings';

/** Everything that is known without asking anybody: the core's own findings, then the target's. One of a kind and subject is told once. */
export function findingsBefore(request: DeploymentRequest, target: Target): readonly Finding[] {
  const own = [...placeholderFindings(request), ...settingsFindings(request), ...knownProblems(request)];
  const codes = new Set(own.map(({ code }) => code));
  return [...own, ...target.check(request).filter(({ code }) => !codes.has(code) && !isOfPlaceholder(code, request))];
}

/** What only stands for a value is told as such; its form is nobody's mistake. */
const isOfPlaceholder = (code: string, { environment: { target, url, id } }: DeploymentRequest): boolean =>
  target !== 'local' && ((code === 'url-form' && url !== undefined && isPlaceholder(url)) || (code === 'environment-id-form' && id !== undefined && isPlaceholder(id)));
