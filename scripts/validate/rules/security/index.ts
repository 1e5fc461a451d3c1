import type { Rule } from '../../rule';
import { securityDefinition } from './definition.rule';
import { securityMatchesProperties } from './matches-properties.rule';
import { securityDefined, securityNonOauthEmpty, securityScopes } from './requirements.rule';

export const securityRules: readonly Rule[] = [
  securityDefinition,
  securityDefined,
  securityScopes,
  securityNonOauthEmpty,
  securityMatchesProperties,
];
