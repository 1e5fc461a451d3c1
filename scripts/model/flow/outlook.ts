/** Office 365 Outlook: what sample flows need of it, by the names of its public definition (shared_office365). */
import { callerOf } from '../../diagnostics/place';
import { body } from '../operation';
import { optional, record, text } from '../schema';
import type { FlowInput } from './flow-input';
import type { CallStep, ForeignOperation } from './flow-step';
import { foreignCall } from './foreign-operation';

type Text = FlowInput<ReturnType<typeof text>>;
const parameters = {
  emailMessage: body(record({
    To: text(), Subject: text(), Body: text(), Cc: optional(text()), Bcc: optional(text()),
    Importance: text({ choices: [{ value: 'Low', title: 'Low' }, { value: 'Normal', title: 'Normal' }, { value: 'High', title: 'High' }] }),
  })),
};
const sendEmailV2 = {
  kind: 'foreign', connector: { name: 'shared_office365', displayName: 'Office 365 Outlook' }, operationId: 'SendEmailV2', summary: 'Send an email (V2)', parameters,
} as const satisfies ForeignOperation<typeof parameters>;

interface Mail {
  /** Addresses, separated by semicolons; likewise `cc` and `bcc`. */
  readonly to: Text;
  readonly subject: Text;
  /** HTML. */
  readonly body: Text;
  readonly cc?: Text;
  readonly bcc?: Text;
  readonly importance?: 'Low' | 'Normal' | 'High';
}

export const outlook = {
  /** Sends a mail from the mailbox of the connection. */
  sendEmail({ to, subject, body, cc, bcc, importance = 'Normal' }: Mail, name?: string): CallStep {
    const message = { To: to, Subject: subject, Body: body, ...(cc === undefined ? {} : { Cc: cc }), ...(bcc === undefined ? {} : { Bcc: bcc }), Importance: importance };
    return foreignCall(sendEmailV2, { emailMessage: message }, name, callerOf(outlook.sendEmail));
  },
};
