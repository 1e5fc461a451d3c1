import { endpointFile } from '../../environment/api-client';
import type { Connector } from '../../model/connector';
import { howToCall, inStore } from '../how-to-call';
import type { Ports } from '../ports';
import { stoodIn } from '../scenario/stood-in';

/** What a person can do while an environment serves, as commands to copy. */
export function nextSteps(address: string, connector: Connector, store: string, ports: Ports): string {
  const call = howToCall(ports);
  const where = inStore(store);
  const steps = stoodIn(connector) === undefined || (connector.flows ?? []).length === 0
    ? [['connection create', 'makes a connection'], ['connection list', 'shows whether it works'], ['invoke <operation> --trace', 'calls an operation, with every stage'], ['flow list', 'the flows, and which are on']] as const
    : [['flow list', 'the flows, and which are on'], ['play data-source-fails Loyalty', 'a data source fails to refresh'], ['advance 1h', 'an hour passes, and triggers are asked'], ['runs last', 'the newest run, step by step'], ['outbox last', 'the message that it sent']] as const;
  const width = Math.max(...steps.map(([words]) => words.length));
  return [
    `Serving on ${address} until Ctrl+C; what it keeps is in ${store}.`,
    `Its API: ${address}/api/v1/openapi.json, with the token in ${endpointFile(store)}.`,
    'In another terminal:',
    ...steps.map(([words, about]) => `  ${call} ${words}${where}${' '.repeat(width - words.length)}   ${about}`), '',
  ].join('\n');
}
