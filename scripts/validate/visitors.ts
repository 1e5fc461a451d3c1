/** What the walk tells rules: one function for each kind of node. A rule gives those that it wants. */
import type { JsonObject, JsonValue } from './json';
import type { NamedKind } from './walk/kind-fit';
import type { Role } from './walk/roles';
import type { Spot } from './spot';
import type { Part, Subject, SubjectBytes, SubjectDocument, SubjectScript, SubjectText } from './subject';
import type { DefinitionIndex } from './walk/definition-index';
import type { DynamicNode, OperationNode, ParameterNode, PathNode, ResponseNode, SchemaNode, TextNode } from './walk/nodes';
import type { ConnectionParameterNode, PolicyNode, PropertiesIndex } from './walk/properties-index';

/** Gets the value, which is not undefined, the object that has it, and the role and the place of that object. */
export type KeyVisitor = (value: JsonValue, object: JsonObject, role: Role, spot: Spot) => void;

/** The same for a key that is not known beforehand. */
export type AnyKeyVisitor = (key: string, value: JsonValue, object: JsonObject, role: Role, spot: Spot) => void;

/** Gets an object that plays a certain role, and its place. */
export type PartVisitor = (object: JsonObject, spot: Spot) => void;

export interface Visitors {
  /** Every document (definition, properties, settings), readable or not, before anything in it. */
  readonly document?: (document: SubjectDocument, part: Part) => void;

  /** The root of a definition that is an object. */
  readonly definition?: (index: DefinitionIndex) => void;
  /** `info`, where it is an object. */
  readonly info?: (info: JsonObject, spot: Spot) => void;
  readonly path?: (path: PathNode) => void;
  readonly operation?: (operation: OperationNode) => void;
  /** Each parameter of each operation, references resolved and those of the path included; a shared one comes once for each operation. */
  readonly parameter?: (parameter: ParameterNode) => void;
  /** Each response of each operation, references resolved. */
  readonly response?: (response: ResponseNode) => void;
  /** Every schema object, once: in operations where it stands, in `definitions` where it is defined. References are not followed. */
  readonly schema?: (schema: SchemaNode) => void;
  /** Every x-ms-dynamic-… object of parameters and schemas. */
  readonly dynamic?: (dynamic: DynamicNode) => void;
  /** Every text that people read. */
  readonly text?: (text: TextNode) => void;
  /** Every object that plays one of these roles. */
  readonly partOf?: { readonly [role in Role]?: PartVisitor };
  /** Every object of any role that has one of these keys: most objects do not, and nobody is asked. */
  readonly keys?: Readonly<Record<string, KeyVisitor>>;
  /** Every key that begins with `x-`. */
  readonly extension?: AnyKeyVisitor;
  /** Every other key that Swagger 2.0 does not give an object of its role; objects whose keys are names have no such. */
  readonly unlisted?: AnyKeyVisitor;
  /** Every value that is not of the kind that Swagger 2.0 wants under its key. */
  readonly misfit?: (value: JsonValue, kind: NamedKind, key: string, object: JsonObject, role: Role, spot: Spot) => void;
  /** A value that should have been an object (or, for lists, an array) of that role and is not. */
  readonly misshapen?: (value: JsonValue, role: Role | 'list', spot: Spot) => void;

  /** The object `properties` of apiProperties.json. */
  readonly properties?: (index: PropertiesIndex) => void;
  /** Each connection parameter, those in sets included. */
  readonly connectionParameter?: (parameter: ConnectionParameterNode) => void;
  readonly policy?: (policy: PolicyNode) => void;

  readonly script?: (script: SubjectScript) => void;
  readonly icon?: (icon: SubjectBytes) => void;
  readonly readme?: (readme: SubjectText) => void;
  readonly intro?: (intro: SubjectText) => void;

  /** After everything else: for what needs the whole connector. */
  readonly end?: (subject: Subject) => void;
}
