/** What the polls of the probe's trigger, and what a person saw of them, say about assumptions. */
import type { AssumptionName } from '../../environment/assumptions';
import type { ProbeAnswers } from '../../package/probe/probe-answers';
import { type Conclusion, decided, undecided } from './conclusion';

type Judge = (answers: ProbeAnswers) => Conclusion;

/** One judge an assumption that several polls decide. */
export const triggerConclusions = {
  errorWithLocation: ({ trigger: { found } }) => {
    if (found.errorWithLocation === undefined) return notSoFar;
    return decided(found.errorWithLocation === 'used' ? 'use' : 'ignore');
  },
  errorWithoutLocation: answers => {
    const { found } = answers.trigger;
    if (found.errorWithoutLocation === 'kept') return decided('keep');
    if (sinceTurnedOn(answers) === undefined) return undecided(`${notSoFar.todo} If no run is ever complete, write observed.turnedOnAt: a trigger that began long after that has lost its state.`);
    // The only answer before the state was lost that could lose it: the one before it had led on.
    if (beganAgain(answers)) return found.errorWithLocation === 'used' ? decided('reset') : undecided('The trigger lost its state and began again: copy the newest run whose trigger says "stage": "errorWithLocation".');
    return notSoFar;
  },
  editedInputs: ({ trigger: { rounds, stage }, observed }) => {
    const [first = 1, ...later] = rounds;
    if (later.length > 0) return decided('newInputsOldState');
    if (first > 1) return decided('startAfresh');
    if (observed.roundChanged === true && stage === 'idle') return decided('locationAsIs');
    return undecided('Do part 2 of the probe: change the round of the trigger, wait for another run, and copy its answers. Write observed.roundChanged.');
  },
  pollOnTurnOn: answers => {
    const seconds = sinceTurnedOn(answers);
    if (seconds === undefined) return undecided('Write observed.turnedOnAt: when the flow was turned on, to the second.');
    if (beganAgain(answers)) return undecided('The trigger lost its state and began again. Copy the answers of the first run of all.');
    if (Math.abs(seconds) <= 20) return decided('atOnce');
    return seconds >= 45 ? decided('afterRecurrence') : undecided(`The first poll came ${Math.round(seconds)} s after observed.turnedOnAt, which fits neither "at once" nor "after a minute". Look at the time again.`);
  },
  splitOnWithoutArray: ({ trigger: { found }, observed }) => {
    if (found.withoutArray === undefined) return notSoFar;
    if (observed.cancelledRun === null) return undecided('Write observed.cancelledRun: whether the list of runs shows a cancelled one.');
    return decided(observed.cancelledRun ? 'oneRun' : 'noRun');
  },
} as const satisfies Partial<Record<AssumptionName, Judge>>;

const notSoFar = { kind: 'undecided', todo: 'The trigger had not come to this when the run began: copy the answers of a later run, whose trigger says complete.' } as const;

/** Seconds from turning on to the first poll of the trigger's present state; undefined where nobody wrote the former. */
export function sinceTurnedOn({ trigger, observed: { turnedOnAt } }: ProbeAnswers): number | undefined {
  return turnedOnAt === '' ? undefined : (Date.parse(trigger.firstPollAt) - Date.parse(turnedOnAt)) / 1000;
}

/** A first poll that no waiting for the recurrence explains: the trigger had a state before, and it is lost. */
export const beganAgain = (answers: ProbeAnswers): boolean => (sinceTurnedOn(answers) ?? 0) > 240;
