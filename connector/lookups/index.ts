/** The internal operations behind drop-downs and dynamic schemas. */
import { dataSources } from './data-sources';
import { instances } from './instances';
import { itemShape } from './item-shape';
import { jobs } from './jobs';
import { measures, scalarMeasures } from './measures';
import { partitions } from './partitions';
import { reportTypes } from './report-types';
import { segments } from './segments';
import { tables } from './tables';

export const lookups = [instances, dataSources, segments, measures, scalarMeasures, tables, partitions, jobs, reportTypes, itemShape];
