import type { Condition, ExpressionOf } from 'konektor';
import type { MeasureMetadata } from './types';

/**
 * True for a business measure without a dimension. A customer measure has a value for each customer, one with a
 * dimension a value for each of its members (product documentation, measure builder).
 */
export const hasOneValue = ({ definition }: ExpressionOf<typeof MeasureMetadata, 'present'>): Condition =>
  definition.kind.is('attribute').or(definition.isProfile.isYes()).not()
    .and(definition.dimensions.count().equals(0))
    .and(definition.isScalar.isYes().or(definition.isManualQueryScalar.isYes()));
