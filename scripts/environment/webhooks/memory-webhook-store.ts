import type { WebhookStore, WebhookSubscription } from '../store/environment-store';

/** Subscriptions that are forgotten with the process. */
export class MemoryWebhookStore implements WebhookStore {
  private readonly subscriptions = new Map<string, WebhookSubscription>();

  put(subscription: WebhookSubscription): void {
    this.subscriptions.set(subscription.id, subscription);
  }

  get(id: string): WebhookSubscription | undefined {
    return this.subscriptions.get(id);
  }

  list(flowId?: string): readonly WebhookSubscription[] {
    return [...this.subscriptions.values()].filter(each => flowId === undefined || each.flowId === flowId);
  }

  remove(id: string): void {
    this.subscriptions.delete(id);
  }
}
