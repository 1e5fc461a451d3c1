/** The cases of published connectors (facts 8), each rebuilt small and in our own words. */
import { type Evidence, test } from './statement';

export interface PublishedCase { readonly number: number; readonly shape: string; readonly evidence: readonly Evidence[] }

const row = (number: number, shape: string, ...evidence: readonly Evidence[]): PublishedCase => ({ number, shape, evidence });

export const publishedCases: readonly PublishedCase[] = [
  row(1, 'Planner: a chain over the body', test('body', 'a chain as Planner has it (facts 8, case 1): list to object on the way there, object to list on the way back')),
  row(2, 'Planner: If-Match from a side call', test('calls', 'setvaluefromurl: the etag of the thing goes into If-Match, from the routed host and path')),
  row(3, 'Microsoft Graph Security: a filter that remembers', test('published', 'Microsoft Graph Security (facts 8, case 3): a filter with the newest value in it, beside the maker\'s own parameters')),
  row(4, 'Facebook: route, side call and polling', test('published', 'Facebook (facts 8, case 4): a virtual path that is routed, a page token from a side call, and polling by policy')),
  row(5, 'SurveyMonkey polls in code, DocuSign\'s polling never fires', test('published', 'SurveyMonkey (facts 8, case 5): a virtual path, state in Location, ids of the last instant left out: each reply once'), test('published', 'DocuSign (facts 8, case 5): a state that is removed before it is read never fires')),
  row(6, 'DocuSign: CreateNotificationUri, and Location to the delete', test('published', 'DocuSign\'s webhook (facts 8, case 6): the service calls an operation of the connector\'s own, which calls the flow; Location leads to the delete'), test('shapes', 'DocuSign\'s (facts 8, case 6): the service calls the connector, whose code calls the flow; turned off, Location leads to the delete')),
  row(7, 'ACS SMS Events: Location from OriginalRequestUri, two ways to sign in', test('actions', 'with a connection string: it does not leave, and the request is signed with its key'), test('shapes', 'ACS SMS Events\' (facts 8, case 7): code answers Location from OriginalRequestUri and an id; two sets of parameters, two ways to sign in')),
  row(8, 'Airmeet and QPP NextGen: headers from policies to code', test('actions', 'Airmeet and QPP NextGen (facts 8, case 8): policies hand connection parameters to the script in headers')),
  row(9, 'Oneflow: host, JSON text and code', test('actions', 'Oneflow (facts 8, case 9): host from the connection, a list out of JSON text, and code that builds on both')),
  row(10, 'Cradl AI: host, token, host', test('calls', 'array order decides: host of the sign-in, its token, host of the API (facts 8, case 10)')),
  row(11, 'Exact Online Premium: C# 9 with extension methods', test('actions', 'Exact Online Premium (facts 8, case 11): C# 9, extension methods in static classes at the top')),
  row(12, 'Snowflake: an import of .NET Framework', test('actions', 'Snowflake (facts 8, case 12): a namespace of .NET Framework is imported, a class in small letters, no call to the backend')),
  row(13, 'Zoho Mail: the host of the sign-in', test('actions', 'Zoho Mail (facts 8, case 13): the host is a parameter of the sign-in'), test('settings', 'oauth2generic follows its templates, with custom parameters and token values as placeholders')),
  row(14, 'Events Calendar: a state without a name', test('calls', 'a constant in place of an expression, and an empty name, fire at every poll: the fault of one published connector')),
];
