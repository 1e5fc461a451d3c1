import assert from 'node:assert/strict';
import { errorOf, stage, type Stage } from './actions-stage';

describe('what goes wrong upstream', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());
  const read = () => on.call('ListSegments', { instanceId: on.instanceId });
  // A fragment and an expression must say the same.
  const readByFragment = () => on.call('GetItems', { dataset: on.instanceId, table: 'Customer' });

  const cases: readonly { readonly name: string; readonly arrange: (on: Stage) => void; readonly status: number; readonly code: string; readonly begins: string }[] = [
    {
      name: 'a key of another environment', arrange: ({ service }) => service.control.setSubscriptionKeys({ keys: ['another-key'] }),
      status: 401, code: 'SubscriptionKeyRejected', begins: 'The subscription key was rejected: each Customer Insights environment has its own key;',
    },
    {
      name: 'a rejected token', arrange: ({ service }) => service.control.removeToken({ token: 'administrator-token' }),
      status: 401, code: 'SignInRejected', begins: 'The sign-in was rejected:',
    },
    { name: 'a role that may not', arrange: ({ service }) => void service.control.addFault({ kind: 'status', status: 403 }), status: 403, code: 'PermissionMissing', begins: 'The signed-in account may not do this:' },
    { name: 'a web page', arrange: ({ service }) => void service.control.addFault({ kind: 'html' }), status: 502, code: 'UnreadableAnswer', begins: 'Customer Insights answered with a web page instead of data;' },
    { name: 'a failing service', arrange: ({ service }) => void service.control.addFault({ kind: 'status', status: 500 }), status: 502, code: 'ServiceFailed', begins: 'Customer Insights failed with status 500;' },
    { name: 'a broken connection', arrange: ({ service }) => void service.control.addFault({ kind: 'break' }), status: 502, code: 'ServiceUnreachable', begins: 'Customer Insights could not be reached' },
  ];
  for (const { name, arrange, status, code, begins } of cases) {
    it(`is told in a sentence: ${name}`, async () => {
      for (const call of [read, readByFragment]) {
        on.reset();
        arrange(on);
        const answered = await call();
        assert.deepEqual([answered.status, errorOf(answered).code], [status, code]);
        assert.ok(errorOf(answered).message.startsWith(begins), errorOf(answered).message);
      }
    });
  }

  it('keeps the waiting time of a busy service', async () => {
    for (const status of [429, 503]) {
      on.service.control.addFault({ kind: 'status', status, retryAfterSeconds: 42 });
      const answered = await read();
      assert.deepEqual([answered.status, answered.retryAfter], [status, '42']);
    }
  });

  it('names an instance that does not exist', async () => {
    const answered = await on.call('ListSegments', { instanceId: 'none' });
    assert.deepEqual([answered.status, errorOf(answered).message], [404, "Customer Insights does not know this: it may have been deleted or renamed; choose it again. It says: There is no instance 'none'."]);
  });
});
