/** What became of each rule, limit, extension and policy code of the facts: the rules that are made of it, or why there is none. */

/** Codes of rules, or a reason in words. */
export type Answer = readonly string[] | { readonly notBuilt: string };

const codes = (list: string): readonly string[] => list.trim().split(/\s+/);
const because = (notBuilt: string): Answer => ({ notBuilt });
const packages = because('About the package that is submitted, which is not a connector folder; it is checked where packages are made.');
const process = because('About what people do, which no file shows.');
const changes = because('About two versions of a connector, which one version can\'t show.');
const running = because('Met at run time only, which no file shows.');

/** The rules of the facts that became one rule of the same code. */
export const sameCode: readonly string[] = codes(`
  json-no-bom json-no-duplicate-keys file-size-1mb style-trailing-space swagger-version unknown-property extension-position
  title-max-30 title-restricted-words title-ends-alphanumeric title-english title-ip-suffix title-unique description-length
  description-no-api-word description-full-sentence contact-email-valid contact-url-valid metadata-required metadata-names-exact metadata-urls-valid
  metadata-categories host-required host-valid host-production basepath-slash tags-unique status-order
  ops-max path-leading-slash path-no-query path-no-wildcard path-template path-unique-ci path-distinguishable path-partial-duplicate path-item-ref
  operation-id-required operation-id-unique operation-id-pascal-case operation-id-length op-summary-required op-description-required
  op-summary-characters op-summary-alnum-paren op-summary-end op-summary-sentence-case op-summary-unique op-description-punctuation op-description-not-summary
  description-english description-not-empty visibility-value visibility-present op-consumes mime-vs-body get-no-body deprecated-marking
  param-summary-required param-description-required param-summary-max-80 param-summary-characters param-summary-title-case param-description-punctuation
  param-description-not-summary param-name-reserved param-duplicates param-one-body param-type param-file param-formdata-name param-collection-format
  path-param-required path-param-matches path-param-encoding query-param-encoding param-allow-empty internal-required-default internal-default-required default-type
  enum-nonempty enum-type enum-default enum-values-extension param-ref bounds pattern-regex fetch-subscribe-params
  response-one response-success response-code response-description default-no-schema single-schema-response success-schema response-schema-not-empty
  object-properties-not-empty response-ref schema-ref schema-ref-alias ref-siblings schema-type schema-oas3-keywords format-known array-items
  required-nonempty required-defined required-object-only readonly-required binary-position file-type-position discriminator editor-dictionary
  body-schema-count op-schema-count schema-depth response-example-mime
  security-defined security-scopes security-nonoauth-empty security-definition security-matches-properties
  trigger-value trigger-hint trigger-summary-when webhook-url-present webhook-url-in-body webhook-url-internal
  webhook-url-required webhook-url-string webhook-trigger-mark webhook-delete webhook-201 notification-trigger polling-policy
  dynamic-operation dynamic-target-param dynamic-target-required dynamic-source-param dynamic-source-visible dynamic-source-required dynamic-types
  dynamic-body-ref dynamic-ambiguous dynamic-new-shape dynamic-value-path dynamic-response-schema dynamic-not-on-body-param
  dynamic-properties-path dynamic-tree annotation-replacement annotation-id-suffix pageable-next-link test-connection
  brand-color brand-color-not-default brand-color-ip publisher stack-owner publisher-equals-owner auth-present auth-not-both conn-param-name conn-param-type
  conn-param-ui constraint-required-string constraint-hidden-string secure-not-cleartext tenant-id-fixed oauth-idp
  oauth-redirect-url oauth-ip policy-operation policy-connection-param policy-nonempty-package capabilities
  script-size script-httpclient script-single script-gateway script-blocking script-formatting-ambiguity
  icon-png icon-size icon-background icon-ip-none readme-present
`);

