import type { Rule } from '../../rule';
import { authNotBoth, authPresent } from './authentication.rule';
import { capabilities } from './capabilities.rule';
import { connParamName, connParamType, connParamUi, constraintHiddenString, constraintRequiredString } from './connection-parameter.rule';
import { oauthRedirectMode, oauthRedirectModeKnown, oauthRedirectUrl } from './redirect.rule';
import { keyIsSecure, secretIsSecure, secureNotCleartext } from './secret-parameters.rule';
import { oauthNoSecret, secretInFile } from './secrets.rule';
import { propsPresent, propsShape, propsUnknownKey } from './shape.rule';
import { oauthIdp, oauthIndependent, oauthResource, oauthUrls, tenantIdFixed } from './sign-in.rule';

export const propertiesRules: readonly Rule[] = [
  propsPresent,
  propsShape,
  propsUnknownKey,
  capabilities,
  authPresent,
  authNotBoth,
  connParamName,
  connParamType,
  connParamUi,
  constraintRequiredString,
  constraintHiddenString,
  secretIsSecure,
  keyIsSecure,
  secureNotCleartext,
  tenantIdFixed,
  oauthIdp,
  oauthUrls,
  oauthResource,
  oauthRedirectModeKnown,
  oauthRedirectMode,
  oauthRedirectUrl,
  oauthNoSecret,
  oauthIndependent,
  secretInFile,
];
