import { inVersions, version } from '../../examples/versions';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quotedOperation } from '../../words/quoted-operation';
import { familiesOf } from './families';

/** How many operations a sentence names. */
const MOST_NAMES = 6;

export const annotationActive = rule<{ readonly family: string; readonly operations: readonly string[] }>({
  code: 'annotation-active',
  title: 'At most two operations of a family are in use',
  severity: always('error'),
  microsoft: ['OperationFamilyHasManyActiveOperations'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 26 },
  why: 'Makers would not know which one to choose; Microsoft\'s validator demands that older ones are marked as deprecated.',
  page: 'Deprecated operations go on working in the flows that have them.',
  says: ({ family, operations }) => ({
    what: `The family "${brief(family)}" has ${operations.length} operations that are not deprecated: ${listed(operations, 'and', MOST_NAMES)}.`,
    todo: 'Write "deprecated": true on all but the newest two.',
  }),
  examples: () => ({
    good: [inVersions([version(1), version(2)]), inVersions([version(1, { deprecated: true }), version(2), version(3)])],
    bad: [{ example: inVersions([version(1), version(2), version(3)]), at: ['/~1kinds/get/x-ms-api-annotation'] }],
  }),
  check: ({ report }) => ({
    definition(index) {
      for (const [family, members] of familiesOf(index)) {
        const active = members.filter(({ operation }) => !operation.deprecated);
        const [first] = active;
        if (first && active.length > 2) report(first.spot, { family, operations: active.map(({ operation }) => quotedOperation(operation)) });
      }
    },
  }),
});

export const annotationProduction = rule<{ readonly family: string; readonly operations: readonly string[] }>({
  code: 'annotation-production',
  title: 'At most one operation of a family is in production',
  severity: platformThen('warning', 'error'),
  microsoft: ['OperationFamilyHasManyActiveProductionOperations'],
  source: 'Swagger validator rules',
  why: 'The status Production tells makers which version to use. When a newer version gets it, Microsoft\'s validator demands that the older one is marked as deprecated.',
  page: 'An operation without `status` is not counted.',
  says: ({ family, operations }) => ({
    what: `The operations ${listed(operations, 'and', MOST_NAMES)} of the family "${brief(family)}" are in production, and none of them is deprecated.`,
    todo: 'Write "deprecated": true on all but the newest of them.',
  }),
  examples: () => ({
    good: [
      inVersions([version(1, { status: 'Production' }), version(2, { status: 'Preview' })]),
      inVersions([version(1, { status: 'Production', deprecated: true }), version(2, { status: 'Production' })]),
    ],
    bad: [{ example: inVersions([version(1, { status: 'Production' }), version(2, { status: 'Production' })]), at: ['/~1kinds/get/x-ms-api-annotation'] }],
  }),
  check: ({ report }) => ({
    definition(index) {
      for (const [family, members] of familiesOf(index)) {
        const inProduction = members.filter(({ operation, status }) => !operation.deprecated && status?.toLowerCase() === 'production');
        const [first] = inProduction;
        if (first && inProduction.length > 1) report(first.spot, { family, operations: inProduction.map(({ operation }) => quotedOperation(operation)) });
      }
    },
  }),
});
