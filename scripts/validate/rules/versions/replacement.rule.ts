import { inVersions } from '../../examples/versions';
import { isObject, member, textAt } from '../../json';
import { platformThen } from '../../profile';
import { rule } from '../../rule';
import { quotedOperation } from '../../words/quoted-operation';
import { annotationOf } from './families';

const replacement = { api: 'exampleshelter', operationId: 'ListKinds_V2' };

export const annotationReplacement = rule<{ readonly operation: string; readonly wrong: 'in use' | 'api' | 'operationId' }>({
  code: 'annotation-replacement',
  title: 'Only a deprecated operation names a replacement, and names it in full',
  severity: platformThen('warning', 'error'),
  microsoft: ['ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations', 'ApiAnnotationExtensionReplacementInfoMissingApiProperty', 'ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty'],
  source: 'Swagger validator rules',
  why: 'A replacement tells makers and designers what to use in place of an operation that goes away. Microsoft\'s validator refuses an incomplete replacement, and any replacement of an operation that is not deprecated.',
  says: ({ operation, wrong }) => (wrong === 'in use'
    ? { what: `The operation ${operation} names a replacement but is not deprecated.`, todo: 'Write "deprecated": true on the operation, or remove the replacement.' }
    : { what: `The replacement of the operation ${operation} has no ${wrong}.`, todo: wrong === 'api' ? 'Write the name of the connector that has the replacement as `api`.' : 'Write the id of the operation that replaces it as `operationId`.' }),
  examples: () => ({
    good: [inVersions([{ deprecated: true, annotation: { family: 'ListKinds', revision: 1, replacement } }])],
    bad: [
      { example: inVersions([{ annotation: { family: 'ListKinds', revision: 1, replacement } }]), at: ['/~1kinds/get/x-ms-api-annotation/replacement'] },
      { example: inVersions([{ deprecated: true, annotation: { replacement: { operationId: 'ListKinds_V2' } } }]), at: ['/~1kinds/get/x-ms-api-annotation/replacement'] },
      { example: inVersions([{ deprecated: true, annotation: { replacement: { api: 'exampleshelter' } } }]), at: ['/~1kinds/get/x-ms-api-annotation/replacement'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      const replaced = member(annotationOf(node) ?? {}, 'replacement');
      if (replaced === undefined) return;
      const spot = node.spot.at('x-ms-api-annotation', 'replacement');
      if (!node.deprecated) { report(spot, { operation: quotedOperation(node), wrong: 'in use' }); return; }
      for (const key of ['api', 'operationId'] as const) if (!isObject(replaced) || !textAt(replaced, key)) report(spot, { operation: quotedOperation(node), wrong: key });
    },
  }),
});
