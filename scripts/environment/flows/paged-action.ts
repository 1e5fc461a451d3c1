import { type ActionOptions, type ActionPorts, type ActionResult, invokeAction, sendAction } from './async-action';
import { flowLimits } from './flow-limits';
import type { Invocation } from '../gateway/gateway';
import { isJsonObject, type JsonObject, jsonOf, type JsonValue, objectOr, textOf } from '../json';

const longestActionMs = 30 * 86_400_000;

/**
 * Runs an action as invokeAction does and, where its operation is x-ms-pageable, follows the next links until there are
 * `minimumItems`, rounded up to whole pages (facts 4.2); the profile's limit ends it too. A link is asked as it is given:
 * through the connector only where it leads there, which is what the policy updatenextlink is for. A page that fails fails
 * the action. The result is the first page with the items of all. Throws as invokeAction does.
 */
export async function invokePagedAction(ports: ActionPorts, invocation: Invocation, options: ActionOptions, minimumItems: number | undefined): Promise<ActionResult> {
  const { clock, gateway } = ports;
  const end = clock.now() + (options.timeoutMs ?? longestActionMs);
  const { operation } = gateway.operation(invocation.connectionId, invocation.operationId);
  const pageable = objectOr(operation.object['x-ms-pageable']);
  const linkName = textOf(pageable['nextLinkName']);
  const asked = gateway.requestFor(invocation).uri;
  const first = await invokeAction(ports, invocation, options);
  const body = jsonOf(first.answer.body);
  const itemsName = itemsNameOf(body, textOf(pageable['itemName']));
  if (minimumItems === undefined || linkName === undefined || first.outcome !== 'succeeded' || !isJsonObject(body) || itemsName === undefined) return first;
  const wanted = Math.min(minimumItems, flowLimits(gateway.assumed).pagedItems);
  const items: JsonValue[] = [...itemsOf(body, itemsName)];
  const steps = [...first.steps];
  const seen = new Set<string>();
  let link = linkOf(body, linkName, asked);
  // A service that gives one link twice, or empty pages for ever, would never end.
  while (link !== undefined && items.length < wanted && !seen.has(link) && seen.size < wanted) {
    seen.add(link);
    const page = await sendAction(ports, { method: 'GET', uri: link, headers: [] }, 'page', { ...options, timeoutMs: Math.max(0, end - clock.now()) });
    steps.push(...page.steps);
    if (page.outcome !== 'succeeded') return { ...page, steps };
    const more = jsonOf(page.answer.body);
    if (!isJsonObject(more)) break;
    items.push(...itemsOf(more, itemsName));
    link = linkOf(more, linkName, link);
  }
  return { ...first, steps, answer: { ...first.answer, body: Buffer.from(JSON.stringify({ ...body, [itemsName]: items, [linkName]: link }), 'utf8') } };
}

/** `x-ms-pageable` may name the property of the items; else it is `value`, or the only list beside the link. */
function itemsNameOf(body: JsonValue | undefined, declared: string | undefined): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const lists = Object.keys(body).filter(name => Array.isArray(body[name]));
  return [declared, 'value'].find(name => name !== undefined && lists.includes(name)) ?? (lists.length === 1 ? lists[0] : undefined);
}

function itemsOf(body: JsonObject, name: string): readonly JsonValue[] {
  const items = body[name];
  return Array.isArray(items) ? items : [];
}

/** An empty link, or none, ends it. */
function linkOf(body: JsonObject, name: string, asked: string): string | undefined {
  const link = textOf(body[name]);
  if (link === undefined || link === '') return undefined;
  return /^https?:\/\//i.test(link) || !URL.canParse(link, asked) ? link : new URL(link, asked).href;
}
