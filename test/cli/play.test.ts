import assert from 'node:assert/strict';
import { createService, type ServiceInProcess } from '../../scripts/service';
import type { Ports } from '../../scripts/cli/ports';
import { runAgainst } from './running-environment';

describe('konektor play', () => {
  let service: ServiceInProcess;
  beforeEach(() => { service = createService({ controlToken: 'control-secret' }); });
  /** The stand-in itself in the place of the network; there is no need for the environment's own API. */
  const http: Ports['http'] = (address, request) => { assert.ok(address.startsWith('http://127.0.0.1:4290/control/')); return service.handle(new Request(address, request)); };
  const play = (...words: readonly string[]): ReturnType<typeof runAgainst> => runAgainst({ http }, ['play', ...words]);

  it('lists what can be made to happen', async () => {
    assert.deepEqual(await play(), { code: 0, error: '', out: `  data-source-fails <data source>     its refresh fails for good
  data-source-succeeds <data source>  it is refreshed
  segment <segment> <members>         it is evaluated and has that many members
  measure <measure> <value>           it is evaluated and has that value
  full-refresh                        the schedule refreshes everything
  unification                         customers are unified
  unification-fails                   unification fails for good

  data sources  ${service.control.describe().instances[0]!.dataSources.map(({ friendlyName }) => friendlyName).join(', ')}
  segments      ${service.control.describe().instances[0]!.segments.join(', ')}
  measures      ${service.control.describe().instances[0]!.measures.join(', ')}

For example: npx konektor play data-source-fails Loyalty
` });
  });

  const refreshes: readonly (readonly [words: readonly string[], said: string, job: object])[] = [
    [['data-source-fails', 'loyalty'], 'A refresh of the data source "Loyalty" has begun and will fail.', { operationType: 'ingestion', finalStatus: 'failed', submissionKind: 'onDemand' }],
    [['data-source-succeeds', 'web'], 'A refresh of the data source "Web shop" has begun.', { operationType: 'ingestion', finalStatus: 'successful', submissionKind: 'onDemand' }],
    [['full-refresh'], 'The scheduled refresh of everything has begun.', { operationType: 'all', finalStatus: 'successful', submissionKind: 'scheduled' }],
    [['unification'], 'Unification has begun.', { operationType: 'merge', finalStatus: 'successful', submissionKind: 'onDemand' }],
    [['unification-fails'], 'Unification has begun and will fail.', { operationType: 'merge', finalStatus: 'failed', submissionKind: 'onDemand' }],
  ];
  for (const [words, said, expected] of refreshes) it(words.join(' '), async () => {
    assert.deepEqual(await play(...words), { code: 0, error: '', out: `${said} It takes the service some minutes: npx konektor advance 1h\n` });
    const { out } = await play(...words, '--format', 'json');
    const { operationType, finalStatus, submissionKind } = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual({ operationType, finalStatus, submissionKind }, expected);
  });

  it('gives a segment or a measure another number', async () => {
    assert.equal((await play('segment', 'vip', '10214')).out, 'The segment "VIP" has 10214 members.\n');
    assert.equal((await play('measure', 'totalrev', '2013500.25')).out, 'The measure "TotalRevenue" is 2013500.25.\n');
    const { instanceId } = service.control.describe().instances[0]!;
    const shown = async (path: string): Promise<string> => (await service.handle(new Request(`http://127.0.0.1/v1/instances/${instanceId}/manage/${path}`, { headers: { 'Ocp-Apim-Subscription-Key': 'production-primary-key', Authorization: 'Bearer viewer-token' } }))).text();
    assert.match(await shown('segments'), /10214/);
    assert.match(await shown('measures'), /2013500\.25/);
  });

  const refused: readonly (readonly [words: readonly string[], message: string])[] = [
    [['data-source-fail', 'x'], 'Nothing called "data-source-fail" can be made to happen. Did you mean "data-source-fails"? There are: data-source-fails, data-source-succeeds, segment, measure, full-refresh, unification, unification-fails.'],
    [['data-source-fails'], 'Name the data source behind the happening. "konektor play" shows what there is.'],
    [['segment', 'VIP'], 'Write how many members it has behind the name: a number.'],
    [['segment', 'VIP', 'many'], 'Write how many members it has behind the name: a number, not "many".'],
    [['measure', 'TotalRevenue', ''], 'Write its value behind the name: a number, not "".'],
  ];
  for (const [words, message] of refused) it(`refuses "${words.join(' ')}"`, async () => { assert.deepEqual(await play(...words), { code: 2, out: '', error: `konektor: ${message}\n` }); });

  it('says when the stand-in does not answer, or refuses', async () => {
    assert.deepEqual(await runAgainst({ http: () => Promise.reject(new Error('connect ECONNREFUSED')) }, ['play']), { code: 2, out: '', error: 'konektor: The service stand-in at http://127.0.0.1:4290/control does not answer: connect ECONNREFUSED\n' });
    service = createService({ controlToken: 'another' });
    assert.deepEqual(await play(), { code: 2, out: '', error: 'konektor: The control API needs the token that was given at the start, in the header X-Control-Token.\n' });
  });
});
