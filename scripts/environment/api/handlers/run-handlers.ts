import { RequestError } from '../../host/request-error';
import type { HandlersOf } from '../handler';
import { deliveryView, messageView, pollView, runSummaryView, runView, subscriptionCallView } from '../views/run-views';

const usualLimit = 50;

export const runHandlers: HandlersOf<'listPolls' | 'listDeliveries' | 'listSubscriptionCalls' | 'listRuns' | 'getRun' | 'listMessages' | 'getMessage'> = {
  listPolls: (environment, { query: { flow, limit = usualLimit } }) => ({ value: environment.store.runs.lastPolls(limit, flow).map(pollView) }),
  listDeliveries: async (environment, { query: { flow, limit = usualLimit } }) => ({ value: (await environment.store.runs.deliveries(flow)).slice(-limit).reverse().map(deliveryView) }),
  listSubscriptionCalls: async (environment, { query: { flow, limit = usualLimit } }) => ({ value: (await environment.store.runs.subscriptionCalls(flow)).slice(-limit).reverse().map(subscriptionCallView) }),
  listRuns: (environment, { query: { flow, status, since, before, limit = usualLimit } }) => {
    const from = since === undefined ? undefined : Date.parse(since);
    const runs = environment.store.runs.page({
      limit, ...(flow === undefined ? {} : { flowId: flow }), ...(status === undefined ? {} : { status }), ...(from === undefined ? {} : { since: from }), ...(before === undefined ? {} : { before }),
    });
    const last = runs.length === limit ? runs.at(-1) : undefined;
    return { value: runs.map(run => runSummaryView(environment, run)), ...(last ? { nextBefore: last.key } : {}) };
  },
  getRun: (environment, { path }) => runView(environment, path.run),
  listMessages: (environment, { query: { run, before, limit = usualLimit } }) => {
    const messages = environment.store.outbox.page({ limit, ...(before === undefined ? {} : { before }), ...(run === undefined ? {} : { runKey: run }) });
    const last = messages.length === limit ? messages.at(-1) : undefined;
    return { value: messages.map(messageView), ...(last ? { nextBefore: last.number } : {}) };
  },
  getMessage: (environment, { path }) => {
    const message = /^\d{1,15}$/.test(path.message) ? environment.store.outbox.get(Number(path.message)) : undefined;
    if (!message) throw new RequestError('missing', 'MessageNotFound', `There is no message ${path.message} in the outbox. The oldest are removed with time.`);
    return messageView(message);
  },
};
