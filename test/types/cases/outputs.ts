/** Output objects must match their declared type exactly. Each line below a mark `// expect: …` must fail with that text. */
import { action, apiCall, crossing, dateTime, itemsOf, list, newItems, optional, pollingTrigger, record, send, text, wholeNumber } from 'konektor';

const Job = record({ jobId: text(), note: optional(text()), size: wholeNumber(), ended: dateTime() });
const Wanted = record({ id: text(), size: wholeNumber() });
const listJobs = apiCall({ method: 'GET', path: '/jobs', parameters: {}, answer: list(Job) });
const shared = { summary: 'When a job ends', description: 'Starts a flow when a job ends.', hint: 'Starts when a job ends.', path: '/trigger/jobs', parameters: {}, output: Wanted } as const;

export const exact = pollingTrigger({
  ...shared, operationId: 'Exact',
  poll: () => newItems({ read: itemsOf(listJobs({})), id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.jobId, size: item.size }) }),
});

export const missing = pollingTrigger({
  ...shared, operationId: 'Missing',
  // expect: Property 'size' is missing
  poll: () => newItems({ read: itemsOf(listJobs({})), id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.jobId }) }),
});

export const extra = pollingTrigger({
  ...shared, operationId: 'Extra',
  // expect: a property that the output does not declare
  poll: () => newItems({ read: itemsOf(listJobs({})), id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.jobId, size: item.size, more: item.jobId }) }),
});

export const nullable = pollingTrigger({
  ...shared, operationId: 'Nullable',
  // expect: "nullable"' is not assignable to type '"present"
  poll: () => newItems({ read: itemsOf(listJobs({})), id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.note, size: item.size }) }),
});

export const removed = pollingTrigger({
  ...shared, operationId: 'Removed',
  poll: () => newItems({ read: itemsOf(listJobs({})), id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.note.orElse('none'), size: item.size }) }),
});

const Point = record({ at: dateTime(), size: wholeNumber() });
const getSeries = apiCall({ method: 'GET', path: '/series', parameters: {}, answer: record({ of: record({ points: list(Point) }) }) });
export const crossed = pollingTrigger({
  ...shared, operationId: 'Crossed', parameters: { least: wholeNumber(), direction: text() },
  // expect: a property that the output does not declare
  poll: ({ least, direction }) => crossing({
    read: getSeries({}), source: answer => answer.of, series: source => source.points, at: point => point.at, value: point => point.size, threshold: least, direction,
    event: ({ value }) => ({ id: 'x', size: value, previous: value }),
  }),
});

const getJob = apiCall({ method: 'GET', path: '/jobs/{id}', parameters: { id: text() }, answer: Job });
const acted = { summary: 'Get job', description: 'Gets a job.', method: 'get', path: '/jobs/{id}', parameters: { id: text() }, output: Wanted } as const;

export const actionExact = action({ ...acted, operationId: 'ActionExact', run: ({ id }) => send(getJob({ id }), job => ({ id: job.jobId, size: job.size })) });
// expect: Property 'size' is missing
export const actionMissing = action({ ...acted, operationId: 'ActionMissing', run: ({ id }) => send(getJob({ id }), job => ({ id: job.jobId })) });
// expect: a property that the output does not declare
export const actionExtra = action({ ...acted, operationId: 'ActionExtra', run: ({ id }) => send(getJob({ id }), job => ({ id: job.jobId, size: job.size, more: job.size })) });

const listed = { summary: 'List jobs', description: 'Lists jobs.', method: 'get', path: '/jobs', parameters: {}, output: record({ value: list(Wanted) }) } as const;
const getJobs = apiCall({ method: 'GET', path: '/jobs', parameters: {}, answer: record({ jobs: list(Job) }) });
export const selected = action({ ...listed, operationId: 'Selected', run: () => send(getJobs({}), answer => ({ value: answer.jobs.select(Wanted, job => ({ id: job.jobId, size: job.size })) })) });
// expect: Property 'size' is missing
export const selectedMissing = action({ ...listed, operationId: 'SelectedMissing', run: () => send(getJobs({}), answer => ({ value: answer.jobs.select(Wanted, job => ({ id: job.jobId })) })) });
// expect: is not assignable to type 'never'
export const selectedExtra = action({ ...listed, operationId: 'SelectedExtra', run: () => send(getJobs({}), answer => ({ value: answer.jobs.select(Wanted, job => ({ id: job.jobId, size: job.size, more: job.size })) })) });
