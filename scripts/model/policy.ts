/**
 * Policy templates as typed values: every template of the platform that published connectors use. A misspelt or
 * missing parameter does not compile. Sources: Microsoft's apiProperties schema (13 templates), the Learn pages of the
 * templates, and three more that only occur in published connectors (moveProperties, dynamicSubdomain,
 * setConnectionStatusToUnauthenticated).
 */
import { built } from './builder-place';
import type { Operation } from './operation';

/** Text in which the platform replaces @connectionParameters('x'), @headers('x'), @queryParameters('x'), @body().x … */
export type PolicyExpression = string;
export type ExistsAction = 'override' | 'skip' | 'append';

/** The parameters that each template takes (Microsoft's names) and those that it can do without. */
export interface PolicyTemplates {
  setheader: { name: string; value: PolicyExpression; existsAction?: ExistsAction };
  setqueryparameter: { name: string; value: PolicyExpression; existsAction?: ExistsAction };
  dynamichosturl: { urlTemplate: PolicyExpression };
  routerequesttoendpoint: { newPath: PolicyExpression; httpMethod?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | '@Request.OriginalHTTPMethod' };
  pollingtrigger: { triggerConfig: Readonly<Record<string, PolicyExpression>>; triggerDataPath: string };
  setproperty: { newPropertyParentPathTemplate: string; newPropertySubPathTemplate: string; propertyValuePathTemplate: PolicyExpression };
  stringreplace: { propertyParentPath: string; propertySubPath: string; sourceString: string; replacementString: string; newPropertyPath: string };
  convertobjecttoarray: { propertyParentPath: string; propertySubPath: string; newPropertyPath: string; keyName: string; valueName: string };
  convertarraytoobject: { propertyParentPath: string; propertySubPath: string; keyWithinCollectionPath: string; newPropertyPath: string; retainKey?: boolean };
  stringtoarray: { propertyParentPath: string; propertySubPath: string; delimiterList: string; childPropertyName: string; newPropertyPath: string };
  updatenextlink: { nextLinkPropertyName: string; nextLinkParentPropertyPath?: string };
  setvaluefromurl: { parameterTemplate: PolicyExpression; parameterValueUrl: PolicyExpression; parameterValuePathTemplate: PolicyExpression; httpMethod?: 'GET' | 'POST' | 'PUT' };
  encodepropertyvalue: { propertyParentPath: string; propertySubPath: string; newPropertyPath: string };
  moveproperties: { srcParentPath: string; srcSubPath: string; dstParentPath: string; dstSubPath: string; copyOnlySubProperties: boolean };
  setconnectionstatustounauthenticated: { statusCode: number };
  dynamicsubdomain: { urlTemplate: PolicyExpression };
}
export type PolicyTemplateId = keyof PolicyTemplates;

/** In which part of a call a policy runs. Only some templates are allowed in some sections. */
export type PolicySection = 'Request' | 'Response' | 'Failure';
type SectionsOf<T extends PolicyTemplateId> =
  T extends 'setheader' ? PolicySection
    : T extends 'setqueryparameter' | 'dynamichosturl' | 'dynamicsubdomain' | 'routerequesttoendpoint' | 'setvaluefromurl' ? 'Request'
      : T extends 'updatenextlink' | 'setconnectionstatustounauthenticated' ? 'Response'
        : 'Request' | 'Response';

export interface Policy<T extends PolicyTemplateId = PolicyTemplateId> {
  readonly kind: 'policy';
  readonly template: T;
  readonly title: string;
  readonly parameters: PolicyTemplates[T];
  /** Not written for templates that have no section (polling triggers). */
  readonly section?: PolicySection;
  /** The operations it applies to; none: all. */
  readonly operations: readonly (Operation | string)[];
}

/** A policy of a connector. The order in the connector's list is the order in which the platform applies them. */
export function policy<T extends PolicyTemplateId>(template: T, details: {
  readonly title: string;
  readonly parameters: PolicyTemplates[T];
  readonly section?: SectionsOf<T>;
  readonly operations?: readonly (Operation | string)[];
}): Policy<T> {
  return built({ kind: 'policy', template, title: details.title, parameters: details.parameters, ...(details.section ? { section: details.section } : {}), operations: details.operations ?? [] }, policy);
}
