import { DeployError } from '../../scripts/deploy/deploy-error';

/** What a work ends with: its value, or "code: message" of its DeployError and whether trying again may help. */
export async function ending<T>(work: Promise<T>): Promise<T | { readonly failed: string; readonly retry: DeployError['retry'] }> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    return { failed: `${error.code}: ${error.message}`, retry: error.retry };
  }
}
export const never = { kind: 'never' } as const;
