import { itemsAt } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { connectorWith } from '../../examples/whole-connector';
import { smallProperties } from '../../examples/small-connector';
import { brief } from '../../words/brief';
import { passOn, scriptOf, scriptWith, withScript } from './script-example';
import { wholeScript } from './script-places';

export const scriptGateway = rule<{ readonly parameter: string | undefined }>({
  code: 'script-gateway',
  title: 'A connector with custom code uses no on-premises gateway',
  severity: always('error'),
  source: 'custom code documentation',
  why: 'The on-premises data gateway does not run custom code, so the connector fails for everybody who connects through a gateway.',
  says: ({ parameter }) => ({
    what: parameter === undefined ? 'The capability "gateway" offers the on-premises gateway, but there is custom code.' : `The connection parameter "${brief(parameter)}" asks for an on-premises gateway, but there is custom code.`,
    todo: 'Remove one of the two: do with policies what the script does, or do without the gateway.',
  }),
  examples: () => {
    const scripts = [scriptOf(scriptWith(passOn))];
    const withCapabilities = (capabilities: readonly string[]) => ({ properties: { ...smallProperties().properties, capabilities } });
    const withParameter = { properties: { ...smallProperties().properties, connectionParameters: { gateway: { type: 'gatewaySetting', gatewaySettings: { dataSourceType: 'CustomConnector', connectionDetails: [] } } } } };
    const shown = (text: string): string => `${text}\nscript.csx`;
    return {
      good: [withScript(scriptWith(passOn)), connectorWith('"capabilities": ["gateway"], no script', { properties: withCapabilities(['gateway']) })],
      bad: [
        { example: connectorWith(shown('"capabilities": ["actions", "gateway"]'), { scripts, properties: withCapabilities(['actions', 'gateway']) }), at: ['/properties/capabilities/1'] },
        { example: connectorWith(shown('"connectionParameters": { "gateway": { "type": "gatewaySetting", … } }'), { scripts, properties: withParameter }), at: ['/properties/connectionParameters/gateway'] },
      ],
    };
  },
  check: ({ report, properties }) => ({
    end({ scripts: [script] }) {
      if (!script || !properties) return;
      const related = [{ at: wholeScript(script), what: 'The custom code.' }];
      itemsAt(properties.properties, 'capabilities').forEach((capability, position) => {
        if (typeof capability === 'string' && capability.toLowerCase() === 'gateway') report(properties.spot.at('capabilities', position), { parameter: undefined }, related);
      });
      for (const { type, name, spot } of properties.connectionParameters) if (type?.toLowerCase() === 'gatewaysetting') report(spot, { parameter: name }, related);
    },
  }),
});
