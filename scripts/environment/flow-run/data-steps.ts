import { messageOf } from '../error-message';
import { isJsonObject, type JsonValue, objectOr, textOf } from '../json';
import { resolvedInputs } from './expressions';
import { type Step, StepFailure, type StepResult, type StepRunner } from './step-runner';
import { spanMs } from './time-spans';

/** Compose: its inputs are its outputs. */
export const compose: StepRunner = {
  kind: 'leaf',
  run: step => {
    const inputs = resolvedInputs(step);
    return { status: 'Succeeded', inputs, outputs: inputs };
  },
};

/** Parse JSON: text becomes a value. The schema types tokens in the designer; here nothing is checked against it. */
export const parseJson: StepRunner = {
  kind: 'leaf',
  run: step => {
    const inputs = inputsOf(step);
    const content = inputs['content'];
    if (typeof content !== 'string') return { status: 'Succeeded', inputs, outputs: { body: content ?? null } };
    try {
      return { status: 'Succeeded', inputs, outputs: { body: JSON.parse(content) as JsonValue } }; // JSON.parse yields JSON values and nothing else
    } catch (error) {
      throw new StepFailure('InvalidJson', `The content is not JSON: ${messageOf(error)}`, { inputs });
    }
  },
};

/** Response: nobody waits for it here, so what it would answer is kept as its outputs. */
export const response: StepRunner = {
  kind: 'leaf',
  run: step => {
    const { statusCode = 200, headers, body } = inputsOf(step);
    const answered = { statusCode, ...(headers === undefined ? {} : { headers }), ...(body === undefined ? {} : { body }) };
    return { status: 'Succeeded', inputs: answered, outputs: answered };
  },
};

/** Delay and Delay until, on the environment's clock. */
export const wait: StepRunner = {
  kind: 'leaf',
  run: async step => {
    const inputs = inputsOf(step);
    const { clock } = step.state.ports;
    const instant = waitsUntil(inputs, clock.now());
    if (instant === undefined) throw new StepFailure('InvalidDelay', `${delayForms}, not ${JSON.stringify(inputs)}.`, { inputs });
    await new Promise<void>(resolveWait => clock.at(instant, () => Promise.resolve(resolveWait())));
    return { status: 'Succeeded', inputs };
  },
};

const delayForms = 'A delay gives {"interval": {"count": 5, "unit": "Minute"}} or {"until": {"timestamp": "2026-03-02T07:00:00Z"}}';

function waitsUntil(inputs: Readonly<Record<string, JsonValue | undefined>>, now: number): number | undefined {
  const { interval, until } = inputs;
  if (isJsonObject(until)) {
    const timestamp = textOf(until['timestamp']) ?? '';
    // Without an offset it is UTC, wherever this runs.
    const instant = Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(timestamp) ? timestamp : `${timestamp}Z`);
    return Number.isNaN(instant) ? undefined : instant;
  }
  const span = isJsonObject(interval) ? spanMs(textOf(interval['unit']) ?? '', Number(interval['count'])) : undefined;
  return span === undefined ? undefined : now + span;
}

const inputsOf = (step: Step): Readonly<Record<string, JsonValue | undefined>> => objectOr(resolvedInputs(step));

/** A step whose type is not run here fails, so that no flow seems to have done what it did not. */
export const notRunHere = (type: string, known: readonly string[]): StepRunner => ({
  kind: 'leaf',
  run: (): StepResult => { throw new StepFailure('ActionTypeNotRun', `Steps of the type "${type}" are not run here. Those that are: ${known.join(', ')}.`); },
});
