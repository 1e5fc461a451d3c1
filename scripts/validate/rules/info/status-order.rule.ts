import { asDefinition, shownInstead } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { objectAt, textAt, type JsonObject } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';

export const statusOrder = rule<Record<string, never>>({
  code: 'status-order',
  title: 'No operation is in production while the connector is in preview',
  severity: whenCertifying('error'),
  microsoft: ['OperationStatusAheadOfConnector', 'ProductionStatusOnBetaService'],
  source: 'Swagger validator rules; operational versioning',
  why: 'Preview and Production say how mature something is, and an operation can\'t be more mature than its connector; Microsoft\'s validator refuses it.',
  says: () => ({ what: 'The operation\'s status is Production, the connector\'s is Preview.', todo: 'Set the operation\'s status to Preview, or raise the connector\'s.' }),
  examples: () => ({
    good: [withStatus('Production', 'Production'), withStatus('Production', 'Preview'), withStatus('Preview', 'Preview')],
    bad: [{ example: withStatus('Preview', 'Production'), at: ['/paths/~1items/get/x-ms-api-annotation/status'] }],
  }),
  check: ({ report, definition }) => {
    const connector = textAt(objectAt(objectAt(definition?.root, 'info'), 'x-ms-api-annotation'), 'status');
    if (connector?.toLowerCase() !== 'preview') return {};
    return {
      operation({ operation, spot }) {
        const status = textAt(objectAt(operation, 'x-ms-api-annotation'), 'status');
        if (status?.toLowerCase() === 'production') report(spot.at('x-ms-api-annotation', 'status'), {});
      },
    };
  },
});

function withStatus(connector: string, operation: string): ReturnType<typeof asDefinition> {
  const definition = smallDefinition();
  const get: JsonObject = { ...definition.paths['/items'].get, 'x-ms-api-annotation': { status: operation } };
  const shown = `info: x-ms-api-annotation: status ${connector}\nGET /items: x-ms-api-annotation: status ${operation}`;
  return shownInstead(asDefinition({ ...definition, info: { ...definition.info, 'x-ms-api-annotation': { status: connector } }, paths: { '/items': { get } } }), shown, 'text');
}
