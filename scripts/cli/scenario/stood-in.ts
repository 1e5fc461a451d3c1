import type { Connector } from '../../model/connector';

/** Dynamics 365 Customer Insights - Data, the one service that there is a stand-in of. */
const customerInsights = 'https://api.ci.ai.dynamics.com';

/** The origin that the stand-in answers for; undefined for a connector of another service, whose calls go to that service itself. */
export function stoodIn({ host }: Pick<Connector, 'host'>): string | undefined {
  return `https://${host}` === customerInsights ? customerInsights : undefined;
}
