import { inVersions, version } from '../../examples/versions';
import { member } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';
import { annotationOf, familiesOf } from './families';

export const annotationRevisions = rule<{ readonly family: string; readonly revision: string | undefined; readonly operations: readonly string[] }>({
  code: 'annotation-revisions',
  title: 'The operations of a family have different revisions',
  severity: always('error'),
  microsoft: ['OperationFamilyHasDuplicateRevisions', 'OperationFamilyHasManyEmptyRevisions'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 26 },
  why: 'The revision says which of them is newer, and designers offer the newer one first. Microsoft\'s validator refuses two with the same revision.',
  says: ({ family, revision, operations }) => ({
    what: `The operations ${listed(operations)} of the family "${brief(family)}" have ${revision === undefined ? 'no revision' : `the same revision ${revision}`}.`,
    todo: 'Number them 1, 2, 3 in the order in which they were made.',
  }),
  examples: () => ({
    good: [inVersions([version(1), version(2)]), inVersions([version(undefined), version(2)])],
    bad: [
      { example: inVersions([version(1), version(1)]), at: ['/~1kinds~1v2/get/x-ms-api-annotation/revision'] },
      { example: inVersions([version(undefined), version(undefined)]), at: ['/~1kinds~1v2/get/x-ms-api-annotation'] },
    ],
  }),
  check: ({ report }) => ({
    definition(index) {
      for (const [family, members] of familiesOf(index)) {
        const seen = new Map<string | undefined, string>();
        for (const { operation, revision, spot } of members) {
          const key = revision === undefined ? undefined : quoted(revision);
          const first = seen.get(key);
          if (first === undefined) seen.set(key, quotedOperation(operation));
          else report(revision === undefined ? spot : spot.at('revision'), { family, revision: key, operations: [first, quotedOperation(operation)] });
        }
      }
    },
  }),
});

export const annotationRevisionInteger = rule<{ readonly operation: string; readonly written: string }>({
  code: 'annotation-revision-integer',
  title: 'A revision is a whole number',
  severity: always('error'),
  microsoft: ['JsonTypeIncorrect'],
  source: 'guide to versions of operations',
  evidence: { certified: 100, recent: 100, independent: 0, applicable: 27 },
  why: 'Designers order the versions of an operation by it, and Microsoft\'s validator refuses another type.',
  says: ({ operation, written }) => ({ what: `The revision of the operation ${operation} is ${written}.`, todo: 'Write a whole number, without quotes.' }),
  fix: {
    safe: true,
    title: 'Write it as a number.',
    edits: ({ written }, at) => {
      const digits = /^"(\d{1,9})"$/.exec(written)?.[1];
      return digits !== undefined && 'pointer' in at ? [{ at, set: Number(digits) }] : undefined;
    },
  },
  examples: () => ({
    good: [inVersions([version(1)])],
    bad: [
      { example: inVersions([version('1')]), at: ['/~1kinds/get/x-ms-api-annotation/revision'], fixed: inVersions([version(1)]) },
      { example: inVersions([version(1.5)]), at: ['/~1kinds/get/x-ms-api-annotation/revision'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      const revision = member(annotationOf(node) ?? {}, 'revision');
      if (revision !== undefined && !(typeof revision === 'number' && Number.isInteger(revision))) report(node.spot.at('x-ms-api-annotation', 'revision'), { operation: quotedOperation(node), written: quoted(revision) });
    },
  }),
});

export const annotationRevisionEmpty = rule<{ readonly operation: string; readonly family: string }>({
  code: 'annotation-revision-empty',
  title: 'An operation in a family has a revision',
  severity: always('warning'),
  microsoft: ['OperationRevisionEmpty'],
  source: 'Swagger validator rules',
  evidence: { certified: 96.2, recent: 100, independent: 100, applicable: 26 },
  why: 'Without a revision it counts as revision 1, which looks like an oversight and may clash with the real revision 1.',
  says: ({ operation, family }) => ({ what: `The operation ${operation} belongs to the family "${brief(family)}" and has no revision.`, todo: 'Add "revision": 1 for the first version, 2 for the second.' }),
  examples: () => ({
    good: [inVersions([version(1), version(2)])],
    bad: [{ example: inVersions([version(undefined), version(2)]), at: ['/~1kinds/get/x-ms-api-annotation'] }],
  }),
  check: ({ report }) => ({
    definition(index) {
      for (const [family, members] of familiesOf(index)) for (const { operation, revision, spot } of members) if (revision === undefined) report(spot, { operation: quotedOperation(operation), family });
    },
  }),
});

export const annotationIdSuffix = rule<{ readonly operationId: string; readonly revision: number }>({
  code: 'annotation-id-suffix',
  title: 'The operationId of a later version ends with its revision',
  severity: platformThen('off', 'warning'),
  microsoft: ['OperationIdShouldEndWithRevision'],
  source: 'Swagger validator rules',
  evidence: { certified: 59.1, recent: 100, applicable: 22 },
  why: 'Makers see operationIds in the code of their flows, and the ending tells them which version a flow uses. A published id must never change, so choose it well beforehand.',
  says: ({ operationId, revision }) => ({ what: `The operationId "${brief(operationId)}" of revision ${revision} does not end with _V${revision}.`, todo: `End it with _V${revision}, unless the operation is published already.` }),
  examples: () => ({
    good: [inVersions([version(1), version(2)]), inVersions([version(1, { operationId: 'ListAllKinds' })])],
    bad: [{ example: inVersions([version(1), version(2, { operationId: 'ListKindsNew' })]), at: ['/~1kinds~1v2/get/operationId'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      const annotation = annotationOf(node);
      const revision = annotation && member(annotation, 'revision');
      const { operationId } = node;
      if (typeof revision !== 'number' || !Number.isInteger(revision) || revision <= 1 || operationId === undefined || node.deprecated) return;
      if (!operationId.toLowerCase().endsWith(`v${revision}`)) report(node.spot.at('operationId'), { operationId, revision });
    },
  }),
});
