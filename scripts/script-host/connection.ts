import { ScriptHostError } from './errors';
import { encodeFrame, type Frame, FrameDecoder } from './frames';
import type { Answer, FromHost, ToHost } from './messages';
import type { ProcessEnd, RunningProcess } from './processes';

/** Takes what comes for one request, in order. Returning true ends the request. */
type Listener = (header: Answer, body: Buffer) => boolean;

interface Pending {
  readonly listener: Listener;
  readonly fail: (error: ScriptHostError) => void;
}

type Ready = Extract<FromHost, { readonly type: 'ready' }>;

/** How many of the host's last lines on stderr an error repeats. */
const REMEMBERED_LINES = 20;

/** One host process and the requests under way in it. It is of no use any more once the process has ended. */
export class HostConnection {
  /** Settles once the process has ended, whatever the reason. */
  readonly ended: Promise<void>;
  private readonly pending = new Map<number, Pending>();
  private readonly decoder = new FrameDecoder<FromHost>();
  private readonly lastLines: string[] = [];
  private nextId = 1;
  private failure: ScriptHostError | undefined;
  private closing = false;
  private corked = false;
  private acceptReady: (ready: Ready) => void = () => {};

  private constructor(private readonly process: RunningProcess, report: (line: string) => void) {
    process.output.on('data', (chunk: Buffer) => this.accept(chunk));
    this.forwardLines(report);
    this.ended = process.ended.then(
      (end) => this.failAll(this.closing ? closedError() : this.crashed(end)),
      (error: unknown) => this.failAll(new ScriptHostError('start-failed', `The script host could not be started: ${error instanceof Error ? error.message : String(error)}`)),
    );
  }

  /** Waits until the process says that it serves. Throws ScriptHostError 'start-failed' where it ends before. */
  static async open(process: RunningProcess, report: (line: string) => void): Promise<{ readonly connection: HostConnection; readonly ready: Ready }> {
    const connection = new HostConnection(process, report);
    const ready = await Promise.race([
      new Promise<Ready>((resolve) => { connection.acceptReady = resolve; }),
      connection.ended.then(() => {
        throw connection.failure?.code === 'start-failed' ? connection.failure : new ScriptHostError('start-failed', 'The script host ended before it was ready. Its own words are attached.', connection.lastLines.join('\n'));
      }),
    ]);
    return { connection, ready };
  }

  get isAlive(): boolean {
    return this.failure === undefined && !this.closing;
  }

  /** A number that no other request of this connection has. */
  newId(): number {
    return this.nextId++;
  }

  /** Sends a request; `listener` gets everything that comes back for its id. Rejects when the process ends first. */
  request(message: ToHost, body: Uint8Array | undefined, listener: Listener): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure) {
        reject(this.failure);
        return;
      }
      this.pending.set(message.id, {
        fail: reject,
        listener: (header, frameBody) => {
          const isLast = listener(header, frameBody);
          if (isLast) resolve();
          return isLast;
        },
      });
      this.send(message, body);
    });
  }

  /** Sends a message that nothing answers. What is sent in one turn of the event loop goes out in one write. */
  send(message: ToHost, body?: Uint8Array): void {
    if (!this.corked) {
      this.corked = true;
      this.process.input.cork();
      process.nextTick(() => {
        this.corked = false;
        this.process.input.uncork();
      });
    }
    this.process.input.write(encodeFrame(message, body));
  }

  /** Ends the input, on which the host ends; one that doesn't within `patienceMs` is killed. */
  async close(patienceMs = 2000): Promise<void> {
    this.closing = true;
    this.process.input.end();
    const impatience = setTimeout(() => this.process.kill(), patienceMs);
    await this.ended;
    clearTimeout(impatience);
  }

  private accept(chunk: Buffer): void {
    let frames: Frame<FromHost>[];
    try {
      frames = this.decoder.push(chunk);
    } catch {
      // Something else wrote into the host's output; nothing after it can be trusted.
      this.process.kill();
      return;
    }
    for (const { header, body } of frames) {
      if (header.type === 'ready') this.acceptReady(header);
      else if (this.pending.get(header.id)?.listener(header, body)) this.pending.delete(header.id);
    }
  }

  private forwardLines(report: (line: string) => void): void {
    let rest = '';
    this.process.errors.setEncoding('utf8');
    const take = (line: string): void => {
      this.lastLines.push(line);
      if (this.lastLines.length > REMEMBERED_LINES) this.lastLines.shift();
      report(line);
    };
    this.process.errors.on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
    this.process.errors.on('end', () => { if (rest !== '') take(rest); });
  }

  private crashed(end: ProcessEnd): ScriptHostError {
    const how = end.code === null ? `was ended by ${end.signal ?? 'a signal'}` : `ended with exit code ${end.code}`;
    return new ScriptHostError('crashed', `The script host ${how} while it was in use; a script can do that with a stack overflow or Environment.Exit. The call may or may not have reached the backend. The next call starts the host again.`, this.lastLines.join('\n'));
  }

  private failAll(error: ScriptHostError): void {
    this.failure = error;
    const open = [...this.pending.values()];
    this.pending.clear();
    for (const { fail } of open) fail(error);
  }
}

function closedError(): ScriptHostError {
  return new ScriptHostError('closed', 'The script host was closed while the call was under way.');
}
