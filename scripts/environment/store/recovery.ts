import { headersObject } from '../flow-run/answer-outputs';
import type { FlowRunHistory } from '../flow-run/run-history';
import type { RunRecord } from '../flows/run-recorder';
import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import type { Database } from './database';
import type { Recovery } from './environment-store';

/**
 * Starts of a run in all. A run under which the process ended starts again from its trigger, as nothing of a run but its
 * trigger and its end is kept; calls that it had made are made again. One under which it ends every time must stop to.
 */
export const mostAttempts = 3;

interface OpenRow { readonly record: string; readonly attempts: number; readonly flow: string | null; readonly document: string | null }

/** Sees to the runs that had started and not ended; see RunStore.recover. */
export function recoverRuns(database: Database, now: number): Recovery {
  const open = database.prepare<OpenRow>('SELECT runs.record, attempts, flows.name AS flow, flows.document FROM runs LEFT JOIN flows ON flows.id = runs.flow_id WHERE is_open = 1 ORDER BY runs.number');
  const startAgain = database.prepare('UPDATE runs SET attempts = attempts + 1 WHERE key = ?');
  // The run sends them anew.
  const removeMessages = database.prepare('DELETE FROM messages WHERE run_key = ?');
  const addHistory = database.prepare('INSERT INTO histories (run_key, status, ended_at, record) VALUES (?, ?, ?, ?)');
  const close = database.prepare('UPDATE runs SET is_open = 0 WHERE key = ?');
  return database.transaction(() => {
    const [again, ended]: [RunRecord[], FlowRunHistory[]] = [[], []];
    for (const { record, attempts, flow, document } of open.all()) {
      const run = JSON.parse(record) as RunRecord; // written as one
      if (flow !== null && document !== null && attempts < mostAttempts) {
        removeMessages.run(run.key);
        startAgain.run(run.key);
        again.push(run);
        continue;
      }
      const history = endedHistory(run, now, flow, document);
      addHistory.run(history.runKey, history.status, history.endedAt, JSON.stringify(history));
      close.run(run.key);
      ended.push(history);
    }
    return { again, ended };
  });
}

/** The history of a run that is given up. What it had done is not known any more. */
function endedHistory(run: RunRecord, now: number, flow: string | null, document: string | null): FlowRunHistory {
  const triggers = document === null ? {} : (JSON.parse(document) as WorkflowDocument).properties.definition.triggers; // written as one
  return {
    runKey: run.key, flow: flow ?? run.flowId, startedAt: run.at, endedAt: Math.max(now, run.at), steps: [],
    trigger: { name: Object.keys(triggers)[0] ?? 'trigger', outputs: { headers: headersObject(run.headers), body: run.payload } },
    ...(flow === null
      ? { status: 'Cancelled', error: { code: 'FlowRemoved', message: 'The flow was removed while this run was under way, and the environment was ended before the run was.' } }
      : { status: 'Failed', error: { code: 'Interrupted', message: `The environment ended ${mostAttempts} times while this run was under way. It is not started again.` } }),
  };
}
