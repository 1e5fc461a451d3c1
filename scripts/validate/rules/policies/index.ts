import type { Rule } from '../../rule';
import { policyConnectionParam, policyNonemptyPackage, policyOperation } from './references.rule';
import { policyParamCase, policyParams, policySection, policyTemplate, policyTitle } from './template.rule';

export const policiesRules: readonly Rule[] = [
  policyTemplate,
  policyTitle,
  policyParams,
  policyParamCase,
  policySection,
  policyOperation,
  policyConnectionParam,
  policyNonemptyPackage,
];
