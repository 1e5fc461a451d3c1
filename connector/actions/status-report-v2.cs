using System.Net.Http;
using System.Threading.Tasks;

// Revision 2 of the status report: the same report, taken apart.
internal static class StatusReportV2
{
    internal static async Task<HttpResponseMessage> Answer(Call call) =>
        Reply.Ok((await StatusReport.Make(call).ConfigureAwait(false)).Json());
}
