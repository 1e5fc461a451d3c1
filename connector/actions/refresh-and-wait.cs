using System.Net.Http;
using System.Threading.Tasks;

// Starts a refresh and lets the platform wait for its end: 202 with the address of the operation RefreshOutcome.
internal static class RefreshAndWait
{
    // A refresh takes minutes to hours; asking more often would only spend the connection's calls.
    internal const int SecondsBetweenChecks = 60;

    internal static async Task<HttpResponseMessage> Answer(Call call)
    {
        var job = await RefreshStart.Submit(call).ConfigureAwait(false);
        var jobId = Value.Text(job, "jobId") ?? throw new Failure(502, "RefreshWithoutId",
            "Customer Insights started the refresh without telling its ID, so it can't be waited for.") { OfService = true };
        return Reply.Accepted(RefreshOutcome.AddressOf(call, jobId, 0), SecondsBetweenChecks);
    }
}
