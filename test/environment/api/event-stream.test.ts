import assert from 'node:assert/strict';
import { eventStream } from '../../../scripts/environment/api/event-stream';
import { openedEnvironments } from '../host/opened-environment';

describe('the stream of events', () => {
  const { open } = openedEnvironments();

  it('ends for a reader that leaves megabytes unread, so that none keeps them all in memory', async () => {
    const { environment } = await open();
    const { body } = eventStream(environment, undefined, text => text);
    const piece = 'x'.repeat(1024 ** 2);
    for (let count = 0; count < 20; count++) environment.events.emit({ kind: 'problem', message: piece });
    let text = '';
    for await (const chunk of body ?? []) text += Buffer.from(chunk as Uint8Array).toString('utf8'); // ends, or the test takes too long
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    assert.deepEqual([ids, text.endsWith('\n\n')], [[1, 2, 3, 4], true], 'what came is whole, and says from where to ask again');
  });

  it('hears nothing any more once its reader has gone', async () => {
    const { environment } = await open();
    const { body } = eventStream(environment, 0, text => text);
    const reader = body?.getReader();
    await reader?.read();
    await reader?.cancel();
    environment.events.emit({ kind: 'problem', message: 'unheard' }); // would throw if it were still told
  });
});
