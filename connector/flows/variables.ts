/**
 * What the sample flows ask for when they are imported. None has a default: only the environment that they go to knows
 * its instance, its people and its channels.
 */
import { text, variable } from 'konektor';

export const instance = variable('CustomerInsightsInstance', text({
  title: 'Customer Insights instance', description: 'The ID of the Customer Insights instance that the sample flows watch; the address of the instance holds it.',
}));
export const team = variable('CustomerInsightsTeam', text({ title: 'Customer Insights team', description: 'The ID of the Microsoft Teams team that gets the messages of the sample flows.' }));
export const channel = variable('CustomerInsightsChannel', text({ title: 'Customer Insights channel', description: 'The ID of the channel of that team that gets the messages of the sample flows.' }));
export const dataOwners = variable('CustomerInsightsDataOwners', text({
  title: 'Customer Insights data owners', description: 'The mail addresses of the people who look after the data, separated by semicolons.',
}));
export const dataSource = variable('CustomerInsightsDataSource', text({ title: 'Customer Insights data source', description: 'The ID of the data source whose rows are checked after each refresh.' }));
export const sourceTable = variable('CustomerInsightsTable', text({
  title: 'Customer Insights entity', description: 'The full name of the entity (table) that the data source brings, such as Loyalty_Members.',
}));
export const segment = variable('CustomerInsightsSegment', text({ title: 'Customer Insights segment', description: 'The unique name of the segment whose size is watched.' }));
export const campaignSegment = variable('CustomerInsightsCampaignSegment', text({
  title: 'Customer Insights campaign segment', description: 'The unique name of the segment that is active only while the business measure is above its threshold.',
}));
export const measure = variable('CustomerInsightsMeasure', text({ title: 'Customer Insights measure', description: 'The unique name of the business measure that is watched; it has no dimension.' }));
