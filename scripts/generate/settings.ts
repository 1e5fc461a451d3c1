/** settings.json: what paconn and pac read beside the artifacts. */
import type { Connector } from '../model/connector';
import { scriptOperations } from './properties';

/** File names, relative to the file itself. Environment and connector id differ from place to place and are given at deployment. */
export interface Settings { apiDefinition: string; apiProperties: string; icon: string; script?: string }

/** The settings of a connector's folder; `script` only when there is custom code (an empty name would remove it). */
export const settings = (connector: Connector): Settings => ({
  apiDefinition: 'apiDefinition.swagger.json',
  apiProperties: 'apiProperties.json',
  icon: 'icon.png',
  ...(scriptOperations(connector).length > 0 ? { script: 'script.csx' } : {}),
});
