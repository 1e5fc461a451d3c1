/** What is noticed while a lambda runs over recorders. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import { basename } from 'node:path';
import { choose, itemsOf, list, newItems, optional, pollingTrigger, record, sentence, text, dateTime, wholeNumber, apiCall, action, send, formula,
  type Condition, type ExpressionOf, type Operation } from '../../scripts/model';

const Job = record({ jobId: text(), status: optional(text()), ended: dateTime(), size: optional(wholeNumber()), first: text(), where: text() });
const listJobs = apiCall({ method: 'GET', path: '/jobs', parameters: {}, answer: list(Job) });
type JobExpression = ExpressionOf<typeof Job, 'present'>;

const triggerWhere = (where: (job: JobExpression) => Condition): Operation => pollingTrigger({
  operationId: 'OnJob', summary: 'When a job ends', description: 'Starts a flow.', hint: 'Run a job.', path: '/trigger/jobs', parameters: {}, output: record({ id: text() }),
  poll: () => newItems({ read: itemsOf(listJobs({})), where, id: job => job.jobId, at: job => job.ended, event: ({ item }) => ({ id: item.jobId }) }),
});
const codes = (operation: Operation): readonly string[] => operation.diagnostics.map(diagnostic => diagnostic.code);
const lineOf = (operation: Operation): string => {
  const where = operation.diagnostics[0]?.where;
  return where?.kind === 'model' && where.place ? basename(where.place.file) : 'nowhere';
};

describe('lambdas of the author', () => {
  it('pass without remark when every condition is part of the result', () => {
    deepStrictEqual(triggerWhere(job => job.status.is('failed', 'timedOut').and(job.size.above(3).not())).diagnostics, []);
  });
  it('lose the left side of && and are told so, in the author\'s file', () => {
    const operation = triggerWhere(job => job.status.is('failed') && job.size.above(3));
    deepStrictEqual(codes(operation), ['lambda-condition-lost']);
    equal(lineOf(operation), 'lambdas.test.ts');
  });
  it('lose the condition of ?:', () => {
    const operation = triggerWhere(job => (job.status.is('failed') ? job.size.above(3) : job.size.above(4)));
    deepStrictEqual(codes(operation), ['lambda-condition-lost']);
  });
  it('report one finding for a lost condition with others inside', () => {
    const operation = triggerWhere(job => job.status.is('failed').and(job.size.above(1)) && job.size.above(3));
    deepStrictEqual(codes(operation), ['lambda-condition-lost']);
  });
  it('may not use a value as a JavaScript value', () => {
    const operation = triggerWhere(job => job.status.equals(`x${String(job.jobId)}`));
    deepStrictEqual(codes(operation), ['lambda-primitive-use']);
    equal(lineOf(operation), 'lambdas.test.ts');
  });
  it('do not collide with fields called like an operator', () => {
    deepStrictEqual(triggerWhere(job => job.first.equals('a').and(job.where.equals('b'))).diagnostics, []);
  });
  it('notice a condition lost inside an action, and in a choice made too early', () => {
    const made = action({
      operationId: 'Count', summary: 'Count', description: 'Counts.', method: 'get', path: '/count', parameters: {}, output: record({ word: text() }),
      run: () => send(listJobs({}), jobs => { jobs.any(job => job.size.above(1)); return { word: sentence`${jobs.count()} jobs` }; }),
    });
    deepStrictEqual(codes(made), ['lambda-condition-lost']);
  });
  it('may name expressions, and a condition in a named expression counts as used', () => {
    const isBad = formula('IsBad', (job: JobExpression) => job.status.is('failed').or(job.size.above(10)));
    deepStrictEqual(triggerWhere(job => isBad(job).and(choose(isBad(job), 'a', 'b').equals('a'))).diagnostics, []);
    deepStrictEqual(codes(triggerWhere(job => isBad(job) && job.size.above(3))), ['lambda-condition-lost']);
  });
});
