/**
 * Swagger 2.0 as the platform reads it: the shapes of `openapi-types`, narrowed to what the generators write, with the
 * platform's x-ms-* keys (Microsoft, OpenAPI extensions for custom connectors) declared where they have effect.
 */
import type { IJsonSchema, OpenAPIV2 } from 'openapi-types';
import type { Visibility } from '../model/schema';

type Scalar = string | number | boolean;

/** A value for a lookup's parameter in the classic form: a constant, or the name of a parameter of the using operation. */
export type ClassicArgument = Scalar | { readonly parameter: string };
/** The same in the newer form, where a reference may lead into the body: `body/order/id`. */
export type PathArgument = { readonly value: Scalar } | { readonly parameterReference: string };

export interface DynamicValues {
  operationId: string;
  parameters: Record<string, ClassicArgument>;
  'value-collection': string;
  'value-path': string;
  'value-title': string;
}
export interface DynamicList {
  operationId: string;
  parameters: Record<string, PathArgument>;
  itemsPath: string;
  itemValuePath: string;
  itemTitlePath: string;
}
export interface DynamicSchemaExtension { operationId: string; parameters: Record<string, ClassicArgument>; 'value-path': string }
export interface DynamicPropertiesExtension { operationId: string; parameters: Record<string, PathArgument>; itemValuePath: string }

/** What makes a value choosable: a closed list, or one that a lookup fills. */
export interface ChoiceExtensions {
  'x-ms-enum-values'?: { displayName: string; value: string }[];
  'x-ms-dynamic-values'?: DynamicValues;
  'x-ms-dynamic-list'?: DynamicList;
}

type SchemaKeyword = 'title' | 'description' | 'maximum' | 'minimum' | 'maxLength' | 'required' | '$ref';

/** A schema of a body, a response or a notification. */
export interface SwaggerSchema extends Pick<IJsonSchema, SchemaKeyword>, ChoiceExtensions {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  format?: string;
  default?: Scalar;
  enum?: string[];
  items?: SwaggerSchema;
  properties?: Record<string, SwaggerSchema>;
  additionalProperties?: SwaggerSchema;
  'x-ms-visibility'?: Visibility;
  'x-ms-notification-url'?: true;
  'x-ms-dynamic-schema'?: DynamicSchemaExtension;
  'x-ms-dynamic-properties'?: DynamicPropertiesExtension;
}

/** A parameter in the path, the query or a header. */
export interface SimpleParameter extends Pick<OpenAPIV2.ParameterObject, 'name' | 'description' | 'required'>, ChoiceExtensions {
  in: 'path' | 'query' | 'header';
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  format?: string;
  default?: Scalar;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  items?: SwaggerSchema;
  collectionFormat?: 'csv';
  'x-ms-summary'?: string;
  'x-ms-visibility'?: Visibility;
  'x-ms-url-encoding'?: 'single' | 'double';
}
export interface BodyParameterObject { name: string; in: 'body'; required: boolean; schema: SwaggerSchema }
export type SwaggerParameter = SimpleParameter | BodyParameterObject;

export interface SwaggerResponse extends Pick<OpenAPIV2.ResponseObject, 'description'> { schema?: SwaggerSchema }

export interface ApiAnnotation {
  family?: string;
  revision?: number;
  status?: 'Preview' | 'Production';
  replacement?: { api: string; operationId: string };
}

export interface SwaggerOperation extends Pick<OpenAPIV2.OperationObject, 'operationId' | 'summary' | 'description' | 'consumes' | 'produces' | 'deprecated'> {
  parameters: SwaggerParameter[];
  responses: Record<string, SwaggerResponse>;
  'x-ms-visibility'?: Visibility;
  'x-ms-trigger'?: 'batch' | 'single';
  'x-ms-trigger-metadata'?: { mode: 'polling'; kind: 'query' };
  'x-ms-trigger-hint'?: string;
  'x-ms-pageable'?: { nextLinkName: string };
  'x-ms-api-annotation'?: ApiAnnotation;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type SwaggerPath = Partial<Record<Method, SwaggerOperation>> & { 'x-ms-notification-content'?: { description?: string; schema: SwaggerSchema } };

/** The whole of apiDefinition.swagger.json. */
export interface SwaggerDocument extends Pick<OpenAPIV2.Document, 'info' | 'host' | 'basePath' | 'schemes' | 'consumes' | 'produces' | 'security' | 'securityDefinitions'> {
  swagger: '2.0';
  host: string;
  paths: Record<string, SwaggerPath>;
  definitions: Record<string, SwaggerSchema>;
  'x-ms-connector-metadata': { propertyName: 'Website' | 'Privacy policy' | 'Categories'; propertyValue: string }[];
  'x-ms-capabilities'?: { testConnection: { operationId: string; parameters: Record<string, never> } };
}
