import { newestFirst, publishJob, publishNode, publishTask } from '../answers/jobs';
import { publishedJobText } from '../answers/published-job-text';
import type { Core } from '../core';
import { RequestRefused } from '../failures';
import { hasEnded, isVisible, type Job } from '../jobs/job';
import { cancelled } from '../jobs/interventions';
import { enterPlan, settleJob } from '../jobs/ledger';
import { nodeStatuses } from '../jobs/node-status';
import { planRefresh } from '../jobs/refresh-request';
import { uuidOf } from '../random';
import type { PathForm } from '../state';
import { bodyObject, flag, instanceOperation, notFound, wholeNumber, type InstanceCall, type Router } from './operation';
import { schedules, addSchedule, timezones } from './schedules';

type Answer = (call: InstanceCall) => Promise<Response> | Response;

/** Jobs, history, status and schedules, under the path form in force. */
export function workflowRoutes(router: Router, core: Core): void {
  const register = (method: string, path: string, operationId: string, answer: Answer): void => {
    for (const form of ['/workflows', '/manage/workflows'] as const) {
      instanceOperation(router, core, method, `${form}/:workflowName${path}`, operationId, (call) => {
        if (!exists(core.state.behaviour.pathForm, form, path)) return pathNotFound();
        if (call.part('workflowName') !== 'main') throw notFound('WorkflowNotFound', `There is no workflow '${call.part('workflowName')}'.`);
        return answer(call);
      });
    }
  };
  register('GET', '/jobs', 'Get-list-of-recent-workflow-jobs', listJobs);
  register('POST', '/jobs', 'Submit-a-workflow-job', submitJob);
  register('GET', '/jobs/:jobId', 'Get-a-workflow-job-information', readJob);
  register('POST', '/jobs/:jobId/cancel', 'Cancel-a-workflow-job', cancelJob);
  register('GET', '/history', 'Get-list-of-workflow-task-information-history', listHistory);
  register('GET', '/status', 'Get-workflow-status', ({ instance, wire }) =>
    Response.json(nodeStatuses(instance.jobs, wire.now).map((node) => publishNode(node, wire))));
  register('GET', '/schedules', 'Get-workflow-schedules', schedules);
  register('POST', '/schedules', 'Create-workflow-refresh-schedule', addSchedule);
  register('GET', '/schedules/supportedTimezones', 'Get-supported-timezones', timezones);
}

/** API Management's answer to a path that no operation has. */
export function pathNotFound(): Response {
  return Response.json({ statusCode: 404, message: 'Resource not found' }, { status: 404 });
}

function exists(pathForm: PathForm, form: '/workflows' | '/manage/workflows', path: string): boolean {
  switch (pathForm) {
    case 'both': return true;
    case 'lib': return form === '/workflows';
    case 'docs': return form === '/manage/workflows';
    case 'jobsOnlyUnderManage': return path.startsWith('/jobs') === (form === '/manage/workflows');
  }
}

function listJobs(call: InstanceCall): Response {
  const { instance, wire } = call;
  const top = wholeNumber(call, 'top', 10);
  const options = publishing(call, flag(call, 'includeTasks'));
  const texts = newestFirst(instance.jobs, wire.now).slice(0, top).map((job) => publishedJobText(job, wire, options));
  return new Response(`[${texts.join(',')}]`, { headers: { 'Content-Type': 'application/json' } });
}

function readJob(call: InstanceCall): Response {
  return Response.json(publishJob(visibleJob(call), call.wire, publishing(call, flag(call, 'includeTasks'))));
}

function listHistory(call: InstanceCall): Response {
  const { instance, wire } = call;
  const entries = instance.jobs.filter((job) => isVisible(job, wire.now)).flatMap((job) => job.tasks.map((task) => ({ ...task, jobId: job.jobId })));
  return Response.json(newestFirst(entries, wire.now).slice(0, wholeNumber(call, 'top', 10)).map((entry) => publishTask(entry, entry.jobId, wire)));
}

async function submitJob(call: InstanceCall): Promise<Response> {
  const { core, instance, wire } = call;
  const body = await bodyObject(call, 'management');
  const listed = Array.isArray(body['identifiers']) ? body['identifiers'].map(String) : [];
  const asked = [...call.queries('identifiers'), ...call.queries('identifiers[]')];
  const identifiers = asked.length > 0 ? asked.flatMap((text) => text.split(',')).map(unquoted) : listed;
  core.state.made += 1;
  const plan = planRefresh(instance, {
    operationType: call.query('operationType') ?? (typeof body['operationType'] === 'string' ? body['operationType'] : 'all'),
    identifiers: identifiers.filter((identifier) => identifier !== ''),
    jobType: String(body['jobType'] ?? '').toLowerCase() === 'incremental' ? 'incremental' : 'full',
    forced: flag(call, 'forceRunRequested', body['forceRunRequested'] === true),
  }, core.state.behaviour, uuidOf(`${instance.instanceId}|made|${core.state.made}`), wire.now);
  return Response.json(publishJob(enterPlan(instance, plan), wire, publishing(call, false)));
}

function cancelJob(call: InstanceCall): Response {
  const job = visibleJob(call);
  if (hasEnded(job, call.wire.now)) {
    throw new RequestRefused(400, 'management', 'JobNotRunning', `Job ${job.jobId} is over, so it can't be cancelled.`);
  }
  const settled = cancelled(job, call.wire.now);
  settleJob(call.instance, settled);
  return Response.json(publishJob(settled, call.wire, publishing(call, false)));
}

function visibleJob(call: InstanceCall): Job {
  const jobId = call.part('jobId').toLowerCase();
  const job = call.instance.jobs.find((candidate) => candidate.jobId === jobId && isVisible(candidate, call.wire.now));
  if (job === undefined) throw notFound('JobNotFound', `There is no job '${call.part('jobId')}'.`);
  return job;
}

function publishing(call: InstanceCall, includeTasks: boolean): { includeTasks: boolean; emptyIdLists: boolean } {
  return { includeTasks, emptyIdLists: call.core.state.behaviour.emptyIdLists };
}

/** The product documentation shows an identifier in single quotes. */
function unquoted(text: string): string {
  return text.trim().replace(/^'(.*)'$/, '$1').toLowerCase();
}
