import { isJsonObject, type JsonObject, type JsonValue, textOf } from '../json';
import type { MailMessage, TeamsMessage } from './outbox';

/** A message, or the sentence that says why there is none. */
export type Composed = { readonly message: TeamsMessage | MailMessage } | { readonly problem: string };

/** Composes the message of one operation from its inputs, un-flattened. */
type Composer = (inputs: JsonObject) => Composed;

/**
 * The operations of Microsoft's own connectors that send messages, by internal id and operation, in small letters. Their
 * inputs are those of the public definitions of Microsoft Teams and Office 365 Outlook.
 */
const composers: Readonly<Record<string, Readonly<Record<string, Composer>>>> = {
  shared_teams: {
    postmessagetoconversation: inputs => teamsMessage(inputs, objectAt(inputs, 'body'), false),
    postcardtoconversation: inputs => teamsMessage(inputs, objectAt(inputs, 'body'), true),
  },
  shared_office365: {
    sendemailv2: inputs => mail(objectAt(inputs, 'emailMessage')),
    sharedmailboxsendemailv2: inputs => mail(objectAt(inputs, 'emailMessage')),
  },
};

/** What composes the messages of an operation; undefined for one that sends none, or is not known here. */
export function composerOf(apiName: string, operationId: string): Composer | undefined {
  const operations = Object.hasOwn(composers, apiName.toLowerCase()) ? composers[apiName.toLowerCase()] : undefined;
  return operations && Object.hasOwn(operations, operationId.toLowerCase()) ? operations[operationId.toLowerCase()] : undefined;
}

/** The operations that end in the outbox, for sentences: `shared_teams/postmessagetoconversation`, … */
export const messageOperations: readonly string[] = Object.entries(composers).flatMap(([api, operations]) => Object.keys(operations).map(operation => `${api}/${operation}`));

/** True for connectors of which some operations end in the outbox: they need no installed connector. */
export const isMessageConnector = (apiName: string): boolean => Object.hasOwn(composers, apiName.toLowerCase());

function teamsMessage(inputs: JsonObject, body: JsonObject, isCard: boolean): Composed {
  const recipient = body['recipient'];
  const html = textOf(body['messageBody']) ?? '';
  const team = isJsonObject(recipient) ? textOf(recipient['groupId']) : undefined;
  const channel = isJsonObject(recipient) ? textOf(recipient['channelId']) : undefined;
  const chat = textOf(recipient) ?? (isJsonObject(recipient) ? textOf(recipient['to']) ?? textOf(recipient['chatId']) : undefined);
  const isChannel = textOf(inputs['location'])?.toLowerCase() === 'channel';
  const missing = missingOf([
    ['the team (body/recipient/groupId)', !isChannel || team], ['the channel (body/recipient/channelId)', !isChannel || channel],
    ['the recipient (body/recipient)', isChannel || chat], ['the message (body/messageBody)', html],
  ]);
  if (missing.length > 0) return { problem: notSent('Teams message', missing) };
  const subject = textOf(body['subject']);
  return {
    message: {
      kind: 'teams', to: isChannel ? { kind: 'channel', team: team ?? '', channel: channel ?? '' } : { kind: 'chat', recipient: chat ?? '' },
      postedAs: textOf(inputs['poster']) ?? 'User', html, isCard, ...(subject === undefined || subject === '' ? {} : { subject }),
    },
  };
}

function mail(message: JsonObject): Composed {
  const to = addresses(message['To']);
  const subject = textOf(message['Subject']) ?? '';
  const html = textOf(message['Body']) ?? '';
  const missing = missingOf([['the recipients (emailMessage/To)', to.length > 0], ['the subject (emailMessage/Subject)', subject], ['the body (emailMessage/Body)', html]]);
  if (missing.length > 0) return { problem: notSent('mail', missing) };
  const importance = textOf(message['Importance']);
  return { message: { kind: 'mail', to, cc: addresses(message['Cc']), bcc: addresses(message['Bcc']), subject, html, ...(importance === undefined ? {} : { importance }) } };
}

const missingOf = (parts: readonly (readonly [called: string, given: string | boolean | undefined])[]): readonly string[] => parts.filter(([, given]) => !given).map(([called]) => called);

const notSent = (what: string, missing: readonly string[]): string => `The ${what} can't be sent without ${missing.join(' and ')}; what stands there is empty.`;

/** Outlook separates addresses by semicolons. */
function addresses(value: JsonValue | undefined): readonly string[] {
  return (textOf(value) ?? '').split(';').map(each => each.trim()).filter(each => each !== '');
}

function objectAt(inputs: JsonObject, name: string): JsonObject {
  const value = inputs[name];
  return isJsonObject(value) ? value : {};
}
