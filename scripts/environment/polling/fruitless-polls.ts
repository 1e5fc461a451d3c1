import type { Finding } from '../finding';
import type { GatewayAnswer } from '../gateway/gateway-answer';

/** So many polls in a row are no chance any more: at the shortest recurrence of Power Automate, ten minutes. */
const conspicuous = 10;

/**
 * Notices a polling trigger in custom code that can never fire: it answers 202 poll after poll without asking its service, as
 * a trigger does only at its first poll, where it has no state yet. A published connector does so (facts 3.2): it removes its
 * state from the address and then reads it from there. Told once.
 */
export class FruitlessPolls {
  private inARow = 0;
  private told: readonly Finding[] = [];

  get findings(): readonly Finding[] {
    return this.told;
  }

  /** What is to be told of this poll. */
  after({ status, answeredBy, backendCalls, operationId }: GatewayAnswer): readonly Finding[] {
    const isFruitless = status === 202 && answeredBy === 'customCode' && backendCalls.length === 0;
    this.inARow = isFruitless ? this.inARow + 1 : 0;
    if (this.inARow < conspicuous || this.told.length > 0) return [];
    this.told = [neverFires(operationId ?? 'The trigger')];
    return this.told;
  }
}

function neverFires(trigger: string): Finding {
  return {
    code: 'never-fires',
    what: `${trigger} has answered 202 to ${conspicuous} polls in a row without asking its service anything.`,
    why: 'Only a first poll, which has no state yet, needs no question. Code that behaves so at every poll never finds its state, and so never starts a run.',
    todo: 'See from which address the code reads its state, usually triggerState: it must be read before it is removed, or from Context.OriginalRequestUri. The state is there, in the address of each poll.',
  };
}