/** Those that became several rules, or rules of other codes, or none. */
export const otherwise: Readonly<Record<string, Answer>> = {
  'json-parse': codes('json-parse json-punctuation json-trailing-comma json-comment json-control-character json-second-document json-encoding'),
  'style-indent-4': codes('style-indent'),
  'json-type': codes('json-type x-ms-summary-text'),
  'extension-known': codes('extension-known extension-ignored'),
  'info-required': codes('info-required info-required-certification'),
  'description-restricted-words': codes('description-restricted-words description-product-names'),
  'contact-fields': codes('contact-fields contact-url-present'),
  schemes: codes('schemes schemes-present'),
  'schemes-https': codes('schemes-https schemes-https-only'),
  'operation-id-sanitized': codes('operation-id-sanitized operation-id-hyphen operation-id-underscore'),
  'op-summary-max-80': codes('op-summary-max-80 op-summary-max-120'),
  'op-no-product-names': codes('op-no-product-names op-description-no-product-names'),
  'description-no-url': codes('description-no-url description-no-markup'),
  'mime-supported': codes('mime-supported mime-valid'),
  'param-body-schema': codes('param-body-schema param-body-property'),
  'schema-required-loop': codes('schema-required-loop schema-recursion'),
  'prop-description': codes('prop-description prop-description-output'),
  'prop-title': codes('prop-title prop-title-output'),
  'trigger-shape': codes('trigger-shape trigger-batch-shape'),
  'webhook-content-position': codes('webhook-content-position webhook-content-unused'),
  'dynamic-collection': codes('dynamic-collection dynamic-collection-array'),
  'annotation-revisions': codes('annotation-revisions annotation-revision-integer annotation-revision-empty'),
  'annotation-active': codes('annotation-active annotation-production'),
  'filter-functions': codes('filter-functions filter-functions-known'),
  'props-shape': codes('props-shape props-unknown-key'),
  'secret-is-secure': codes('secret-is-secure key-is-secure'),
  'oauth-urls': codes('oauth-urls oauth-resource'),
  'oauth-redirect-mode': codes('oauth-redirect-mode oauth-redirect-mode-known'),
  'oauth-no-secret': codes('oauth-no-secret secret-in-file'),
  'policy-template': codes('policy-template policy-title'),
  'policy-params': codes('policy-params policy-param-case policy-section'),
  'script-operations': codes('script-operations script-missing script-all-operations'),
  'script-class': codes('script-class script-class-name'),
  'script-usings': codes('script-namespaces'),
  'script-directives': codes('script-directives script-namespace-block'),
  'script-operation-ids': codes('script-operation-ids script-operations-handled'),
  'readme-sections': codes('readme-sections readme-oauth'),
  'auth-type-stable': changes,
  'multi-auth-file': packages,
  'one-connector-per-pr': process,
  'pr-title-ip': process,
  'ten-calls': process,
  'package-outer': packages, 'package-assets': packages, 'package-solution': packages, 'package-unmanaged': packages, 'package-in-sync': packages,
};

/** Rules that the facts do not have. */
export const beyond: readonly string[] = codes(`
  required-property known-value list-unique definition-present
  trigger-hint-position trigger-simulation trigger-value-path webhook-url-value
  annotation-status pageable-property test-value-type test-value-secret media-kind editor-options openai-manifest openai-operations docs-links
  props-present publisher-placeholder placeholder-value placeholder-host icon-present intro-sections intro-beginning
  script-compiles script-culture script-query-printing script-clock-state
`);

/** Why a rule is milder or stricter somewhere than the facts propose. The published connectors decide: an error of the platform profile passes 99 of 100. */
export const otherSeverity: Readonly<Record<string, string>> = {
  'mime-vs-body': '96.9 % pass: a warning where nobody reviews.',
  'get-no-body': '98.9 % pass: a warning where nobody reviews.',
  'response-one': '98.1 % pass: a warning where nobody reviews.',
  'required-object-only': '98.3 % pass: a warning where nobody reviews.',
  'conn-param-ui': '98.2 % have a tooltip: a warning where nobody reviews.',
  'script-operations': '94.1 % pass: a warning where nobody reviews.',
  'script-directives': 'A published script that the facts do not count begins with #r: a warning where nobody reviews; what does not compile is an error of script-compiles.',
  'script-httpclient': 'Published scripts that the facts do not count have a WebClient: a warning where nobody reviews.',
  'dynamic-properties-path': '86.2 % pass: a warning where nobody reviews.',
  'visibility-value': 'Those that fail (99.0 % pass) work, without the visibility that was meant.',
  'internal-required-default': 'Those that fail (99.3 % pass) were imported; the field is not sent.',
  'operation-id-sanitized': 'Those that fail (99.7 % pass) were imported; the facts do not say where it is an error.',
  'annotation-replacement': 'Not measured: too few connectors name a replacement.',
  'info-required': 'Title and version only; the rest, which certification asks for, is info-required-certification.',
  'op-summary-max-80': 'The error is op-summary-max-120.',
  'dynamic-collection': 'This is the path that is missing; dynamic-collection-array has the warning.',
  'dynamic-ambiguous': '21.9 % pass, by a matcher that is generous: a hint where nobody reviews.',
  'annotation-id-suffix': '59.1 % pass: only where somebody reviews.',
  'prop-title': 'Style: only where somebody reviews.',
  'trigger-hint': 'Style: only where somebody reviews.',
  'brand-color-not-default': 'Independent publishers have a colour of their own, which brand-color-ip demands.',
  'publisher-equals-owner': 'For verified publishers only, as the facts say under "checks".',
  'policy-nonempty-package': 'Most published connectors have no policy, and one report is all there is.',
  'icon-png': 'Independent publishers ship no icon (icon-ip-none).',
  'icon-size': 'Independent publishers ship no icon (icon-ip-none).',
  'icon-background': 'Independent publishers ship no icon (icon-ip-none).',
};

