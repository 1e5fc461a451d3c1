import type { DeploymentRequest } from '../request';
import type { Seen, StepOutcome } from '../target';

/** Where people make connections. */
const portal = 'https://make.powerapps.com/environments/';

/**
 * Every reference needs a connection, and a connection needs somebody who signs in: no tool can do that for them. One that
 * konektor.yaml or --connection names counts, and one that the reference is bound to already.
 */
export function connectStep({ release: { flows }, connections, environment }: DeploymentRequest, { references, identity }: Seen): StepOutcome {
  const open = (flows?.references ?? []).filter(({ logicalName }) => connections[logicalName] === undefined && references[logicalName] === undefined);
  if (open.length === 0) return { state: 'done', did: flows && flows.references.length > 0 ? 'Every reference has a connection.' : 'No connection is needed.', changed: false };
  const environmentId = identity?.environmentId ?? environment.id;
  const list = open.map(({ title, logicalName }) => `${title} (--connection ${logicalName}=<id>)`).join(', ');
  return {
    state: 'person', ...(environmentId === undefined ? {} : { link: `${portal}${encodeURIComponent(environmentId)}/connections` }),
    what: `Make a connection and sign in, for: ${list}. The id of a connection stands in its address. Share it with the application that deploys, which else can't turn on flows that use it.`,
  };
}
