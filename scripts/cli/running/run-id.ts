/** Run keys are `flow/poll/item` with a GUID in front; people get the beginning of it. */
import type { EnvironmentClient, Wire } from '../../environment/api-client';
import { UserError } from '../user-error';

const shownOfFlow = 8;
/** More runs than a page of the API has are not looked through. */
const mostLookedThrough = 500;

/** "0f8b2c1a/3/0" for a run's key. */
export const shownRun = (key: string): string => (/^[0-9a-f-]{36}\//i.test(key) ? key.slice(0, shownOfFlow) + key.slice(key.indexOf('/')) : key);

/** The key of the run that is meant: in full, with the beginning of its flow's id, or "last". Throws UserError. */
export async function runKeyOf(asked: string, client: EnvironmentClient, flows: readonly Wire<'Flow'>[], query: { readonly flow?: string } = {}): Promise<string> {
  const { value: runs } = await client.call('listRuns', { query: { ...query, limit: asked === 'last' ? 1 : mostLookedThrough } });
  if (asked === 'last') {
    if (!runs[0]) throw new UserError('There are no runs yet.');
    return runs[0].key;
  }
  const [flow = '', ...rest] = asked.split('/');
  // A run's flow may be deleted, and an old run of a flow that is there need not be among the newest.
  const ids = [...new Set([...flows.map(({ id }) => id), ...runs.map(({ flowId }) => flowId)])].filter(id => id.startsWith(flow));
  if (rest.length !== 2 || ids.length === 0 || flow === '') throw new UserError(`There is no run "${asked}". Write it as the list does, such as ${exampleOf(runs)}; "last" is the newest.`);
  if (ids.length > 1) throw new UserError(`"${asked}" may be a run of ${ids.length} flows. Write more of the flow's id:\n${ids.map(id => `  ${id}/${rest.join('/')}`).join('\n')}`);
  return `${ids[0]}/${rest.join('/')}`;
}

const exampleOf = (runs: readonly Wire<'RunSummary'>[]): string => (runs[0] ? shownRun(runs[0].key) : '0f8b2c1a/3/0');
