/** The flows of the story that `npm start` plays, by name, and what each of them watches. */
export const flowNames = ['anyFails', 'loyaltyFails', 'webShopSucceeds', 'segment', 'promotion', 'measure', 'fullRefresh', 'unification', 'unificationFails', 'measureByStore'] as const;
export type FlowName = (typeof flowNames)[number];

/** What a flow of the story watches. */
export interface Watched { readonly operationId: string; readonly inputs: Readonly<Record<string, string | number>> }

/** What the sample flows ask for, on one instance. */
export function storyVariables(instanceId: string, sourceId: (friendlyName: string) => string): Readonly<Record<string, string>> {
  return {
    CustomerInsightsInstance: instanceId, CustomerInsightsDataSource: sourceId('Web shop'), CustomerInsightsTable: 'WebShop_Orders',
    CustomerInsightsSegment: 'VIP', CustomerInsightsCampaignSegment: 'StudentDiscount', CustomerInsightsMeasure: 'TotalRevenue',
  };
}

/** What the flows of the story watch, on one instance. */
export function storyWatches(instanceId: string, sourceId: (friendlyName: string) => string): Readonly<Record<FlowName, Watched>> {
  const watch = (operationId: string, inputs: Watched['inputs'] = {}): Watched => ({ operationId, inputs: { instanceId, ...inputs } });
  return {
    anyFails: watch('OnDataSourceRefreshFailed'),
    loyaltyFails: watch('OnDataSourceRefreshFailed', { dataSourceId: sourceId('Loyalty') }),
    webShopSucceeds: watch('OnDataSourceRefreshSucceeded', { dataSourceId: sourceId('Web shop') }),
    segment: watch('OnSegmentThresholdCrossed', { segmentName: 'VIP', threshold: 10_000 }),
    promotion: watch('OnSegmentThresholdCrossed', { segmentName: 'VIP', threshold: 10_000 }),
    measure: watch('OnMeasureThresholdCrossed', { measureName: 'TotalRevenue', threshold: 2_000_000 }),
    fullRefresh: watch('OnFullRefreshCompleted'),
    unification: watch('OnUnificationRefreshCompleted'),
    unificationFails: watch('OnUnificationRefreshCompleted', { outcome: 'failed' }),
    measureByStore: watch('OnMeasureThresholdCrossed', { measureName: 'RevenueByStore', threshold: 1 }),
  };
}
