/** The policy templates of the platform and their parameters (Microsoft's schema of apiProperties.json, and what was published besides). */

export interface PolicyTemplate {
  /** Names without the prefix `x-ms-apimTemplateParameter.`. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The parts of a call that the template runs in; undefined where the schema says nothing. */
  readonly sections: readonly string[] | undefined;
}

export const parameterPrefix = 'x-ms-apimTemplateParameter.';
export const sectionKey = 'x-ms-apimTemplate-policySection';
export const operationsKey = 'x-ms-apimTemplate-operationName';

const template = (required: readonly string[], optional: readonly string[] = [], sections?: readonly string[]): PolicyTemplate => ({ required, optional, sections });
const bothWays = ['Request', 'Response'];

/** By the template's id in small letters; how it is written does not matter to the platform. */
export const policyTemplates: ReadonlyMap<string, PolicyTemplate> = new Map([
  ['setheader', template(['name', 'value'], ['existsAction'], ['Request', 'Response', 'Failure'])],
  ['setqueryparameter', template(['name', 'value'], ['existsAction'])],
  ['dynamichosturl', template(['urlTemplate'])],
  ['routerequesttoendpoint', template(['newPath'], ['httpMethod'])],
  ['setproperty', template(['newPropertyParentPathTemplate', 'newPropertySubPathTemplate', 'propertyValuePathTemplate'], [], bothWays)],
  ['pollingtrigger', template(['triggerConfig', 'triggerDataPath'])],
  ['stringreplace', template(['propertyParentPath', 'sourceString', 'replacementString', 'newPropertyPath'], ['propertySubPath'], bothWays)],
  ['updatenextlink', template(['nextLinkPropertyName'], ['nextLinkParentPropertyPath'])],
  ['convertobjecttoarray', template(['propertyParentPath', 'newPropertyPath'], ['propertySubPath', 'keyName', 'valueName'], bothWays)],
  ['setvaluefromurl', template(['parameterTemplate', 'parameterValueUrl', 'parameterValuePathTemplate'], ['httpMethod'], bothWays)],
  ['convertarraytoobject', template(['propertyParentPath', 'keyWithinCollectionPath', 'newPropertyPath'], ['propertySubPath', 'retainKey'], bothWays)],
  ['stringtoarray', template(['propertyParentPath', 'delimiterList', 'childPropertyName', 'newPropertyPath'], ['propertySubPath'], bothWays)],
  ['encodepropertyvalue', template(['propertyParentPath', 'newPropertyPath'], ['propertySubPath'], bothWays)],
]);

/** Published, and in no list of Microsoft's: they can't be expected to be there for everybody. */
export const unlistedTemplates: readonly string[] = ['dynamicsubdomain', 'moveproperties', 'setconnectionstatustounauthenticated'];
