/** What a validation looks at: one connector with all its files, already read. */
import type { JsonValue } from './json';

/** The files of a connector that findings point into. */
export type Part = 'definition' | 'properties' | 'settings' | 'script' | 'icon' | 'readme' | 'intro' | 'publisher';

/** What is wrong with the text of a document, although its value could be read. Offsets count UTF-16 units from 0. */
export type DamageKind =
  | 'byte-order-mark' | 'wrong-encoding' | 'trailing-comma' | 'missing-comma' | 'comment' | 'control-character'
  | 'second-document' | 'duplicate-key' | 'single-quotes' | 'unreadable';

export interface Damage {
  readonly kind: DamageKind;
  /** Where it begins, and how many units it covers. */
  readonly offset: number;
  readonly length: number;
  /** What stands there or would have to: the repeated key, the name of the encoding, the parser's words. */
  readonly detail: string;
  /** For a duplicate key, where it stood first. */
  readonly first?: { readonly offset: number; readonly length: number };
  /** The text that repairs it in place of what the damage covers; absent when that can't be known. */
  readonly repair?: string;
}

export interface SubjectDocument {
  /** As the user knows it; findings carry it. */
  readonly file: string;
  readonly syntax: 'json' | 'yaml';
  /** The decoded text; undefined when the document was made from a model and never was a file. */
  readonly text: string | undefined;
  /** Length of the file. */
  readonly bytes: number;
  /** Undefined when nothing could be read. */
  readonly value: JsonValue | undefined;
  readonly damage: readonly Damage[];
}

export interface SubjectText { readonly file: string; readonly text: string; readonly bytes: number }

/** A name that stands in a script; line and column count from 1. */
export interface ScriptMention { readonly name: string; readonly line: number; readonly column: number }

/** What the compiler says about a script (collected by whoever can run it; `script-host` here). */
export interface ScriptAnalysis {
  readonly diagnostics: readonly { readonly id: string; readonly severity: 'error' | 'warning'; readonly message: string; readonly line: number; readonly column: number }[];
  /** Classes that derive from ScriptBase, and whether each overrides ExecuteAsync. */
  readonly classes: readonly { readonly name: string; readonly executes: boolean }[];
  readonly namespaceBlocks: readonly ScriptMention[];
  /** `#r`, `#load`. */
  readonly directives: readonly ScriptMention[];
  readonly usings: readonly ScriptMention[];
  /** Types and namespaces that the platform refuses. */
  readonly forbidden: readonly ScriptMention[];
  readonly httpClients: readonly ScriptMention[];
  readonly synchronousWaits: readonly ScriptMention[];
  /** Operation ids that the code compares with, in `==`, Equals, switch and dictionaries. */
  readonly operationIds: readonly ScriptMention[];
  readonly clockReads: readonly ScriptMention[];
  /** Parse and ToString calls whose result depends on the culture. */
  readonly cultureDependent: readonly ScriptMention[];
  /** ParseQueryString(…).ToString(): printed differently by .NET Framework and .NET. */
  readonly queryPrinting: readonly ScriptMention[];
  /** `Formatting` without its namespace, which two imported namespaces have. */
  readonly ambiguousFormatting: readonly ScriptMention[];
}

export interface SubjectScript extends SubjectText {
  /** A generated script is held to what the generator may use. */
  readonly generated: boolean;
  readonly analysis: ScriptAnalysis | { readonly notRun: string };
}

export interface SubjectBytes { readonly file: string; readonly bytes: Uint8Array }

/** Values of konektor.yaml that only a publisher can know, by their place there ("publisher.contact.email"). */
export interface PublisherValue { readonly path: string; readonly value: string; readonly placeholder: boolean }

export interface Subject {
  /** As the user knows the connector: its folder, file or model. */
  readonly name: string;
  readonly definition?: SubjectDocument;
  readonly properties?: SubjectDocument;
  readonly settings?: SubjectDocument;
  readonly scripts: readonly SubjectScript[];
  readonly icon?: SubjectBytes;
  readonly readme?: SubjectText;
  readonly intro?: SubjectText;
  /** Present for a model; a foreign folder has its publisher in its files alone. */
  readonly publisher?: { readonly file: string; readonly values: readonly PublisherValue[] };
  /** False for a single file, or the two documents alone: what else belongs to a connector is elsewhere, and is not missed. */
  readonly whole: boolean;
  /** True for a folder, in which both documents belong. */
  readonly folder?: boolean;
}
