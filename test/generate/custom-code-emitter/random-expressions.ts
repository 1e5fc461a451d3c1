/** Expressions of any shape, made through the public recorders from a list of numbers: each number is one choice. */
import { choose, dateTime, decimalNumber, formula, list, optional, record, sentence, text, yesNo, type Condition, type ExpressionOf, type InstantExpression, type ListExpression, type ProducedOf,
  type NumberExpression, type TextExpression } from '../../../scripts/model';

const Kid = record({ name: optional(text()), size: optional(decimalNumber()), ok: optional(yesNo()), at: optional(dateTime()), tags: list(text()) });
export const Thing = record({ name: optional(text()), size: optional(decimalNumber()), ok: optional(yesNo()), at: optional(dateTime()), tags: list(text()), kids: list(Kid) });
export const texts = ['a', 'A', 'b{}"\\\n', '12', '1.5', '1,2', ''] as const;
const numbers = [0, 1, -1.5, 0.1, 1234.25] as const;

export const Output = record({
  words: optional(text()), line: text(), amount: optional(decimalNumber()), fits: yesNo(), at: optional(dateTime()), kids: list(Kid), made: list(record({ name: optional(text()), is: yesNo() })),
});
type ThingExpression = ExpressionOf<typeof Thing, 'present'>;
type KidExpression = ExpressionOf<typeof Kid, 'present'>;

const hasNamed = formula('HasNamed', (item: ThingExpression, name: TextExpression): Condition => item.kids.any(item => item.name.is(name, 'b')));
const nameOr = formula('NameOr', (lock: KidExpression, answer: TextExpression): TextExpression => lock.name.orElse(answer));

/** The same lambda under names that meet variables, classes and keywords of the surrounding C#. */
const underNames: readonly (<R>(run: (kid: KidExpression) => R) => (kid: KidExpression) => R)[] = [
  run => item => run(item), run => answer => run(answer), run => call => run(call), run => Value => run(Value), run => lock => run(lock), run => HasNamed => run(HasNamed), run => _ => run(_),
];

/** Makes the output of an action over `thing`; equal choices make equal trees. */
export class RandomExpressions {
  #next = 0;
  readonly #kids: KidExpression[] = [];
  constructor(private readonly choices: readonly number[], private readonly thing: ThingExpression, private readonly given: TextExpression<'present'>) {}

  output(): ProducedOf<typeof Output> {
    return {
      words: this.#text(4), line: sentence`{${this.#text(3)}} is "${this.#number(3)}", ${this.#instant(2)} \\`, amount: this.#number(4), fits: this.#condition(5), at: this.#instant(3), kids: this.#list(3),
      made: this.#list(2).select(record({ name: optional(text()), is: yesNo() }), this.#lambda(() => ({ name: this.#text(3), is: this.#condition(2) }))),
    };
  }

  /** A number below `count`; 0 when the choices are used up, which ends every branch. */
  #pick(count: number): number { return (this.choices[this.#next++] ?? 0) % count; }
  #one<T>(of: readonly T[]): T { return of[this.#pick(of.length)]!; }
  #record(): ThingExpression | KidExpression { return this.#one([this.thing, ...this.#kids]); }
  #lambda<R>(run: () => R): (kid: KidExpression) => R {
    return this.#one(underNames)(kid => {
      this.#kids.push(kid);
      try { return run(); } finally { this.#kids.pop(); }
    });
  }

  #text(depth: number): TextExpression {
    const deeper = depth - 1;
    switch (depth > 0 ? this.#pick(9) : this.#pick(2)) {
      case 0: return this.#record().name;
      case 1: return this.given;
      case 2: return this.#text(deeper).orElse(this.#text(deeper));
      case 3: return choose(this.#condition(deeper), this.#text(deeper), this.#text(deeper));
      case 4: return this.#list(deeper).first(this.#lambda(() => this.#condition(deeper))).name;
      case 5: return sentence`}${this.#number(deeper)}{${this.#text(deeper)}`;
      case 6: return this.#record().tags.onlyText();
      case 7: return nameOr(this.#list(deeper).firstItem() as object as KidExpression, this.#text(deeper)); // formulas take records that may be null too
      default: return this.#text(deeper).orElse(this.#one(texts));
    }
  }
  #number(depth: number): NumberExpression {
    switch (depth > 0 ? this.#pick(4) : 0) {
      case 0: return this.#record().size;
      case 1: return this.#number(depth - 1).minus(this.#number(depth - 1));
      case 2: return this.#list(depth - 1).count();
      default: return this.#text(depth - 1).toNumber();
    }
  }
  #instant(depth: number): InstantExpression {
    switch (depth > 0 ? this.#pick(3) : 0) {
      case 0: return this.#record().at;
      case 1: return this.#instant(depth - 1).orElse(this.#instant(depth - 1));
      default: return choose(this.#condition(depth - 1), this.#instant(depth - 1), this.#instant(depth - 1));
    }
  }
  #condition(depth: number): Condition {
    const deeper = depth - 1;
    switch (depth > 0 ? this.#pick(12) : this.#pick(2)) {
      case 0: return this.#record().ok.isYes();
      case 1: return this.#record().ok.isNo();
      case 2: return this.#condition(deeper).and(this.#condition(deeper));
      case 3: return this.#condition(deeper).or(this.#condition(deeper));
      case 4: return this.#condition(deeper).not();
      case 5: return this.#text(deeper).equals(this.#text(deeper));
      case 6: return this.#text(deeper).is(this.#one(texts), this.#text(deeper));
      case 7: return this.#number(deeper).above(this.#pick(2) === 0 ? this.#one(numbers) : this.#number(deeper));
      case 8: return this.#instant(deeper).atOrAfter(this.#instant(deeper));
      case 9: return this.#list(deeper).any(this.#lambda(() => this.#condition(deeper)));
      case 10: return hasNamed(this.thing, this.#text(deeper));
      default: return this.#record().tags.has(this.#text(deeper)).or(this.#text(deeper).isPresent());
    }
  }
  #list(depth: number): ListExpression<typeof Kid> {
    const deeper = depth - 1;
    switch (depth > 0 ? this.#pick(4) : 0) {
      case 0: return this.thing.kids;
      case 1: return this.#list(deeper).where(this.#lambda(() => this.#condition(deeper)));
      case 2: return this.#list(deeper).sortedBy(this.#lambda(() => this.#text(deeper)));
      default: return this.#list(deeper).append(this.#list(deeper).single(this.#lambda(() => this.#condition(deeper))));
    }
  }
}
