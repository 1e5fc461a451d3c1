import assert from 'node:assert/strict';
import { trustingService } from '../../../scripts/cli/scenario/service-sign-in';
import type { HttpRequest } from '../../../scripts/environment';

describe('the service stand-in trusts the stand-in for identity providers', () => {
  const sent: HttpRequest[] = [];
  const backend = trustingService({ send: request => { sent.push(request); return Promise.resolve({ status: 200, headers: [], body: new Uint8Array() }); } }, 'https://api.example', () => ({
    introspect: (token, resource) => (resource !== 'https://api.ci.ai.microsoft.com' ? undefined : token === 'of-a-viewer' ? { subject: 'v', role: 'Viewer', scope: '', expiresAt: 1 } : token === 'of-an-app' ? { subject: 'a', scope: '', expiresAt: 1 } : undefined),
  }));
  const authorization = async (uri: string, value: string): Promise<readonly (readonly [string, string])[]> => {
    sent.length = 0;
    await backend.send({ method: 'GET', uri, headers: [['authorization', value], ['X-Key', 'k']] });
    return sent[0]!.headers;
  };

  it('shows it the role of who has signed in', async () => {
    assert.deepEqual(await authorization('https://api.example/v1/x', 'Bearer of-a-viewer'), [['authorization', 'Bearer viewer-token'], ['X-Key', 'k']]);
    assert.deepEqual(await authorization('https://api.example/v1/x', 'bearer of-an-app'), [['authorization', 'Bearer administrator-token'], ['X-Key', 'k']]);
  });

  for (const [uri, value] of [['https://api.example/v1/x', 'Bearer unknown'], ['https://api.example/v1/x', 'Basic of-a-viewer'], ['https://other.example/', 'Bearer of-a-viewer'], ['https://api.example.evil/', 'Bearer of-a-viewer']] as const) {
    it(`leaves "${value}" to ${uri} as it is`, async () => { assert.deepEqual((await authorization(uri, value))[0], ['authorization', value]); });
  }
});
