/** Texts that stand where a value belongs. */

const phrase = /place\s*holder|dummy|change\s*me|replace|insert|enter|please|your|sample|example|fake|redacted|todo|xxx|\.\.\.|…|\*\*\*/i;
/** Nothing but the name of what belongs here: CLIENT_ID, clientSecret. */
const ownName = /^[\W_]*(?:client|app|application|api|access|secret|subscription|my|the|test|key|token|id|value|string|password|none|null|n\/a)(?:[\W_]*(?:client|app|application|api|access|secret|subscription|key|token|id|value|here|string|password))*[\W_]*$/i;
/** In brackets of any kind, or an expression that is replaced later. */
const bracketed = /^\s*(?:<.*>|\[.*\]|\{.*\}|\$\{.*\}|%.*%|@.*)\s*$/s;

/** True for a text that nobody takes for the real value: empty, in brackets, "YOUR_KEY", "xxxx", one character repeated. */
export const isPlaceholder = (text: string): boolean => {
  const trimmed = text.trim();
  return trimmed === '' || bracketed.test(trimmed) || phrase.test(trimmed) || new Set(trimmed.replaceAll('-', '')).size < 4 || ownName.test(trimmed.slice(0, 100));
};

/** Domains that are kept free for examples, or that everybody's examples use. */
const exampleHost = /^(?:(?:www|api)\.)?example\.(?:com|org|net)$|(?:^|\.)(?:contoso|fabrikam|northwindtraders|adventure-works|your-?domain|your-?company)\.[a-z]{2,6}$/i;

/** True for a host name that stands for another: example.com itself, anything below contoso.com. Other hosts below example.com are taken as names. */
export const isExampleHost = (host: string): boolean => exampleHost.test(host.replace(/:\d+$/, ''));
