/** intro.md: the text from which Microsoft makes a certified connector's page. Where the author wrote none, one made of the model. */
import type { Connector } from '../model/connector';
import { limitations, prerequisites } from './maker-readme';
import { credentialsSection } from './readme-credentials';
import { counted } from '../diagnostics/counted';

/**
 * The text with the sections that certification asks for, after a first paragraph without a heading. It says only what
 * the model says; operations are left out, since Microsoft lists them from the definition. Pure.
 */
export function introSkeleton(connector: Connector): string {
  const { title, serviceName = title, operations, authentication } = connector;
  const visible = operations.filter(operation => operation.visibility !== 'internal');
  const triggers = visible.filter(operation => operation.kind === 'pollingTrigger' || operation.kind === 'webhookTrigger').length;
  const numbers = [...(triggers > 0 ? [counted(triggers, 'trigger')] : []), ...(visible.length > triggers ? [counted(visible.length - triggers, 'action')] : [])];
  return `${[
    `This connector brings ${serviceName} into flows and apps. It has ${numbers.join(' and ') || 'no operations yet'}.`,
    '## Prerequisites', ...prerequisites(connector).map(each => each.replace('Obtaining Credentials', 'How to get credentials')),
    '## How to get credentials', ...credentialsSection(authentication),
    '## Get started with your connector', `Add ${triggers > 0 ? 'a trigger or an action' : 'an action'} of this connector to a flow, create the connection and fill in the parameters.`,
    '## Known issues and limitations', limitations(connector, visible).map(line => `* ${line}`).join('\n'),
    '## Common errors and remedies', 'The message of an error says what was wrong, and what to do where that is known.',
    '## FAQ', 'There are no questions yet.',
  ].join('\n\n')}\n`;
}
