import type { Rule } from '../../rule';
import { policyConnectionParam, policyNonemptyPackage, policyOperation } from './references.rule';
import { policyParams, policySection, policyTemplate, policyTitle } from './template.rule';

export const policiesRules: readonly Rule[] = [
  policyTemplate,
  policyTitle,
  policyParams,
  policySection,
  policyOperation,
  policyConnectionParam,
  policyNonemptyPackage,
];
