import type { Given } from '../options';
import type { Ports } from '../ports';
import { asJson, lookOf } from '../running/look';
import { messageTable } from '../running/message-lines';
import { withEnvironment } from '../running/reach';
import { shownRun } from '../running/run-id';
import { oneLine } from '../terminal/table';
import { instantInWords } from '../terminal/time-words';
import { UserError } from '../user-error';

const mostListed = 500;

/** `konektor outbox`: the newest messages, or one as a person would see it. */
export function outbox({ options, positionals: [asked] }: Given<'outbox'>, ports: Ports): Promise<number> {
  if (options.limit < 1 || options.limit > mostListed) throw new UserError(`--limit is 1 to ${mostListed}, and ${options.limit} was given.`);
  if (asked !== undefined && asked !== 'last' && !/^[1-9]\d*$/.test(asked)) throw new UserError(`A message has a number, such as 3, or is "last"; "${asked}" was given.`);
  const { console } = ports;
  return withEnvironment(options, ports, async ({ client }) => {
    if (asked === undefined) {
      const { value: messages } = await client.call('listMessages', { query: { limit: options.limit } });
      if (options.format === 'json') console.out(asJson(messages));
      else if (messages.length === 0) console.error(nothing);
      else console.out(messageTable(messages, lookOf(ports)));
      return 0;
    }
    const number = asked === 'last' ? (await client.call('listMessages', { query: { limit: 1 } })).value[0]?.number : Number(asked);
    if (number === undefined) throw new UserError(nothing.trimEnd());
    const message = await client.call('getMessage', { path: { message: String(number) } });
    if (options.format === 'json') console.out(asJson(message));
    else console.out(`message ${message.number} · ${instantInWords(message.at)} UTC · ${oneLine(message.flow)} · ${oneLine(message.step.replaceAll('_', ' '))} · run ${shownRun(message.runKey)}\n${message.view}\n`);
    return 0;
  });
}

const nothing = 'The outbox is empty: no flow has sent anything yet.\n';
