import {
  type Assumptions, type DeliveryRecord, type Flow, FlowEngine, type FlowEngineOptions, type HttpRequest, type HttpResponse, type InstalledConnector, type JsonObject, type JsonValue,
  MemoryRunRecorder, type RunnableCode, type SubscriptionCallRecord, VirtualClock, type WebhookSubscription,
} from '../../../scripts/environment';
import { MemoryWebhookStore } from '../../../scripts/environment/webhooks/memory-webhook-store';
import { answer, fakeBackend, smallConnector, type SmallConnector, smallGateway, type SmallOperation, start } from '../small-connector';

/** The schema of a body whose `hook.url` takes the callback address. */
export const hookBody: JsonObject = { type: 'object', properties: { event: { type: 'string' }, hook: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' } } } } };

export const createHook: SmallOperation = { method: 'post', path: '/hooks', object: { operationId: 'OnEvent', 'x-ms-trigger': 'single', parameters: [{ name: 'body', in: 'body', schema: hookBody }], responses: { 201: { description: 'made' } } } };
export const deleteHook: SmallOperation = { method: 'delete', path: '/hooks/{id}', object: { operationId: 'DeleteHook', 'x-ms-visibility': 'internal', parameters: [{ name: 'id', in: 'path', type: 'string', required: true }] } };

/** A service with hooks: it makes and deletes them, and calls those it has. Answers of `faults` come first. */
export class HookService {
  readonly hooks = new Map<string, string>();
  readonly faults: HttpResponse[] = [];
  private made = 0;
  readonly backend = fakeBackend(request => this.answer(request));

  /** `location` is what an answer that made a hook carries. */
  constructor(private readonly location: (id: string) => string | undefined = id => `https://api.test/v1/hooks/${id}`) {}

  private answer({ method, uri, body }: HttpRequest): HttpResponse {
    const fault = this.faults.shift();
    if (fault) return fault;
    if (method === 'DELETE') return this.hooks.delete(uri.split('/').at(-1) ?? '') ? answer(204) : answer(404, { message: 'No such hook.' });
    const id = String(++this.made);
    const { hook } = JSON.parse(Buffer.from(body ?? []).toString()) as { hook: { url: string } }; // as hookBody describes it
    this.hooks.set(id, hook.url);
    const location = this.location(id);
    return answer(201, { id }, location === undefined ? [] : [['Location', location]]);
  }

  /** What the service was asked, as `POST /hooks`. */
  get asked(): readonly string[] {
    return this.backend.requests.map(({ method, uri }) => `${method} ${uri.replace('https://api.test/v1', '')}`);
  }
}

export const hooked: Flow = { id: 'f', name: 'Hooked', connectionId: 'c1', operationId: 'OnEvent', inputs: { body: { event: 'made' } } };

export interface HookSetup extends Partial<SmallConnector> {
  readonly service?: HookService;
  readonly connector?: InstalledConnector;
  readonly code?: RunnableCode;
  readonly values?: Readonly<Record<string, string>>;
  readonly assumed?: Partial<Assumptions>;
  readonly options?: Partial<FlowEngineOptions>;
  readonly recorder?: MemoryRunRecorder;
  readonly webhooks?: MemoryWebhookStore;
  readonly clock?: VirtualClock;
}

/** An engine before a service with hooks. Subscriptions are numbered s1, s2, … */
export function hookEngine(setup: HookSetup = {}) {
  const { service = new HookService(), clock = new VirtualClock(start), recorder = new MemoryRunRecorder(), webhooks = new MemoryWebhookStore(), options = {} } = setup;
  const connector = setup.connector ?? smallConnector({ operations: [createHook, deleteHook], ...setup });
  const gateway = smallGateway({ connector, backend: service.backend, clock, values: setup.values ?? {}, assumed: setup.assumed ?? {}, ...(setup.code ? { code: setup.code } : {}) });
  const [reports, deliveries, calls]: [string[], DeliveryRecord[], SubscriptionCallRecord[]] = [[], [], []];
  let ids = webhooks.list().length;
  const engine = new FlowEngine({
    gateway, clock, recorder, webhooks, random: () => 1, newSubscriptionId: () => `s${++ids}`, report: line => reports.push(line),
    onDelivery: delivery => deliveries.push(delivery), onSubscriptionCall: call => calls.push(call), ...options,
  });
  /** Sends an event as the service would, to the hook it holds of that id. */
  const call = (body: JsonValue, hook = [...service.hooks.keys()].at(-1) ?? '', more: Partial<HttpRequest> = {}): Promise<HttpResponse> =>
    engine.deliver({ method: 'POST', uri: service.hooks.get(hook) ?? '', headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify(body)), ...more });
  const payloads = async (): Promise<readonly JsonValue[]> => (await recorder.runs()).map(({ payload }) => payload);
  const stored = (): readonly (readonly [string, WebhookSubscription['status']])[] => webhooks.list().map(({ id, status }) => [id.replace(/-.*/, ''), status]);
  return { service, clock, recorder, webhooks, gateway, engine, reports, deliveries, calls, call, payloads, stored };
}
