/** What is known to differ between our findings and the facts' measurement, and why. The test compares both lists with what it finds. */

const otherRule = (code: string): string => `The same mistake is told once, by ${code}.`;

/** Rules that find more or less than sampling explains. */
export const explained: Readonly<Record<string, { readonly differs: readonly string[]; readonly reason: string }>> = {
  'contact-fields': { differs: ['Cloudmersive PDF is not found'], reason: otherRule('info-required-certification, which misses the whole contact') },
  'dynamic-ambiguous': { differs: ['0 of 158 certified are found, 13 expected'], reason: 'The facts call their own matcher generous; ours wants the same name in the same operation as parameter and as path in the body.' },
  'enum-default': { differs: ['FireText is not found'], reason: otherRule('default-type') },
  'extension-known': { differs: ['Azure Communication Services Email is not found'], reason: 'x-ms-client-name and x-ms-identifiers are names of other tools of Microsoft, not slips.' },
  'host-required': { differs: ['StabilityAI is not found'], reason: 'The file is damaged; we read on behind the damage and find the host.' },
  'metadata-names-exact': { differs: ['Vantage 365 Barcodes is not found', 'Yelp is not found'], reason: otherRule('metadata-required: Categories is not misspelt but missing') },
  'oauth-no-secret': { differs: ['SOS Inventory is not found'], reason: 'The facts count every clientSecret; this one is the placeholder [[DUMMY]].' },
  'oauth-resource': { differs: ['Zellis is not found'], reason: 'Makers enter the resource, in the connection parameter token:ResourceUri.' },
  'schemes-present': { differs: ['StabilityAI is not found'], reason: 'The file is damaged; we read on behind the damage and find the schemes.' },
  'secure-not-cleartext': { differs: ['Airmeet is not found', '2 of 158 certified are found, 14 expected'], reason: 'User names are exempt: the wizard makes them so.' },
  'success-schema': { differs: ['26 of 158 certified are found, 43 expected'], reason: 'Answers 202 and 204 without a body are fine, and operations that have no success response at all have a finding of response-success.' },
  'title-ends-alphanumeric': { differs: ['Asite (US Gov.) is not found'], reason: 'A suffix in parentheses is exempt.' },
  'trigger-shape': { differs: ['ModuleQ is not found', 'SkyPointCloud is found as well', 'Zellis is found as well'], reason: 'trigger-batch-shape tells about batches; of single triggers the facts looked at one only.' },
  'webhook-url-in-body': { differs: ['Tikit is not found'], reason: 'The definition with the notification URL is used by an answer too, but the platform looks where it is sent.' },
};

/** Rules whose errors in the platform profile fewer than 99 of 100 certified connectors pass. */
export const lenientWithReason: Readonly<Record<string, string>> = {
  'json-parse': 'Eleven of the certified files are damaged so that strict parsers refuse them; of ours none is.',
  'required-defined': 'The facts count names that allOf or a reference brings in; ours looks there, and finds none.',
};

/** Rules whose cohorts compare the other way round than in the facts. */
export const cohortExceptions: Readonly<Record<string, string>> = {
  'dynamic-ambiguous': 'None is found in either cohort, for the reason above.',
};

const alone = {
  files: 'Scripts, icons, readmes and publisher data are not part of our material.',
  shape: 'The facts measured the documents as wholes (unknown keys, damage), not by kind of mistake.',
  rare: 'The facts have no figure: too few connectors use it.',
  ours: 'Beyond the facts.',
  severity: 'A hint with another purpose than the measured check.',
} as const;

const because = (reason: string, codes: readonly string[]): Record<string, string> => Object.fromEntries(codes.map(code => [code, reason]));

/** Rules that the facts have no measurement for. */
export const notMeasured: Readonly<Record<string, string>> = {
  ...because(alone.files, [
    'readme-present', 'readme-sections', 'readme-oauth', 'intro-sections', 'intro-beginning',
    'icon-present', 'icon-png', 'icon-size', 'icon-background', 'icon-ip-none', 'publisher-placeholder',
    'script-single', 'script-missing', 'script-size', 'script-gateway', 'script-operations', 'script-all-operations', 'script-compiles', 'script-class', 'script-class-name',
    'script-directives', 'script-namespace-block', 'script-namespaces', 'script-httpclient', 'script-blocking', 'script-operation-ids', 'script-operations-handled',
    'script-formatting-ambiguity', 'script-culture', 'script-query-printing', 'script-clock-state',
  ]),
  ...because(alone.shape, [
    'json-parse', 'json-punctuation', 'json-trailing-comma', 'json-comment', 'json-control-character', 'json-second-document', 'json-encoding', 'style-indent',
    'unknown-property', 'required-property', 'json-type', 'known-value', 'list-unique', 'extension-position', 'x-ms-summary-text', 'info-required', 'mime-valid',
  ]),
  ...because(alone.rare, [
    'status-order', 'path-partial-duplicate', 'param-formdata-name', 'param-allow-empty', 'fetch-subscribe-params', 'readonly-required', 'file-type-position', 'discriminator',
    'response-example-mime', 'notification-trigger', 'trigger-simulation', 'trigger-value-path', 'dynamic-tree', 'tenant-id-fixed', 'annotation-replacement', 'filter-functions',
    'oauth-ip', 'title-ip-suffix', 'annotation-status', 'annotation-production', 'annotation-revision-empty', 'filter-functions-known', 'test-value-type', 'media-kind', 'editor-options',
    'openai-manifest', 'openai-operations', 'docs-links',
  ]),
  ...because(alone.ours, [
    'param-body-property', 'security-matches-properties', 'trigger-batch-shape', 'trigger-hint-position', 'webhook-content-unused', 'webhook-url-value',
    'pageable-property', 'test-value-secret', 'extension-ignored', 'key-is-secure', 'secret-in-file', 'policy-section', 'policy-param-case', 'definition-present', 'title-unique', 'placeholder-value', 'placeholder-host', 'visibility-present', 'schema-depth', 'schema-required-loop',
  ]),
  ...because(alone.severity, ['operation-id-hyphen', 'operation-id-underscore', 'polling-policy', 'dynamic-properties-path', 'oauth-redirect-mode', 'policy-nonempty-package']),
};
