/** A deployment as it happens: on a terminal a line that changes, in a job's log plain lines. */
import type { DeployEvent } from '../../deploy/deploy-event';
import type { Console } from '../ports';
import { counted } from '../../diagnostics/counted';
import { oneLine } from '../terminal/table';
import { spanInWords } from '../terminal/time-words';

export interface Progress { readonly tell: (event: DeployEvent) => void; readonly stop: () => void }

const tickMs = 1_000;

/** `isWatched`: people look at a terminal. Details of tools are shown only where they explain a failure. */
export function progressOf(console: Pick<Console, 'error' | 'progress'>, isWatched: boolean, now: () => number): Progress {
  let step: { readonly head: string; readonly what: string; readonly since: number; reason: string } | undefined;
  let lastPlain = '';
  const details: string[] = [];
  const draw = (): void => { if (step) console.progress(`  ${step.head} · ${spanInWords(now() - step.since)}${step.reason === '' ? '' : ` · ${step.reason}`}`); };
  const timer = isWatched ? setInterval(draw, tickMs) : undefined;
  timer?.unref();
  const line = (text: string): void => { console.progress(''); console.error(`${text}\n`); };
  /** In a log each reason stands once, however often it is told. */
  const plain = (text: string): void => { if (!isWatched && text !== lastPlain) line(text); lastPlain = text; };
  const tell = (event: DeployEvent): void => {
    switch (event.kind) {
      case 'stepStarted':
        step = { head: `${event.number}/${event.of} ${event.step}`, what: oneLine(event.what), since: now(), reason: '' };
        details.length = 0;
        plain(`  ${step.head}: ${step.what}`);
        break;
      case 'waiting':
        if (step) step.reason = `waiting: ${oneLine(event.reason)}`;
        plain(`      waiting: ${oneLine(event.reason)}`);
        break;
      case 'retrying':
        if (step) step.reason = `attempt ${event.attempt} failed, again in ${spanInWords(event.afterMs)}: ${oneLine(event.reason)}`;
        plain(`      attempt ${event.attempt} failed, again in ${spanInWords(event.afterMs)}: ${oneLine(event.reason)}`);
        break;
      case 'detail':
        details.push(oneLine(event.text));
        break;
      case 'stepDone':
        // What a log says of the step already is not said again; what verifying found is in the result.
        if (isWatched || oneLine(event.did) !== step?.what) line(`  ${isWatched && step ? `${step.head}: ` : '    '}${event.step === 'verify' ? 'Done.' : oneLine(event.did)} (${spanInWords(event.milliseconds)})`);
        step = undefined;
        break;
      case 'stepFailed':
        line(`  ${step?.head ?? event.step} failed: ${oneLine(event.message)}`);
        for (const each of details.slice(-shownDetails)) console.error(`      ${each}\n`);
        if (details.length > shownDetails) console.error(`      (the last ${counted(shownDetails, 'line')} of ${details.length})\n`);
        step = undefined;
        break;
      case 'personNeeded':
        line(`  ${step?.head ?? event.step}: somebody is needed.`);
        step = undefined;
        break;
    }
    draw();
  };
  return { tell, stop: () => { clearInterval(timer); console.progress(''); } };
}

const shownDetails = 20;
