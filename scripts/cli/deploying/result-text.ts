import type { Applied } from '../../deploy/apply/apply-plan';
import type { Plan } from '../../deploy/plan';
import { oneLine } from '../terminal/table';

/** Commands that go on from where a deployment ended. `rollback` is absent where there is nothing to put back. */
export interface WaysOn { readonly again: string; readonly rollback?: string }

/** How a deployment ended, for people. What failed was told as it happened. */
export function resultText(applied: Applied, { environment, version, purpose }: Plan, { again, rollback }: WaysOn): string {
  switch (applied.state) {
    case 'done': {
      const changed = applied.steps.some(step => step.changed);
      const what = !changed ? `${environment} has version ${version}, as it had before.` : purpose === 'rollback' ? `Version ${version} is back in ${environment}.` : `Version ${version} is in ${environment}.`;
      return [`\n${what} ${oneLine(applied.verified.did)}\n`, ...applied.verified.notes.map(note => `  ${oneLine(note)}\n`)].join('');
    }
    case 'person': return [
      `\nSomebody is needed before it goes on. ${oneLine(applied.what)}\n`, ...(applied.link === undefined ? [] : [`  ${oneLine(applied.link)}\n`]), `Then: ${oneLine(applied.resume)}\n`,
    ].join('');
    case 'failed': return [
      `\nIt stopped at ${applied.step} (${applied.code}). What was done before stays. When the cause is mended, go on with: ${again}\n`,
      ...(rollback === undefined ? [] : [`Or put the last good version back: ${rollback}\n`]),
    ].join('');
  }
}
