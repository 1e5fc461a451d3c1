import type { Environment } from '../environment';
import type { NumberedEvent } from '../host/environment-event';
import { eventView } from './views/event-views';

/** Real milliseconds between signs of life, so that a connection that has broken is found out. */
const heartbeatMs = 15_000;
/** Bytes that a slow reader may leave unread; then the stream ends, and the reader asks again from the last event that it knows. */
const mostUnread = 4 * 1024 ** 2;

/** The events of an environment as server-sent events: those kept behind `after` first, then each as it happens. */
export function eventStream(environment: Environment, after: number | undefined, shown: (text: string) => string): Response {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => {
        if ((controller.desiredSize ?? 0) < 0) {
          end();
          controller.close();
        } else controller.enqueue(encoder.encode(text));
      };
      const tell = (event: NumberedEvent): void => {
        const view = eventView(environment, event);
        if (view) send(`id: ${event.id}\nevent: ${event.kind}\ndata: ${shown(JSON.stringify(view))}\n\n`);
      };
      const stopListening = environment.events.listen(tell);
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
      heartbeat.unref();
      end = () => {
        stopListening();
        clearInterval(heartbeat);
      };
      send('retry: 1000\n\n');
      if (after !== undefined) for (const event of environment.events.after(after)) tell(event);
    },
    cancel: () => end(),
  }, { highWaterMark: mostUnread, size: chunk => chunk?.byteLength ?? 0 });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
}
