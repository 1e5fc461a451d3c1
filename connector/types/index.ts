/** The shapes of the public API that the connector reads. Only what is always there is required. */
export { DataSourceInfo, DataSourceMetadata } from './data-source';
export { InstanceInfo } from './instance';
export { Job, Node, ServiceError, Task } from './job';
export { MeasureDefinition, MeasureMetadata, MeasureOutput } from './measure';
export { ODataRows } from './rows';
export { SegmentEvaluation, SegmentMetadata } from './segment';
export { Attribute, EntityMetadata, EntityModel, Partition } from './table';
