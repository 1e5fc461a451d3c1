import { formula, type Condition, type ExpressionOf } from 'konektor';
import type { MeasureMetadata } from './types';

/**
 * True for a business measure without a dimension. A customer measure has a value for each customer, one with a
 * dimension a value for each of its members (product documentation, measure builder).
 */
export const hasOneValue = formula('HasOneValue', (measure: ExpressionOf<typeof MeasureMetadata, 'present'>): Condition =>
  measure.definition.kind.is('attribute').or(measure.definition.isProfile.isYes()).or(measure.definition.dimensions.count().above(0)).not()
    .and(measure.definition.isScalar.isYes().or(measure.definition.isManualQueryScalar.isYes())));
