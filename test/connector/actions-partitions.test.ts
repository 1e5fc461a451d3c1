import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../scripts/environment/json';
import { csv } from '../../scripts/service/partitions';
import { directRows, errorOf, stage, valueOf, type Stage } from './actions-stage';

describe('partitions', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());
  const rowsOf = (table: string, more: JsonObject = {}) => on.call('GetPartitionData', { dataset: on.instanceId, table, partition: 'partition-00000.csv', ...more });

  it('are listed by name, and in revision 2 with columns', async () => {
    const inputs = { dataset: on.instanceId, table: 'Segments' };
    const names = ['partition-00000.csv', 'partition-00001.csv', 'partition-00002.csv'];
    assert.deepEqual((await on.call('GetPartitions', inputs)).body, { value: names.map(name => ({ name })) });
    const { refreshedAt, ...second } = (await on.call('GetPartitions_V2', inputs)).body as JsonObject;
    const text = (name: string) => ({ name, title: name, dataType: 'String' });
    assert.deepEqual(second, { entity: 'Segments', columns: [text('CustomerId'), text('Segments')], value: names.map(name => ({ name, refreshedAt, hasHeader: true })) });
  });

  // The data call is the oracle: the same rows must come out of the files.
  for (const table of ['Customer', 'UnifiedActivity', 'Segments', 'PointOfSale_Purchases']) {
    it(`hold the rows of ${table}, with the types of its columns`, async () => {
      const { value } = (await on.call('GetPartitions_V2', { dataset: on.instanceId, table })).body as { value: { name: string }[] };
      const rows: JsonObject[] = [];
      for (const { name } of value) {
        const part = await rowsOf(table, { partition: name });
        assert.deepEqual([(part.body as JsonObject)['rowCount'], (part.body as JsonObject)['hasMore']], [valueOf(part).length, false]);
        rows.push(...valueOf(part));
      }
      // CSV can't tell an empty text from nothing; the seeded tables have no other empty texts but in Segments.
      assert.deepEqual(rows, (await directRows(on, table)).map(row => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === '' ? null : cell]))));
    });
  }

  it('send no credential to the storage', async () => {
    assert.equal((await rowsOf('Customer')).status, 200);
    assert.deepEqual(on.storageHeaders, [['x-ms-version']]);
    assert.deepEqual(on.service.control.listLeaks(), []);
  });

  it('are read from some row on, and say when there are more', async () => {
    const all = await directRows(on, 'Customer');
    const some = await rowsOf('Customer', { $skip: 97, $top: 2 });
    assert.deepEqual(some.body, { partition: 'partition-00000.csv', rowCount: 2, hasMore: true, value: all.slice(97, 99) });
    const last = await rowsOf('Customer', { $skip: 98, $top: 2 });
    assert.deepEqual(last.body, { partition: 'partition-00000.csv', rowCount: 2, hasMore: false, value: all.slice(98, 100) });
  });

  it('are found only by name', async () => {
    const missing = await rowsOf('Customer', { partition: 'https://evil.example/x.csv' });
    assert.deepEqual([missing.status, errorOf(missing)], [404, { code: 'PartitionNotFound', message: 'There is no partition "https://evil.example/x.csv". There is partition-00000.csv, partition-00001.csv, partition-00002.csv.' }]);
  });

  it('are never fetched from a host that is not Azure storage', async () => {
    for (const base of ['https://evil.example', 'https://evil.example/blob.core.windows.net', 'http://retail.blob.core.windows.net', 'https://retail.blob.core.windows.net.evil.example', 'https://127.0.0.1']) {
      on.service.control.behave({ storageBase: base });
      const refused = await rowsOf('Customer');
      assert.deepEqual([refused.status, errorOf(refused).code, refused.calls.filter(call => call.includes('://'))], [502, 'StorageAddressRejected', []], base);
    }
  });

  it('that the storage refuses fail with its status', async () => {
    on.storageAnswers = () => new Response('<Error/>', { status: 403 });
    const refused = await rowsOf('Customer');
    assert.deepEqual([refused.status, errorOf(refused)], [502, { code: 'PartitionUnreadable', message: 'The storage refused the partition with status 403; try again later.' }]);
  });

  describe('with a header', () => {
    const file = (text: string) => { on.storageAnswers = () => new Response(text); };
    const membership = { CustomerId: 'c-1', Segments: 'VIP' };

    it('is left out when the setting or the names say so, and columns are found by name', async () => {
      file('Segments,CustomerId\r\nVIP,c-1\r\n');
      assert.deepEqual(valueOf(await rowsOf('Segments')), [membership]);
      file('CustomerId,FullName,EmailAddress,City,Country,LoyaltyTier,LoyaltyPoints,LifetimeSpend,IsSubscriber,LastPurchase\nc-1,"A ""B"", C",,Basel,EU,Gold,12,1.50,true,2026-01-01T00:00:00Z\n');
      const row = { CustomerId: 'c-1', FullName: 'A "B", C', EmailAddress: null, City: 'Basel', Country: 'EU', LoyaltyTier: 'Gold', LoyaltyPoints: 12, LifetimeSpend: 1.5, IsSubscriber: true, LastPurchase: '2026-01-01T00:00:00Z' };
      assert.deepEqual(valueOf(await rowsOf('Customer')), [row]);
      assert.deepEqual(valueOf(await rowsOf('Customer', { header: 'present' })), [row]);
    });

    it('is a row when the setting says that there is none', async () => {
      file('CustomerId,Segments\nc-1,VIP');
      assert.deepEqual(valueOf(await rowsOf('Segments', { header: 'absent' })), [{ CustomerId: 'CustomerId', Segments: 'Segments' }, membership]);
    });

    it('that does not fit is told with numbers', async () => {
      file('CustomerId,Segments\nc-1,VIP,extra\n');
      assert.deepEqual(errorOf(await rowsOf('Segments')), { code: 'PartitionShape', message: 'A row of the partition has 3 values, but there are 2 columns; check whether the setting about the header row fits this file.' });
    });
  });

  it('read any CSV that the storage can hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\n', '\r', ' ', ';', '7') });
    const column = (name: string) => ({ name, friendlyName: name, dataType: 'String', indexed: false });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async cells => {
      const rows = cells.map(([CustomerId, Segments]) => ({ CustomerId, Segments }));
      const table = { name: 'Segments', entityType: 'segment', dataSourceName: '', key: 'CustomerId', hasHeader: true, attributes: [column('CustomerId'), column('Segments')], rows: () => rows };
      on.storageAnswers = () => new Response(csv(table, rows));
      assert.deepEqual(valueOf(await rowsOf('Segments')), rows.map(row => ({ CustomerId: row.CustomerId === '' ? null : row.CustomerId, Segments: row.Segments === '' ? null : row.Segments })));
    }), { seed: 20260101, numRuns: 60 });
  });

});
