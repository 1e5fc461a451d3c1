import { deepEqual, equal, match } from 'node:assert/strict';
import { defaultKeys } from '../../scripts/service/index';
import { fixture, requestFor, readAnswer } from './caller';

const keyChallenge = 'AzureApiManagementKey realm="customer-insights",name="Ocp-Apim-Subscription-Key",type="header"';

describe('service authentication', () => {
  for (const [title, sent, challenge, message] of [
    ['no key, no token', { key: null, token: null }, keyChallenge, /missing subscription key/],
    ['a wrong key', { key: 'wrong' }, keyChallenge, /invalid subscription key/],
    ["another environment's key", { key: defaultKeys.sandbox[0] }, keyChallenge, /invalid subscription key/],
    ['a wrong key and a wrong token', { key: 'wrong', token: 'wrong' }, keyChallenge, /invalid subscription key/],
  ] as const) {
    it(`refuses ${title} by the key`, async () => {
      const answer = await fixture().call('{i}/manage/segments', sent);
      deepEqual([answer.status, answer.headers.get('WWW-Authenticate')], [401, challenge]);
      const body = answer.json as { statusCode: number; message: string };
      equal(body.statusCode, 401);
      match(body.message, message);
    });
  }

  for (const [title, token, challenge] of [
    ['no token', null, 'Bearer realm="customer-insights"'],
    ['an unknown token', 'wrong', 'Bearer realm="customer-insights", error="invalid_token", error_description="The token is not valid."'],
    ['an expired token', 'expired-token', 'Bearer realm="customer-insights", error="invalid_token", error_description="The token has expired."'],
  ] as const) {
    it(`refuses ${title} without a body`, async () => {
      const answer = await fixture().call('{i}/manage/segments', { token });
      deepEqual([answer.status, answer.headers.get('WWW-Authenticate'), answer.text], [401, challenge, '']);
    });
  }

  it('lets a token expire by its own clock', async () => {
    const service = fixture();
    service.control.addToken({ token: 'short', role: 'Viewer', principalId: 'p', expiresAt: service.clock.now() + 1 });
    equal((await service.call('{i}', { token: 'short' })).status, 200);
    service.clock.advance(1);
    equal((await service.call('{i}', { token: 'short' })).status, 401);
  });

  it('accepts the secondary key, and only the new keys after they were made anew', async () => {
    const service = fixture();
    equal((await service.call('{i}', { key: defaultKeys.production[1] })).status, 200);
    service.control.setSubscriptionKeys({ keys: ['fresh'] });
    equal((await service.call('{i}')).status, 401);
    equal((await service.call('{i}', { key: 'fresh' })).status, 200);
  });

  it('lists all instances to any key', async () => {
    const answer = await fixture().call('/instances', { key: defaultKeys.sandbox[0] });
    deepEqual((answer.json as { name: string }[]).map((instance) => instance.name), ['Retail production', 'Retail sandbox']);
  });

  it('lets a viewer read but not write', async () => {
    const service = fixture();
    equal((await service.call('{i}/workflows/main/jobs', { token: 'viewer-token' })).status, 200);
    const refused = await service.call('{i}/workflows/main/jobs', { method: 'POST', token: 'viewer-token' });
    deepEqual([refused.status, (refused.json as Record<string, unknown>)['errorCode']], [403, 'RoleNotSufficient']);
    equal((await service.call('{i}/workflows/main/jobs', { method: 'POST', token: 'contributor-token' })).status, 200);
    const role = (await service.call('{i}/rbac/myrole', { token: 'viewer-token' })).json as Record<string, unknown>;
    deepEqual([role['roles'], role['instanceId']], [['Viewer'], service.instanceId]);
  });

  it('answers 404 to trigger paths and other paths without operation, whoever asks', async () => {
    const service = fixture();
    for (const path of ['/trigger/instances/x/segment', '/v1/trigger/instances/x/segment', '/v1/nothing', '/']) {
      const answer = await readAnswer(await service.handle(requestFor(`http://service.test${path}`, { key: null, token: null })));
      deepEqual([answer.status, answer.json, answer.headers.get('Date')], [404, { statusCode: 404, message: 'Resource not found' }, 'Mon, 02 Mar 2026 07:00:00 GMT'], path);
    }
  });

  it('keeps credentials out of the log', async () => {
    const service = fixture();
    await service.call('{i}/manage/segments?numberOfSegments=1');
    deepEqual(service.requests, [{
      number: 1, at: service.clock.now(), method: 'GET', path: `/v1/instances/${service.instanceId}/manage/segments`, query: '?numberOfSegments=1',
      headers: { authorization: '(given)', 'ocp-apim-subscription-key': '(given)' }, operation: 'Get-all-segments', status: 200,
    }]);
  });
});
