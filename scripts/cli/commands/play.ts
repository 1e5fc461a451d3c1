import { nearestName } from '../../diagnostics/nearest-name';
import type { Endpoint } from '../../environment/api-client';
import { howToCall } from '../how-to-call';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { type Described, happenings, happeningsText } from '../running/happenings';
import { asJson } from '../running/look';
import { withEnvironment } from '../running/reach';
import { UserError } from '../user-error';

/** `konektor play`: makes something happen in the service stand-in beside the running environment, or lists what can be made to. */
export function play({ options, positionals: [asked, name, value] }: Given<'play'>, ports: Ports): Promise<number> {
  const { console } = ports;
  return withEnvironment(options, ports, async ({ service }) => {
    if (!service) throw new UserError('No service stand-in runs beside this environment, so nothing can be made to happen in it.');
    const described = await controlled(service, 'describe', {}, ports) as Described; // what that call of the control API answers
    if (asked === undefined) {
      console.out(options.format === 'json' ? asJson({ happenings: happenings.map(({ name: each, takes, about }) => ({ name: each, takes, about })), instances: described.instances }) : happeningsText(described, howToCall(ports)));
      return 0;
    }
    const happening = happenings.find(each => each.name === asked);
    if (!happening) {
      const meant = nearestName(asked, happenings.map(each => each.name));
      throw new UserError(`Nothing called "${asked}" can be made to happen.${meant === undefined ? '' : ` Did you mean "${meant}"?`} There are: ${happenings.map(each => each.name).join(', ')}.`);
    }
    const { call, argument, done } = happening.make(described, name, value);
    const result = await controlled(service, call, argument, ports);
    console.out(options.format === 'json' ? asJson(result) : `${done.replace('konektor advance', `${howToCall(ports)} advance`)}\n`);
    return 0;
  });
}

async function controlled({ controlUrl, controlToken }: NonNullable<Endpoint['service']>, call: string, argument: object, { http }: Ports): Promise<unknown> {
  let answer: Response;
  try {
    answer = await http(`${controlUrl}/${call}`, { method: 'POST', headers: { 'X-Control-Token': controlToken, 'Content-Type': 'application/json' }, body: JSON.stringify(argument) });
  } catch (error) {
    throw new UserError(`The service stand-in at ${controlUrl} does not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result: unknown = await answer.json();
  if (!answer.ok) throw new UserError((result as { readonly message?: string }).message ?? `The service stand-in answered ${answer.status}.`); // errors of the control API have a message
  return result;
}
