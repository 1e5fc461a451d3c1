/** One program for all test files of this folder, and the words that its stories are told in. */
import { endsAfterAllTests } from '../../support/shared-for-the-run';
import { startPreludeProgram, type Outcome, type PreludeProgram, type Story, type StoryAnswer } from './prelude-program';

let started: PreludeProgram | undefined;

/** Compiled and started by the first test of this process that asks; it ends when its input does, with this process. */
export function program(): PreludeProgram {
  if (!started) {
    const own = started = startPreludeProgram();
    endsAfterAllTests(() => { own.close(); });
  }
  return started;
}

const epoch = Date.UTC(2024, 4, 1, 8);

/** An instant, some hours after 2024-05-01T08:00:00Z, as the service writes it. */
export const hour = (hours: number): string => new Date(epoch + Math.round(hours * 3600000)).toISOString();

/** The answer of a service whose clock stands at an hour; a body that is no text is written as JSON. */
export const answer = (hours: number, body: unknown, more: StoryAnswer = {}): StoryAnswer => ({
  status: 200, body: typeof body === 'string' ? body : JSON.stringify(body), ...more,
  headers: { Date: new Date(epoch + Math.round(hours * 3600000)).toUTCString(), ...more.headers },
});

export const failing = (hours: number, status: number, body: unknown = {}, headers: Record<string, string> = {}): StoryAnswer =>
  answer(hours, body, { status, headers });

/** The result of one poll without what varies with the state: status, body, Retry-After and the addresses called. */
export interface Polled {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | undefined;
  readonly sent: readonly string[];
}

/** A trigger between polls: it calls the location of its last answer, as the platform does. */
export class Trigger {
  location: string;
  outcome: Outcome | undefined;

  constructor(readonly operationId: string, readonly start: string, readonly settings: Partial<Story> = {}) {
    this.location = start;
  }

  get state(): string {
    return new URL(this.location).searchParams.get('triggerState') ?? '';
  }

  async poll(...answers: StoryAnswer[]): Promise<Polled> {
    const outcome = await program().invoke({ ...this.settings, operationId: this.operationId, uri: this.location, answers });
    this.outcome = outcome;
    this.location = outcome.headers['Location'] ?? this.start;
    return {
      status: outcome.status, body: outcome.body, retryAfter: outcome.headers['Retry-After'],
      sent: outcome.sent.map(({ request }) => request.replace('https://api.example.com/v1', '')),
    };
  }
}

export const gateway = 'https://gateway.example/apim/sample/connection';
