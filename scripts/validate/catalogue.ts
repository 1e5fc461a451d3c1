/** Every rule there is, in the order of the rules' pages: by what they look at, from the text of the files to what stands beside them. */
import type { Rule } from './rule';
import { brandingRules } from './rules/branding';
import { dynamicRules } from './rules/dynamic';
import { infoRules } from './rules/info';
import { operationsRules } from './rules/operations';
import { parametersRules } from './rules/parameters';
import { policiesRules } from './rules/policies';
import { propertiesRules } from './rules/properties';
import { readmeRules } from './rules/readme';
import { responsesRules } from './rules/responses';
import { schemasRules } from './rules/schemas';
import { scriptRules } from './rules/script';
import { securityRules } from './rules/security';
import { shapeRules } from './rules/shape';
import { textRules } from './rules/text';
import { triggersRules } from './rules/triggers';
import { versionsRules } from './rules/versions';

export const catalogue: readonly Rule[] = [
  ...textRules,
  ...shapeRules,
  ...infoRules,
  ...operationsRules,
  ...parametersRules,
  ...schemasRules,
  ...responsesRules,
  ...securityRules,
  ...triggersRules,
  ...dynamicRules,
  ...versionsRules,
  ...propertiesRules,
  ...policiesRules,
  ...brandingRules,
  ...readmeRules,
  ...scriptRules,
];
