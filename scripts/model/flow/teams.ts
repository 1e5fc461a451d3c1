/** Microsoft Teams: what sample flows need of it, by the names of its public definition (shared_teams). */
import { callerOf } from '../../diagnostics/place';
import { body } from '../operation';
import { record, text } from '../schema';
import type { FlowInput } from './flow-input';
import type { CallStep, ForeignOperation } from './flow-step';
import { foreignCall } from './foreign-operation';

type Text = FlowInput<ReturnType<typeof text>>;
const connector = { name: 'shared_teams', displayName: 'Microsoft Teams' };
const shared = { kind: 'foreign', connector, operationId: 'PostMessageToConversation', summary: 'Post message in a chat or channel' } as const;
const from = { poster: text(), location: text() };
// The body's shape depends on the location, so that the two forms of one operation are described one by one.
const toChannel = { ...from, body: body(record({ recipient: record({ groupId: text(), channelId: text() }), messageBody: text() })) };
const toChat = { ...from, body: body(record({ recipient: text(), messageBody: text() })) };
const postToChannel = { ...shared, parameters: toChannel } satisfies ForeignOperation<typeof toChannel>;
const postToChat = { ...shared, parameters: toChat } satisfies ForeignOperation<typeof toChat>;

/** HTML. */
interface Message { readonly message: Text }
/** The ids of the team and of the channel. */
interface ChannelMessage extends Message { readonly team: Text; readonly channel: Text; readonly to?: never }
/** A person's address, who gets the message in the chat with the flow bot. */
interface ChatMessage extends Message { readonly to: Text; readonly team?: never; readonly channel?: never }

export const teams = {
  /** Posts a message as the flow bot, into a channel or into the chat with a person. */
  postMessage(details: ChannelMessage | ChatMessage, name?: string): CallStep {
    const place = callerOf(teams.postMessage);
    const { message: messageBody } = details;
    if (details.to !== undefined) return foreignCall(postToChat, { poster: 'Flow bot', location: 'Chat with Flow bot', body: { recipient: details.to, messageBody } }, name, place);
    return foreignCall(postToChannel, { poster: 'Flow bot', location: 'Channel', body: { recipient: { groupId: details.team, channelId: details.channel }, messageBody } }, name, place);
  },
};
