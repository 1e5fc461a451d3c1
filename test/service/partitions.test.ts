import { deepEqual, equal } from 'node:assert/strict';
import { startService, type Service } from '../../scripts/service/index';
import { fixture, readAnswer, requestFor } from './caller';

interface Listed { readonly httpRequests: readonly { readonly uri: string; readonly headers: Record<string, string> }[] }

describe('service partitions', () => {
  it('together hold the table, one CSV file per hundred rows', async () => {
    const service = fixture();
    const listed = (await service.call('{i}/data/Customer?$select=*&proxy=true')).json as Listed;
    deepEqual(listed.httpRequests.map((entry) => new URL(entry.uri).pathname.split('/').at(-1)), ['partition-00000.csv', 'partition-00001.csv', 'partition-00002.csv']);
    const lines: string[] = [];
    for (const { uri, headers } of listed.httpRequests) {
      const answer = await readAnswer(await service.handleStorage(new Request(uri, { headers })));
      deepEqual([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Date')], [200, 'text/csv; charset=utf-8', 'Mon, 02 Mar 2026 07:00:00 GMT']);
      lines.push(...answer.text.split('\r\n').slice(0, -1));
    }
    const rows: Record<string, unknown>[] = [];
    for (const skip of [0, 100, 200]) rows.push(...((await service.call(`{i}/data/Customer?$skip=${skip}`)).json as { value: Record<string, unknown>[] }).value);
    // No cell of this table needs quotes, so a plain join is an independent reading of the format.
    deepEqual(lines, rows.map((row) => Object.values(row).map((cell) => (cell === null ? '' : String(cell))).join(',')));
  });

  it('quote what needs quotes and carry a header row where the metadata say so', async () => {
    const service = fixture();
    const first = async (table: string): Promise<string | undefined> => {
      const listed = (await service.call(`{i}/data/${table}?proxy=true`)).json as Listed;
      return (await (await service.handleStorage(new Request(listed.httpRequests[0]?.uri ?? ''))).text()).split('\r\n')[0];
    };
    equal(await first('Segments'), 'CustomerId,Segments');
    const [row] = ((await service.call('{i}/data/Loyalty_Members?$top=1')).json as { value: Record<string, unknown>[] }).value;
    equal(await first('Loyalty_Members'), Object.values(row ?? {}).map((cell) => (/[",]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(','));
  });

  describe('over sockets', () => {
    let service: Service;
    let uri: string;
    beforeEach(async () => {
      service = await startService();
      const listed = (await readAnswer(await fetch(requestFor(`${service.url}/instances/${service.control.describe().instances[0]?.instanceId}/data/Customer?proxy=true`)))).json as Listed;
      uri = listed.httpRequests[0]?.uri ?? '';
    });
    afterEach(() => service.close());

    it('refuse and record a credential of the API', async () => {
      equal(new URL(uri).origin, service.storageUrl);
      equal((await fetch(uri)).status, 200);
      equal((await fetch(uri, { headers: { Authorization: 'Bearer x' } })).status, 403);
      equal((await fetch(uri, { headers: { 'Ocp-Apim-Subscription-Key': 'x' } })).status, 403);
      deepEqual(service.control.listLeaks().map((leak) => leak.headers), [['authorization'], ['ocp-apim-subscription-key']]);
    });

    it('refuse a wrong or expired signature and know no other file', async () => {
      equal((await fetch(uri.replace(/sig=.{4}/, 'sig=0000'))).status, 403);
      equal((await fetch(uri.split('?')[0] ?? '')).status, 403);
      equal((await fetch(uri.replace('partition-00000', 'partition-00009'))).status, 403);
      service.clock.advance(3_599_999);
      equal((await fetch(uri)).status, 200);
      service.clock.advance(1);
      equal((await fetch(uri)).status, 403);
    });

    it('are published under another base when one is set', async () => {
      service.control.behave({ storageBase: 'https://retail.blob.core.windows.net' });
      const path = `/instances/${service.control.describe().instances[0]?.instanceId}`;
      const listed = (await readAnswer(await fetch(requestFor(`${service.url}${path}/data/Customer?proxy=true`)))).json as Listed;
      equal(new URL(listed.httpRequests[0]?.uri ?? '').origin, 'https://retail.blob.core.windows.net');
      const entity = (await readAnswer(await fetch(requestFor(`${service.url}${path}/manage/entities/Customer`)))).json as { partitions: readonly { location: string }[] };
      equal(entity.partitions[0]?.location, `https://retail.blob.core.windows.net/${service.control.describe().instances[0]?.instanceId}/Customer/partition-00000.csv`);
    });
  });
});
