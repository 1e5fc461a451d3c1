/** What a rule is: its codes, its severity in each profile, its wording, its examples, and what it looks at. */
import type { Severity } from '../diagnostics/diagnostic';
import type { Example } from './examples/example';
import type { JsonValue } from './json';
import type { Profile, Severities } from './profile';
import type { Spot } from './spot';
import type { Part, Subject } from './subject';
import type { Visitors } from './visitors';
import type { DefinitionIndex } from './walk/definition-index';
import type { PropertiesIndex } from './walk/properties-index';

/** A place that is no JSON value: a line of a text, a stretch of a damaged document, or a whole file. */
export type TextPlace = { readonly part: Part; readonly file: string } & (
  | { readonly line: number; readonly column: number; readonly length?: number }
  | { readonly offset: number; readonly length: number }
  | { readonly whole: true });

/** Notes one finding. `data` is what the wording needs, kept as data: it is worded only when it is printed. */
export type Report<Data> = (at: Spot | TextPlace, data: Data, related?: readonly { readonly at: Spot | TextPlace; readonly what: string }[]) => void;

/** What a rule may look at besides the nodes it visits. The indexes are absent where the file is, or is unreadable. */
export interface RuleContext<Data> {
  readonly subject: Subject;
  readonly profile: Profile;
  readonly definition: DefinitionIndex | undefined;
  readonly properties: PropertiesIndex | undefined;
  readonly report: Report<Data>;
}

/** A change of a document. `set` makes a missing key; `rename` gives a key another name and keeps its value; `repair` replaces a stretch of a damaged text. */
export type Edit =
  | { readonly at: Spot; readonly set: JsonValue }
  | { readonly at: Spot; readonly rename: string }
  | { readonly at: Spot; readonly remove: true }
  | { readonly part: Part; readonly offset: number; readonly length: number; readonly repair: string };

export interface FixDefinition<Data> {
  /** True when the connector behaves the same afterwards, flows that use it included. */
  readonly safe: boolean;
  /** What it does, as an order: "Write it with a small p". */
  readonly title: string;
  /** The changes; undefined where this finding can't be fixed with certainty. */
  readonly edits: (data: Data, at: Spot | TextPlace, subject: Subject) => readonly Edit[] | undefined;
}

/** How often published connectors pass, in per cent of those the rule applies to (`facts/validation-rules.md`, October 2024). */
export interface Evidence {
  readonly certified: number;
  /** Certified ones that were first added since 2023. */
  readonly recent?: number;
  readonly independent?: number;
  /** How many of the 619 certified connectors the rule applies to. */
  readonly applicable: number;
}

export interface BadExample {
  readonly example: Example;
  /** Where the findings are, as pointers below the example's fragment; for a text, "line:column". One finding each. */
  readonly at: readonly string[];
  /** What the fix makes of it. */
  readonly fixed?: Example;
}

export interface RuleDefinition<Data> {
  /** In small letters with hyphens; part of the public face, never reused for another meaning. */
  readonly code: string;
  /** What the rule demands, as one line without a full stop: "A title has at most 30 characters". */
  readonly title: string;
  readonly severity: Severities;
  /** Codes of Microsoft's own validator. */
  readonly microsoft?: readonly string[];
  /** Codes of the certification policy (5000.x.y.z). */
  readonly policy?: readonly string[];
  /** Where the rule comes from: tags of `facts/validation-rules.md` spelt out ("Swagger validator rules", "connector string guidance"), or "seen in published connectors". */
  readonly source: string;
  readonly evidence?: Evidence;
  /** Why the platform or a reviewer cares, in one or two full sentences. */
  readonly why: string;
  /** More for who reads the rule's page: background, exceptions, how to find a way out. Markdown without headings. */
  readonly page?: string;
  /** What is wrong here, and what to do: full sentences. */
  readonly says: (data: Data) => { readonly what: string; readonly todo: string };
  readonly fix?: FixDefinition<Data>;
  /** What the rule can't be decided without; where that is missing it is listed as not run. */
  readonly needs?: 'scriptAnalysis';
  /** Good and bad connectors, from which the tests and the page are made. A function, so that nobody pays for them but those two. */
  readonly examples: () => { readonly good: readonly Example[]; readonly bad: readonly BadExample[] };
  /** Called once for each subject; all state lives in what it returns. */
  readonly check: (context: RuleContext<Data>) => Visitors;
}

/** A rule whose data nobody outside of it knows. */
export type Rule = RuleDefinition<unknown>;

/** Hides the type of a rule's data. The data comes back to the same rule only: `validate` keeps both together. */
export const rule = <Data>(definition: RuleDefinition<Data>): Rule => definition as unknown as Rule; // see the docstring

/** One finding, not yet worded. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: Spot | TextPlace;
  readonly data: unknown;
  readonly related?: readonly { readonly at: Spot | TextPlace; readonly what: string }[];
}
