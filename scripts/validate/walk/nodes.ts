/** The nodes of a definition as rules see them: the JSON with what one would otherwise look up again and again. */
import type { JsonObject, JsonValue } from '../json';
import type { Spot } from '../spot';

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch';

export interface PathNode {
  readonly path: string;
  readonly item: JsonObject;
  readonly spot: Spot;
  readonly operations: readonly OperationNode[];
}

export interface OperationNode {
  readonly operation: JsonObject;
  /** Undefined when there is none or it is no text. */
  readonly operationId: string | undefined;
  readonly method: Method;
  readonly path: PathNode;
  readonly spot: Spot;
  /** Exactly `internal`: designers do not show it, and certification asks less of it. */
  readonly internal: boolean;
  readonly deprecated: boolean;
  /** The value of x-ms-trigger, whatever it is. */
  readonly trigger: JsonValue | undefined;
  /** Own ones, then those of the path that none of its own replaces; unresolvable references are left out. */
  readonly parameters: readonly ParameterNode[];
  /** In the order in which they stand; unresolvable references are left out. */
  readonly responses: readonly ResponseNode[];
  /** The media types of the operation, else of the document; undefined when neither says. */
  readonly consumes: readonly JsonValue[] | undefined;
  readonly produces: readonly JsonValue[] | undefined;
}

export interface ParameterNode {
  readonly parameter: JsonObject;
  /** Where it is declared: for a reference, in the document's `parameters`. */
  readonly spot: Spot;
  /** Where it stands in the operation or the path: the same unless it is a reference. */
  readonly site: Spot;
  readonly operation: OperationNode;
  readonly name: string | undefined;
  readonly in: string | undefined;
  readonly required: boolean;
  readonly internal: boolean;
}

export interface ResponseNode {
  readonly response: JsonObject;
  /** The status or `default`, as it is written. */
  readonly code: string;
  /** Where it is declared: for a reference, in the document's `responses`. */
  readonly spot: Spot;
  readonly site: Spot;
  readonly operation: OperationNode;
}

/** How a schema stands where it stands. */
export type SchemaPosition = 'body' | 'response' | 'notification' | 'definition' | 'property' | 'items' | 'additional' | 'allOf';

export interface SchemaNode {
  readonly schema: JsonObject;
  readonly spot: Spot;
  readonly position: SchemaPosition;
  /** Of a property, a definition: its name. */
  readonly name: string | undefined;
  /** True for a property that the schema above lists as required. */
  readonly required: boolean;
  readonly parent: SchemaNode | undefined;
  /** Levels below the outermost schema, which has 0. */
  readonly depth: number;
  /** Itself or a schema above it (in the same place of the document) is internal. */
  readonly internal: boolean;
  /** The operation it stands in; undefined in `definitions`, in shared parameters and in those of a path. Of what a webhook sends, the first of the path. */
  readonly operation: OperationNode | undefined;
  /** The operations it stands in: one, all of a path for what stands beside them; none in `definitions` and shared parameters. */
  readonly hosts: readonly OperationNode[];
  /** The definition it stands in. */
  readonly definition: string | undefined;
}

/** Who uses a definition, directly or through others. */
export interface DefinitionUse {
  readonly input: boolean;
  readonly output: boolean;
  /** At least one of the users is an operation that is not internal. */
  readonly visible: boolean;
  readonly operations: ReadonlySet<OperationNode>;
}

export const dynamicKeys = ['x-ms-dynamic-values', 'x-ms-dynamic-list', 'x-ms-dynamic-schema', 'x-ms-dynamic-properties', 'x-ms-dynamic-tree'] as const;
export type DynamicKey = (typeof dynamicKeys)[number];

export interface DynamicNode {
  readonly key: DynamicKey;
  readonly value: JsonObject;
  /** The object that has it. */
  readonly object: JsonObject;
  /** Of the extension itself. */
  readonly spot: Spot;
  /** The parameter (or its items) or schema (or, wrongly, operation) that has it. */
  readonly holder: { readonly parameter: ParameterNode } | { readonly schema: SchemaNode } | { readonly operation: OperationNode };
  /** The operations in which it takes effect: one, or all users of the definition it stands in. */
  readonly hosts: readonly OperationNode[];
}

export interface TextNode {
  readonly text: string;
  /** The key it stands under. */
  readonly kind: 'title' | 'description' | 'summary' | 'x-ms-summary';
  readonly of: 'info' | 'operation' | 'parameter' | 'schema' | 'response' | 'notificationContent' | 'tag' | 'header';
  readonly spot: Spot;
  /** Undefined in shared parts of the document. */
  readonly operation: OperationNode | undefined;
}
