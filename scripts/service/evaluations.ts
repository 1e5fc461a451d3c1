/** One evaluation of a segment. Instants are milliseconds since the epoch. */
export interface SegmentPoint {
  readonly at: number;
  /** `carried`: what the evaluation before it gave. */
  readonly count: number | 'carried';
  /** The API's word, for example CompletedSuccess or CompletedFailure. */
  readonly status: string;
  readonly visibleAt?: number;
  /** The job that made the point; points of a job are made anew when its plan changes. */
  readonly jobId?: string;
}

/** One evaluation of a measure. */
export interface MeasurePoint {
  readonly at: number;
  /** The result, as the API's decimal text. */
  readonly value: string | 'carried';
  /** The API's word: completed, failed, running. */
  readonly state: string;
  readonly visibleAt?: number;
  readonly jobId?: string;
}

interface Point {
  readonly at: number;
  readonly visibleAt?: number;
}

/** The points that the service shows at an instant, in stored order. */
export function visiblePoints<P extends Point>(points: readonly P[], now: number): P[] {
  return points.filter((point) => now >= point.at && now >= (point.visibleAt ?? point.at));
}

/** The latest point by its own instant; of equal ones the one stored last. */
export function latestPoint<P extends Point>(points: readonly P[]): P | undefined {
  return points.reduce<P | undefined>((latest, point) => (latest === undefined || point.at >= latest.at ? point : latest), undefined);
}

/** The points of the last `days` days before `now`, in the order asked for. */
export function history<P extends Point>(
  points: readonly P[], now: number, days: number, order: 'stored' | 'ascending' | 'descending',
): P[] {
  const from = now - days * 86_400_000;
  const recent = visiblePoints(points, now).filter((point) => point.at >= from);
  if (order === 'stored') return recent;
  const sign = order === 'ascending' ? 1 : -1;
  return recent.sort((left, right) => sign * (left.at - right.at));
}

/** Segment points with every carried count replaced by the last successful count before it (0 when there is none). */
export function resolveCounts(points: readonly SegmentPoint[]): (SegmentPoint & { readonly count: number })[] {
  return carry(points, (point) => point.status === 'CompletedSuccess', (point) => point.count, 0)
    .map(({ point, value }) => ({ ...point, count: value }));
}

/** Measure points with every carried value replaced by the last completed value before it ("0" when there is none). */
export function resolveValues(points: readonly MeasurePoint[]): MeasurePoint[] {
  return carry(points, (point) => point.state === 'completed', (point) => point.value, '0')
    .map(({ point, value }) => ({ ...point, value }));
}

function carry<P extends Point, V extends string | number>(
  points: readonly P[], succeeded: (point: P) => boolean, read: (point: P) => V | 'carried', none: V,
): { point: P; value: V }[] {
  const resolved = new Map<P, V>();
  let last = none;
  for (const point of [...points].sort((left, right) => left.at - right.at)) {
    const own = read(point);
    // TypeScript can't narrow V | 'carried' where V may itself be a string type; the comparison excludes the marker.
    const value = own === 'carried' ? last : (own as V);
    resolved.set(point, value);
    if (succeeded(point)) last = value;
  }
  return points.map((point) => ({ point, value: resolved.get(point) ?? none }));
}
