/** The gateway's way to a real https backend, played by nock. */
import { deepStrictEqual, rejects } from 'node:assert/strict';
import { networkHttp } from '../../../scripts/environment/gateway/backend-http';
import { nock, playNetwork } from '../../support/played-network';

describe('the network behind the gateway', () => {
  const http = networkHttp();
  playNetwork();
  after(() => { http.close(); });

  it('sends method, query, headers and body to an https backend, and takes any status for an answer', async () => {
    nock('https://backend.example', { reqheaders: { 'ocp-apim-subscription-key': 'a-key', 'content-type': 'application/json' } })
      .post('/v1/items', { name: 'Ünïcode & +/%' }).query({ caller: 'flow' })
      .reply(409, { errorCode: 'Conflict' }, { 'Retry-After': '7' });
    const answer = await http.send({
      method: 'POST', uri: 'https://backend.example/v1/items?caller=flow', headers: [['Ocp-Apim-Subscription-Key', 'a-key'], ['Content-Type', 'application/json']],
      body: Buffer.from(JSON.stringify({ name: 'Ünïcode & +/%' })),
    });
    deepStrictEqual({ status: answer.status, body: Buffer.from(answer.body).toString(), headers: answer.headers.map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => name === 'retry-after') },
      { status: 409, body: '{"errorCode":"Conflict"}', headers: [['retry-after', '7']] });
  });

  it('does not follow a redirect, which would carry credentials elsewhere', async () => {
    nock('https://backend.example').get('/moved').reply(302, '', { Location: 'https://elsewhere.example/' });
    const answer = await http.send({ method: 'GET', uri: 'https://backend.example/moved', headers: [] });
    deepStrictEqual([answer.status, answer.headers.map(([name, value]) => [name.toLowerCase(), value])], [302, [['location', 'https://elsewhere.example/']]]);
  });

  it('rejects where no answer comes', async () => {
    nock('https://backend.example').get('/broken').replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    await rejects(http.send({ method: 'GET', uri: 'https://backend.example/broken', headers: [] }), { code: 'ECONNRESET' });
  });
});
