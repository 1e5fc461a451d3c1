/**
 * The JSON of a cloud flow inside a solution (`Workflows/<Name>-<GUID>.json`), as real exports have it. Only what the
 * toolchain writes or runs is typed; other keys may be there.
 */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export interface WorkflowDocument {
  readonly properties: {
    readonly connectionReferences: Readonly<Record<string, WorkflowConnectionReference>>;
    readonly definition: WorkflowDefinition;
    readonly templateName?: string;
  };
  readonly schemaVersion: '1.0.0.0';
}

export interface WorkflowConnectionReference {
  readonly runtimeSource: 'embedded' | 'invoker';
  readonly connection: { readonly connectionReferenceLogicalName: string };
  /** `name` is the internal id, which differs from environment to environment; `logicalName` is there for custom connectors and does not. */
  readonly api: { readonly name: string; readonly logicalName?: string };
}

export interface WorkflowDefinition {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly parameters: Readonly<Record<string, WorkflowParameter>>;
  /** One trigger. */
  readonly triggers: Readonly<Record<string, WorkflowTrigger>>;
  readonly actions: Readonly<Record<string, WorkflowAction>>;
}
export interface WorkflowParameter {
  readonly type: 'Object' | 'SecureObject' | 'String' | 'Int' | 'Float' | 'Bool' | 'Array';
  readonly defaultValue?: JsonValue;
  /** Parameters that stand for an environment variable. */
  readonly metadata?: { readonly schemaName?: string; readonly description?: string };
}

/** Inputs of a step that calls an operation of a connector. */
export interface OperationInputs {
  readonly host: { readonly connectionName: string; readonly operationId: string; readonly apiId: string };
  /** Flat: `name`, or `body/name` for fields of the body. Values are JSON with `@` expressions in texts. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly authentication: JsonValue;
}

export interface WorkflowTrigger {
  readonly type: string;
  readonly kind?: string;
  readonly recurrence?: { readonly frequency: 'Second' | 'Minute' | 'Hour' | 'Day' | 'Week' | 'Month'; readonly interval: number };
  readonly splitOn?: string;
  readonly conditions?: readonly { readonly expression: string }[];
  readonly metadata?: { readonly operationMetadataId: string };
  readonly inputs: OperationInputs;
}

export type RunAfterStatus = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut';
export interface WorkflowAction {
  /** OpenApiConnection, If, Switch, Foreach, Until, Compose, Select, InitializeVariable, SetVariable, Response, Terminate, … */
  readonly type: string;
  readonly kind?: string;
  readonly runAfter: Readonly<Record<string, readonly RunAfterStatus[]>>;
  readonly metadata?: { readonly operationMetadataId: string };
  readonly description?: string;
  readonly inputs?: JsonValue | OperationInputs;
  /** `If` and `Until`: the condition as an expression tree in JSON ({"and": [{"equals": [a, b]}]}) or text. `Switch`: the value. */
  readonly expression?: JsonValue;
  readonly actions?: Readonly<Record<string, WorkflowAction>>;
  readonly else?: { readonly actions: Readonly<Record<string, WorkflowAction>> };
  /** `Foreach`: what to go through. */
  readonly foreach?: JsonValue;
  /** `Switch`: the cases by name. */
  readonly cases?: Readonly<Record<string, WorkflowCase>>;
  /** `Switch`: what happens where no case fits. */
  readonly default?: { readonly actions?: Readonly<Record<string, WorkflowAction>> };
  /** `Until`: how many rounds, and for how long (ISO 8601). */
  readonly limit?: { readonly count?: JsonValue; readonly timeout?: JsonValue };
}
export interface WorkflowCase { readonly case: JsonValue; readonly actions?: Readonly<Record<string, WorkflowAction>> }
