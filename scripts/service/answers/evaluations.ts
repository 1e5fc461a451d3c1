import { history, latestPoint, resolveCounts, resolveValues, visiblePoints, type MeasurePoint } from '../evaluations';
import { uuidOf } from '../random';
import type { Behaviour, Instance, Measure, Segment } from '../state';
import type { Wire } from '../wire';

const failedEvaluation = { key: 'segmentEvaluationOrchestrationFailed', value: 'The evaluation failed.', args: [] };

/** SegmentMetadata of the API description; with `historyDays` also the evaluations of that many days. */
export function publishSegment(instance: Instance, segment: Segment, wire: Wire, order: Behaviour['historyOrder'], historyDays?: number) {
  const points = resolveCounts(segment.points);
  const latest = latestPoint(visiblePoints(points, wire.now));
  const success = latestPoint(visiblePoints(points, wire.now).filter((point) => point.status === 'CompletedSuccess'));
  return {
    name: segment.name, friendlyName: segment.friendlyName, description: segment.description,
    kind: wire.word('default', segment.name), state: wire.word(segment.state, segment.name),
    evaluationStatus: latest === undefined ? { jobStatus: 'None' } : {
      jobStatus: latest.status, evaluationDate: wire.time(latest.at), entityCount: latest.count,
      ...(latest.status === 'CompletedFailure' ? { error: failedEvaluation } : {}),
      ...(success === undefined ? {} : { lastSuccessfulRunId: success.jobId ?? uuidOf(`${segment.name}|run|${success.at}`) }),
    },
    ...(historyDays === undefined ? {} : {
      evaluationStatusHistory: history(points, wire.now, historyDays, order).map((point) => ({
        evaluationDate: wire.time(point.at), entityCount: point.count, jobStatus: point.status,
        ...(point.status === 'CompletedFailure' ? { error: failedEvaluation } : {}),
      })),
    }),
    ...audit(instance, segment.createdAt, segment.updatedAt, segment.version, wire),
  };
}

/** MeasureMetadata of the API description; with `historyDays` also the evaluations and outputs of that many days. */
export function publishMeasure(instance: Instance, measure: Measure, wire: Wire, order: Behaviour['historyOrder'], historyDays?: number) {
  const points = resolveValues(measure.points);
  const visible = visiblePoints(points, wire.now);
  const latest = latestPoint(visible);
  const completed = latestPoint(visible.filter((point) => point.state === 'completed'));
  const recent = historyDays === undefined ? undefined : history(points, wire.now, historyDays, order);
  return {
    name: measure.name, displayName: measure.displayName, description: measure.description,
    definition: definition(measure, wire),
    latestEvaluation: latest === undefined ? { state: wire.word('none', measure.name) } : evaluation(measure, latest, wire),
    ...(completed === undefined || !isScalar(measure) ? {} : { output: output(measure, completed, wire) }),
    evaluationStats: {
      consecutiveFailureCount: completed === undefined ? visible.length : visible.filter((point) => point.at > completed.at).length,
      ...(completed === undefined ? {} : { lastSuccessful: wire.time(completed.at) }),
    },
    ...(recent === undefined ? {} : {
      evaluationHistory: recent.map((point) => evaluation(measure, point, wire)),
      outputHistory: isScalar(measure)
        ? recent.filter((point) => point.state === 'completed').map((point) => output(measure, point, wire))
        : [],
    }),
    isTemplate: false, isCreatedFromTemplate: false,
    ...audit(instance, measure.createdAt, measure.createdAt, 1, wire),
  };
}

/** Whether the measure has one value: a business measure without dimension. */
export function isScalar(measure: Measure): boolean {
  return measure.kind === 'entity' && measure.dimensions.length === 0;
}

function definition(measure: Measure, wire: Wire) {
  return {
    kind: wire.word(measure.kind, measure.name), isScalar: isScalar(measure), isProfile: measure.kind === 'attribute',
    type: wire.word('structured', measure.name), isManualQueryScalar: false,
    dimensions: measure.dimensions.map((field, order) => ({ field, alias: field, displayName: field, order, bucket: wire.word('none', field), isReadOnly: false })),
    aggregates: [{
      operation: wire.word(measure.operation, measure.name), field: 'Amount', alias: measure.aggregate, displayName: measure.displayName, order: 0, isIncluded: true,
    }],
  };
}

function evaluation(measure: Measure, point: MeasurePoint, wire: Wire) {
  return {
    state: wire.word(point.state, `${measure.name}|${point.at}`), endTime: wire.time(point.at),
    ...(point.state === 'failed' ? { error: 'The evaluation failed.' } : {}),
    ...(point.state === 'completed' ? { lastSuccessfulRunId: point.jobId ?? uuidOf(`${measure.name}|run|${point.at}`) } : {}),
  };
}

function output(measure: Measure, point: MeasurePoint, wire: Wire) {
  return { values: { [measure.aggregate]: point.value }, measureName: measure.name, evaluationTime: wire.time(point.at) };
}

function audit(instance: Instance, createdAt: number, updatedAt: number, version: number, wire: Wire) {
  return {
    instanceId: instance.instanceId, version, createdBy: 'system', createdUtc: wire.time(createdAt), updatedBy: 'system', updatedUtc: wire.time(updatedAt),
  };
}
