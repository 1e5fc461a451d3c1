/** Parameters that several operations share. A drop-down below the instance is filled from the same `instance` object. */
import { dropDown, optional, text, type TextExpression } from 'konektor';
import { dataSources } from './lookups/data-sources';
import { instances } from './lookups/instances';
import { jobs } from './lookups/jobs';
import { measures, scalarMeasures } from './lookups/measures';
import { partitions } from './lookups/partitions';
import { reportTypes } from './lookups/report-types';
import { segments } from './lookups/segments';
import { tables } from './lookups/tables';

type Entry = { readonly id: TextExpression<'present'>; readonly title: TextExpression<'present'> };
const choice = { value: (entry: Entry) => entry.id, title: (entry: Entry) => entry.title };

export const instance = text({
  title: 'Instance', description: 'The Customer Insights instance, also called environment.',
  valuesFrom: dropDown(instances, { given: {}, ...choice }),
});

/** For triggers: without one, every data source counts. */
export const optionalDataSource = optional(text({
  title: 'Data Source', description: 'Only this data source. Leave it empty for all of them.',
  valuesFrom: dropDown(dataSources, { given: { instanceId: instance }, ...choice }),
}));

export const segment = text({
  title: 'Segment', description: 'The segment. Choose one, or enter its unique name.',
  valuesFrom: dropDown(segments, { given: { instanceId: instance }, ...choice }),
});

/** A measure with exactly one value. */
export const measure = text({
  title: 'Measure', description: 'The business measure; it has no dimension. Choose one, or enter its unique name.',
  valuesFrom: dropDown(scalarMeasures, { given: { instanceId: instance }, ...choice }),
});
export const anyMeasure = text({
  title: 'Measure', description: 'The measure. Choose one, or enter its unique name.',
  valuesFrom: dropDown(measures, { given: { instanceId: instance }, ...choice }),
});

export const table = text({
  title: 'Entity', description: 'The entity (table). Choose one, or enter its full name, such as Customer or Loyalty_Members.',
  valuesFrom: dropDown(tables, { given: { instanceId: instance }, ...choice }),
});

export const partition = text({
  title: 'Partition', description: 'The partition: one file of the entity. Choose one, or enter its name.',
  valuesFrom: dropDown(partitions, { given: { instanceId: instance, table }, ...choice }),
});

export const job = text({
  title: 'Refresh', description: 'The refresh. Choose one, or enter its job ID from another step.',
  valuesFrom: dropDown(jobs, { given: { instanceId: instance }, ...choice }),
});

export const reportType = text({
  title: 'Report Type', description: 'What the report is about.',
  valuesFrom: dropDown(reportTypes, { given: {}, ...choice }),
});
