import { inVersions } from '../../examples/versions';
import { inInfo } from '../../examples/example';
import { isObject, member, type JsonObject, type JsonValue } from '../../json';
import { platformThen } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Spot } from '../../spot';
import { quoted } from '../../words/quoted';

interface Written { readonly status: JsonValue }
const values = ['Preview', 'Production'];

export const annotationStatus = rule<Written>({
  code: 'annotation-status',
  title: 'A status is Preview or Production',
  severity: platformThen('information', 'warning'),
  microsoft: ['JsonValueNotInEnum'],
  source: 'schema of apiDefinition.swagger.json',
  why: 'Designers mark operations in preview by this status. They understand neither another word nor other capital letters.',
  says: ({ status }) => ({ what: `The status in x-ms-api-annotation is ${quoted(status)}.`, todo: 'Write "Preview" or "Production", with a capital letter.' }),
  fix: {
    safe: true,
    title: 'Write it with a capital letter.',
    edits: ({ status }, at) => {
      const meant = typeof status === 'string' ? values.find(each => each.toLowerCase() === status.trim().toLowerCase()) : undefined;
      return meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined;
    },
  },
  examples: () => ({
    good: [inVersions([{ annotation: { status: 'Production' } }]), inInfo({ 'x-ms-api-annotation': { status: 'Preview' } })],
    bad: [
      { example: inVersions([{ annotation: { status: 'production' } }]), at: ['/~1kinds/get/x-ms-api-annotation/status'], fixed: inVersions([{ annotation: { status: 'Production' } }]) },
      { example: inInfo({ 'x-ms-api-annotation': { status: 'Beta' } }), at: ['/x-ms-api-annotation/status'] },
    ],
  }),
  check: ({ report }) => ({
    info: (info, spot) => look(report, info, spot),
    operation: ({ operation, spot }) => look(report, operation, spot),
  }),
});

function look(report: RuleContext<Written>['report'], holder: JsonObject, spot: Spot): void {
  const annotation = holder['x-ms-api-annotation'];
  const status = isObject(annotation) ? member(annotation, 'status') : undefined;
  if (status !== undefined && status !== null && status !== '' && !(typeof status === 'string' && values.includes(status))) report(spot.at('x-ms-api-annotation', 'status'), { status });
}
