/** Misspelt names and operands of the wrong type. Each line below a mark `// expect: …` must fail with that text. */
import { apiCall, dropDown, itemsOf, list, lookup, newItems, policy, record, send, text, wholeNumber, dateTime, type Condition, type ExpressionOf, type ListExpression } from 'konektor';

const Job = record({ jobId: text(), size: wholeNumber(), ended: dateTime(), kinds: list(text()) });
declare const job: ExpressionOf<typeof Job, 'present'>;
declare const jobs: ListExpression<typeof Job>;

// expect: Property 'jobID' does not exist
void job.jobID;
// expect: Property 'sise' does not exist
newItems({ read: itemsOf(apiCall({ method: 'GET', path: '/jobs', parameters: {}, answer: list(Job) })({})), id: each => each.jobId, at: each => each.ended, event: ({ item }) => ({ size: item.sise }) });
// expect: Argument of type 'number' is not assignable
job.jobId.equals(3);
// expect: Argument of type 'string' is not assignable
job.size.above('3');
// expect: Argument of type 'TextExpression<"present">' is not assignable
job.ended.atOrAfter(job.jobId);
// expect: Property 'above' does not exist
void job.jobId.above;
// expect: is missing the following properties from type 'Condition'
jobs.where(each => each.jobId);
// expect: is not assignable to type 'Condition'
jobs.where(each => each.size.above(3) && true);

policy('setheader', { title: 'Key', parameters: { name: 'X-Key', value: 'x' }, section: 'Request' });
// expect: 'nmae' does not exist
policy('setheader', { title: 'Key', parameters: { nmae: 'X-Key', value: 'x' } });
// expect: Property 'value' is missing
policy('setheader', { title: 'Key', parameters: { name: 'X-Key' } });
// expect: "setheadr"' is not assignable
policy('setheadr', { title: 'Key', parameters: { name: 'X-Key', value: 'x' } });
// expect: "Response"' is not assignable
policy('setqueryparameter', { title: 'Key', parameters: { name: 'X-Key', value: 'x' }, section: 'Response' });

const instanceId = text();
const listJobs = apiCall({ method: 'GET', path: '/{instanceId}/jobs', parameters: { instanceId: text() }, answer: record({ value: list(Job) }) });
const jobsOf = lookup({ operationId: 'ListJobs', summary: 'List jobs', description: 'Lists jobs.', path: '/lookup/{instanceId}', parameters: { instanceId }, item: Job, run: ({ instanceId: of }) => send(listJobs({ instanceId: of }), answer => ({ value: answer.value })) });
dropDown(jobsOf, { given: { instanceId }, value: item => item.jobId, title: item => item.jobId });
// expect: 'instance' does not exist
dropDown(jobsOf, { given: { instance: instanceId }, value: item => item.jobId, title: item => item.jobId });
// expect: Property 'instanceId' is missing
dropDown(jobsOf, { given: {}, value: item => item.jobId, title: item => item.jobId });
// expect: Property 'id' does not exist
dropDown(jobsOf, { given: { instanceId }, value: item => item.id, title: item => item.jobId });

// expect: Property 'instanceId' is missing
listJobs({});
// expect: is not assignable to type
listJobs({ instanceId: job.size });
// expect: 'instance' does not exist
listJobs({ instanceId: 'a', instance: 'b' });

// expect: 'maximum' does not exist
text({ maximum: 3 });
export declare const used: Condition;

text({ choices: [{ value: 'one', title: 'One' }], default: 'one' });
// expect: Type '"two"' is not assignable to type '"one"'
text({ choices: [{ value: 'one', title: 'One' }], default: 'two' });
