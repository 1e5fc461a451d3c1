import type { Wire } from '../../environment/api-client';
import { type Column, type Look, table } from '../terminal/table';

const columns: readonly Column[] = [{ heading: 'connection' }, { heading: 'title', gives: true }, { heading: 'status' }, { heading: 'connector', gives: true }, { heading: 'way to connect' }, { heading: 'flows', right: true }];

export function connectionTable(connections: readonly Wire<'Connection'>[], look: Look): string {
  return table(columns, connections.map(({ id, title, status, connector, parameterSet, account, usedBy }) => [
    id, title, status.kind === 'connected' ? { text: `connected${account === undefined ? '' : ` (${account})`}`, colour: 'green' } : { text: status.kind === 'signInNeeded' ? 'sign-in needed' : 'error', colour: 'red' },
    connector, parameterSet ?? '', String(usedBy.length),
  ]), look);
}
