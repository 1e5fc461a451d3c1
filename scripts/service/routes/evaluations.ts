import { publishMeasure, publishSegment } from '../answers/evaluations';
import type { Core } from '../core';
import { flag, instanceOperation, notFound, wholeNumber, type InstanceCall, type Router } from './operation';

/** Segments and measures. */
export function evaluationRoutes(router: Router, core: Core): void {
  instanceOperation(router, core, 'GET', '/manage/segments', 'Get-all-segments', (call) => {
    const { instance, wire } = call;
    const days = flag(call, 'includeHistoricStats') ? wholeNumber(call, 'historicStatsDays', 10) : undefined;
    const limit = wholeNumber(call, 'numberOfSegments', instance.segments.length);
    return Response.json(instance.segments.slice(0, limit)
      .map((segment) => publishSegment(instance, segment, wire, core.state.behaviour.historyOrder, days)));
  });

  instanceOperation(router, core, 'PUT', '/manage/segments/:segmentName/activate', 'Activate-segment', (call) => setState(call, 'active'));
  instanceOperation(router, core, 'PUT', '/manage/segments/:segmentName/deactivate', 'Deactivate-segment', (call) => setState(call, 'inactive'));

  instanceOperation(router, core, 'GET', '/manage/measures', 'Get-a-list-of-measures-metadata', ({ instance, wire }) =>
    Response.json(instance.measures.map((measure) => publishMeasure(instance, measure, wire, core.state.behaviour.historyOrder))));

  instanceOperation(router, core, 'GET', '/manage/measures/:measureName', 'Get-metadata-for-a-measure', (call) => {
    const { instance, wire } = call;
    const measure = instance.measures.find((candidate) => candidate.name === call.part('measureName'));
    if (measure === undefined) throw notFound('MeasureNotFound', `There is no measure '${call.part('measureName')}'.`);
    const days = flag(call, 'includeHistoricStats') ? wholeNumber(call, 'historicStatsDays', 30) : undefined;
    return Response.json(publishMeasure(instance, measure, wire, core.state.behaviour.historyOrder, days));
  });
}

function setState(call: InstanceCall, state: 'active' | 'inactive'): Response {
  const segment = call.instance.segments.find((candidate) => candidate.name === call.part('segmentName'));
  if (segment === undefined) throw notFound('SegmentNotFound', `There is no segment '${call.part('segmentName')}'.`);
  if (segment.state !== state) {
    segment.state = state;
    segment.updatedAt = call.wire.now;
    segment.version += 1;
  }
  return Response.json(true);
}