/** The limits, by how the facts name them. */
export const limits: Readonly<Record<string, Answer>> = {
  'swagger file': codes('file-size-1mb'),
  operations: codes('ops-max'),
  'schemas per body': codes('body-schema-count'),
  'schemas per operation': codes('op-schema-count'),
  'schemas per file': because('256 operations of 16,384 schemas each: the limits of both make it up.'),
  'schema depth': codes('schema-depth'),
  'title / description': codes('title-max-30 description-length'),
  'operation summary': codes('op-summary-max-80 op-summary-max-120'),
  'parameter summary': codes('param-summary-max-80'),
  operationId: codes('operation-id-length'),
  script: codes('script-size script-single script-blocking'),
  icon: codes('icon-size'),
  categories: codes('metadata-categories'),
  requests: running,
  'gateway request body': running,
  'package SAS URL': process,
  'deprecation notice': process,
};

const noEffect = codes('extension-known extension-ignored');
const anyValue = because('Any true or false will do, and no other key depends on it.');

/** The extensions, each with the rules that make its semantic checks. */
export const extensions: Readonly<Record<string, Answer>> = {
  'x-ms-connector-metadata': codes('metadata-required metadata-names-exact metadata-urls-valid metadata-categories'),
  'x-ms-summary': codes('param-summary-required param-summary-max-80 param-summary-title-case param-description-not-summary extension-position extension-known x-ms-summary-text'),
  'x-ms-visibility': codes('visibility-value internal-required-default internal-default-required dynamic-source-visible'),
  'x-ms-url-encoding': codes('path-param-encoding query-param-encoding'),
  'x-ms-dynamic-values': codes('dynamic-operation dynamic-target-param dynamic-target-required dynamic-types dynamic-collection dynamic-collection-array dynamic-value-path dynamic-body-ref'),
  'x-ms-dynamic-list': codes('dynamic-new-shape dynamic-operation dynamic-target-param dynamic-source-param dynamic-collection dynamic-value-path'),
  'x-ms-dynamic-schema': codes('dynamic-operation dynamic-value-path dynamic-body-ref'),
  'x-ms-dynamic-properties': codes('dynamic-properties-path dynamic-new-shape dynamic-operation'),
  'x-ms-dynamic-tree': codes('dynamic-tree dynamic-operation'),
  'x-ms-trigger': codes('trigger-value trigger-shape trigger-batch-shape polling-policy trigger-hint'),
  'x-ms-trigger-hint': codes('trigger-hint trigger-hint-position'),
  'x-ms-trigger-metadata': codes('trigger-hint-position'),
  'x-ms-notification-content': codes('webhook-content-position webhook-content-unused webhook-url-present'),
  'x-ms-notification-url': codes('webhook-url-present webhook-url-string webhook-url-internal webhook-url-required webhook-url-in-body webhook-url-value'),
  'x-ms-notification': codes('notification-trigger'),
  'x-ms-api-annotation': codes('annotation-status annotation-revisions annotation-active annotation-replacement annotation-id-suffix status-order'),
  'x-ms-capabilities': codes('test-connection dynamic-operation dynamic-tree'),
  'x-ms-pageable': codes('pageable-next-link pageable-property'),
  'x-ms-operation-context': codes('trigger-simulation'),
  'x-ms-no-generic-test': anyValue,
  'x-ms-safe-operation': anyValue,
  'x-ms-enum-values': codes('enum-values-extension extension-known'),
  'x-ms-test-value': codes('test-value-type test-value-secret'),
  'x-ms-media-kind': codes('media-kind'),
  'x-ms-editor': codes('editor-dictionary'),
  'x-ms-editor-options': codes('editor-options'),
  'x-ms-trigger-value': codes('trigger-value-path'),
  'x-ms-localizeDefaultValue': anyValue,
  'x-ms-keywords': codes('extension-position'),
  'x-ms-deployment-version': codes('extension-position'),
  'x-ms-docs': codes('docs-links'),
  'x-ms-openai-data': codes('openai-operations'),
  'x-ms-openai-manifest': codes('openai-manifest'),
  'x-ms-agentic-protocol': codes('extension-position'),
  'x-ms-enum': noEffect, 'x-ms-parameter-location': noEffect, 'x-ms-skip-url-encoding': noEffect,
  'x-nullable': codes('schema-type schema-oas3-keywords'),
};

/** Policy codes that no rule names. */
export const unnamedPolicies: Readonly<Record<string, string>> = {
  ...Object.fromEntries([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17].map(number => [`5000.1.1.${number}`, 'About the package: it is checked where packages are made.'])),
  '5000.1.1.4': 'Malware is looked for by Microsoft.',
  '5000.2.4.1': 'Whether a response schema is exact only the service\'s answers show.',
  '5000.3.1.2': 'The address of a submitted package, which no file holds.',
};
