import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { EnvironmentError, filesOfFolder, startEnvironmentServer } from '../../../scripts/environment';
import { servedEnvironments, token } from './served-environment';

const bearer = { Authorization: `Bearer ${token}` };

/** A request whose headers are sent as they are; fetch keeps Host and Origin to itself. */
function asked(origin: string, path: string, headers: http.OutgoingHttpHeaders, method = 'GET', body?: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(origin + path, { method, headers, agent: false }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve({ status: response.statusCode, body: text })).on('error', reject);
    });
    request.on('error', reject).end(body);
  });
}

describe('access to the API', () => {
  const { serve, folder } = servedEnvironments();

  it('needs the token of this start, as a header or as a cookie', async () => {
    const { server, raw } = await serve();
    const ask = async (headers: Record<string, string>) => {
      const { status, body } = await raw('/api/v1/clock', { headers });
      return status === 200 ? status : [status, (body as { error: { code: string } }).error.code]; // the form of every error
    };
    assert.deepEqual(await Promise.all([
      ask({}), ask({ Authorization: 'Bearer another' }), ask({ Authorization: `Basic ${token}` }), ask({ Authorization: `Bearer ${token}x` }), ask(bearer), ask({ Authorization: `bearer ${token}` }),
      asked(server.origin, '/api/v1/clock', { Cookie: `a=b; konektor_token=${token}` }).then(({ status }) => status), asked(server.origin, '/api/v1/clock', { Cookie: 'konektor_token=another' }).then(({ status }) => status),
    ]), [[401, 'TokenMissing'], [401, 'TokenRefused'], [401, 'TokenMissing'], [401, 'TokenRefused'], 200, 200, 200, 401]);
    const missing = await raw('/api/v1/openapi.json');
    assert.deepEqual([missing.status, missing.headers.get('WWW-Authenticate'), missing.body], [401, 'Bearer', { error: { code: 'TokenMissing', message: 'The request has no token. Send "Authorization: Bearer <token>"; each start makes a new one and writes it into the folder of its store.' } }]);
  });

  it('does not even say without a token what there is', async () => {
    const { raw } = await serve();
    assert.deepEqual([(await raw('/api/v1/nothing')).status, (await raw('/api/v1/nothing', { headers: bearer })).status], [401, 404]);
  });

  it('is refused to other hosts and to pages of other sites, whatever they know', async () => {
    const { server } = await serve();
    const { port } = new URL(server.origin);
    const ask = (headers: http.OutgoingHttpHeaders, path = '/api/v1/clock') => asked(server.origin, path, { ...bearer, ...headers }).then(({ status }) => status);
    assert.deepEqual(await Promise.all([
      ask({ Host: 'evil.test' }), ask({ Host: `evil.test:${port}` }), ask({ Host: '127.0.0.1' }), ask({ Host: `127.0.0.1.evil.test:${port}` }),
      ask({ Origin: 'https://evil.test' }), ask({ Origin: 'null' }), ask({ Origin: 'http://127.0.0.1:1' }), ask({ Origin: `https://127.0.0.1:${port}` }), ask({ 'Sec-Fetch-Site': 'cross-site' }), ask({ 'Sec-Fetch-Site': 'same-site' }),
      ask({ Host: 'evil.test' }, '/apim/a/b'), ask({ Origin: 'https://evil.test' }, '/apim/a/b'), ask({ Host: 'evil.test' }, '/callbacks/a/b'), ask({ Host: 'evil.test' }, '/sign-in/redirect'),
      ask({ Host: `localhost:${port}` }), ask({ Host: `LOCALHOST:${port}`, Origin: `http://localhost:${port}` }), ask({ 'Sec-Fetch-Site': 'same-origin' }), ask({ 'Sec-Fetch-Site': 'none' }),
    ]), [...Array<number>(14).fill(403), 200, 200, 200, 200]);
    assert.equal((await asked(server.origin, '/api/v1/clock', { Host: 'evil.test' })).body, `{"error":{"code":"HostRefused","message":"This environment answers to 127.0.0.1:${port}, localhost:${port}, [::1]:${port} only, not to \\"evil.test\\"."}}`);
  });

  it('gives no page of another site leave to read (no CORS), and is not guessed at', async () => {
    const { raw, server } = await serve();
    const preflight = await asked(server.origin, '/api/v1/connections', { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' }, 'OPTIONS');
    const own = await raw('/api/v1/clock', { headers: bearer });
    assert.deepEqual([preflight.status, [...own.headers.keys()].filter(name => name.startsWith('access-control')), own.headers.get('X-Content-Type-Options'), own.headers.get('Cache-Control')], [403, [], 'nosniff', 'no-store']);
  });

  describe('bodies', () => {
    it('of 100 MB are refused at once, before they are sent', async () => {
      const { server } = await serve();
      const statusOf = (type: string) => new Promise<number | undefined>((resolve, reject) => {
        const request = http.request(`${server.origin}/api/v1/packages`, { method: 'POST', headers: { ...bearer, 'Content-Type': type, 'Content-Length': 100 * 1024 ** 2 } }, response => {
          resolve(response.resume().statusCode);
          request.destroy();
        });
        request.on('error', reject).write('{'); // and no more
      });
      assert.deepEqual([await statusOf('application/zip'), await statusOf('application/json')], [413, 413]);
    });

    it('without a length are refused where the limit is, before they end', async () => {
      const { server } = await serve();
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const request = http.request(`${server.origin}/api/v1/packages`, { method: 'POST', headers: { ...bearer, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' } }, response => {
          resolve(response.resume().statusCode);
          request.destroy();
        });
        request.on('error', reject).write(Buffer.alloc(16 * 1024 ** 2 + 1, 0x20)); // and no end
      });
      assert.equal(status, 413);
    });

    it('that are too deep, no JSON, of another type or of another form are refused with the reason', async () => {
      const { raw } = await serve();
      const post = async (body: string | Buffer, type = 'application/json') => {
        const answer = await raw('/api/v1/connections', { method: 'POST', headers: { ...bearer, 'Content-Type': type }, body });
        const { code, message } = (answer.body as { error: { code: string; message: string } }).error; // the form of every error
        return [answer.status, code, message];
      };
      const deep = `{"connector":"small","values":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
      assert.deepEqual([await post(deep), await post('{"connector":'), await post(Buffer.from([0x7b, 0xff])), await post('connector=small', 'application/x-www-form-urlencoded'), await post('{}', 'text/plain'), await post('[]'), await post('{"connector":1,"title":"","color":2}')], [
        [400, 'JsonTooDeep', 'The body is nested more than 64 levels deep.'],
        [400, 'NoJson', 'The body is no JSON: Unexpected end of JSON input'],
        [400, 'NoJson', 'The body is not UTF-8.'],
        [415, 'ContentType', 'The body is of the type "application/x-www-form-urlencoded". Send application/json.'],
        [415, 'ContentType', 'The body is of the type "text/plain". Send application/json.'],
        [400, 'BodyRefused', 'The body does not fit: must be object.'],
        [400, 'BodyRefused', 'The body does not fit: has no property "color"; /connector must be string.'],
      ]);
      const brackets = JSON.stringify({ connector: '['.repeat(100) });
      assert.equal((await post(brackets))[0], 404, 'brackets inside a text nest nothing');
    });

    it('have no property that changes what objects are', async () => {
      const { raw } = await serve();
      const answer = await raw('/api/v1/connections', { method: 'POST', headers: { ...bearer, 'Content-Type': 'application/json' }, body: '{"connector":"small","__proto__":{"id":"x"}}' });
      assert.deepEqual([answer.status, ({} as Record<string, unknown>)['id']], [400, undefined]);
    });
  });

  it('is refused below a query that the contract does not have', async () => {
    const { raw } = await serve();
    const ask = async (query: string) => (await raw(`/api/v1/runs${query}`, { headers: bearer })).body;
    assert.deepEqual([await ask('?colour=1'), await ask('?limit=0'), await ask('?limit=many'), await ask('?since=yesterday')].map(body => (body as { error: { message: string } }).error.message), [ // the form of every error
      'There is no query parameter "colour" here. There are: flow, status, since, before, limit.', 'The query does not fit: /limit must be >= 1.', 'The query does not fit: /limit must be integer.', 'The query does not fit: /since must match format "date-time".',
    ]);
  });

  it('is refused where another program has the port, and leaves nothing behind where the environment can\'t be opened', async () => {
    const { server } = await serve();
    const port = Number(new URL(server.origin).port);
    const failing = (at: number) => startEnvironmentServer({ port: at, token, version: '0', open: () => Promise.reject(new Error('no environment')) });
    await assert.rejects(failing(port), new EnvironmentError('port-in-use', `Port ${port} is in use by another program, so the gateway can't listen there. End that program, or choose another port with --port (0 takes any free one).`));
    await assert.rejects(failing(0), new Error('no environment'));
  });

  it('waits until the environment is open', async () => {
    let origin = '';
    const opening = startEnvironmentServer({ port: 0, token, version: '0', open: async address => {
      origin = address;
      const { status, body } = await asked(address, '/api/v1/clock', bearer);
      assert.deepEqual([status, JSON.parse(body)], [503, { error: { code: 'Starting', message: 'The environment is still being opened. Ask again.' } }]);
      throw new Error('asked');
    } });
    await assert.rejects(opening, new Error('asked'));
    await assert.rejects(asked(origin, '/api/v1/clock', bearer), { code: 'ECONNREFUSED' });
  });

  it('serves files of a folder and nothing else, also not by links, dots or encoded characters', async () => {
    const pages = join(folder(), 'pages');
    mkdirSync(join(pages, 'assets'), { recursive: true });
    writeFileSync(join(pages, 'index.html'), '<p>here</p>');
    writeFileSync(join(pages, 'assets', 'app.js'), 'go();');
    writeFileSync(join(pages, '.hidden.html'), 'secret');
    writeFileSync(join(pages, 'notes.bin'), 'secret');
    writeFileSync(join(folder(), 'outside.html'), 'secret');
    symlinkSync(join(folder(), 'outside.html'), join(pages, 'link.html'));
    symlinkSync(folder(), join(pages, 'up'));
    const { server } = await serve({}, { files: filesOfFolder(pages) });
    const get = (path: string) => asked(server.origin, path, {}).then(({ status, body }) => (status === 200 ? body : status));
    const refused = ['/.hidden.html', '/notes.bin', '/../outside.html', '/%2e%2e/outside.html', '/..%2foutside.html', '/assets/..%5c..%5coutside.html', '/link.html', '/up/outside.html', '/assets', '/assets//app.js', '/index.html%00.html', '/C:/outside.html', '/%zz'];
    assert.deepEqual([await get('/'), await get('/index.html'), await get('/assets/app.js'), await Promise.all(refused.map(get))], ['<p>here</p>', '<p>here</p>', 'go();', refused.map(() => 404)]);
    assert.deepEqual((await Promise.all(['/api/v1/clock', '/api'].map(get))), [401, 401], 'the API is never a file');
  });
});
